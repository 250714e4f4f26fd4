"""Visits 回访: the plan and the record of a talk with a customer, until he is satisfied."""
