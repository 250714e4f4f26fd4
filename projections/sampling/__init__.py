"""A sample of cases for an auditor, that anybody can draw again (docs/how-to)."""
