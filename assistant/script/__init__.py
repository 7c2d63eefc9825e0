"""What is asked: steps, conditions, loader."""
