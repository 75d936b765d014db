"""The desk file: an encrypted SQLite database. Values come out, never rows; only it speaks SQL."""
