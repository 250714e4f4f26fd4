"""Persons who are erased: what the log holds of them, what becomes of it, and what shows it."""
