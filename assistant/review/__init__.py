"""What a supervisor reads again: which transcripts, what they say, what they come to."""
