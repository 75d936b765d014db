"""The desk file: an encrypted SQLite database. Values come out, never rows; nobody else speaks SQL."""
