"""Asking: the machine, the session, the transcript, the alerts."""
