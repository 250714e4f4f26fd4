"""What is read from the log: registers, the audit trail, what is due."""
