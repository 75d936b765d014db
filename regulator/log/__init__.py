"""The country's log as a tree whose head is signed, so that nobody can change it unseen."""
