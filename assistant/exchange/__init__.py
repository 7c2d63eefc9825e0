"""What is exchanged with other programs: tables."""
