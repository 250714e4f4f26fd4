"""Requests 报修求助: repairs and help, from the call until the customer is satisfied."""
