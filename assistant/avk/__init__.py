"""INR class and action level, time in range, observance score. Pure."""
