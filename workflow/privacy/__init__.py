"""Persons in the record: what is written about them is sealed with a key of their own."""
