"""Who may open the dossiers, and with which keys."""
