"""FHIR R4: scripts, interviews and dossiers as other software reads them (docs/fhir.md)."""
