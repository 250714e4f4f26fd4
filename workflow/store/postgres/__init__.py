"""Offices on a PostgreSQL server: a schema each, for any number of processes and machines."""
