"""What the year requires: rule sets and where a dossier stands."""
