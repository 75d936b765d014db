"""Evidence packages (بسته ادله): entries with what proves them, for auditors and courts."""
