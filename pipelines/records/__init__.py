"""Claims to records: pure functions over frames."""
