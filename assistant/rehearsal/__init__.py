"""Practising: simulated patients, what they say, and the debrief."""
