"""Statistics and reports: what the office counts by month, quarter and year."""
