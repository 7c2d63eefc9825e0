"""A patient's facts, readings, acts and transcripts, played from events."""
