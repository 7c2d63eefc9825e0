"""Guided interview assistant for French community pharmacies."""

__version__ = "0.1.0"
