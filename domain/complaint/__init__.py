"""The complaint 投诉: one page for each document that rules it."""
