"""Where it is kept: journals, locks, dossiers on disk, the index."""
