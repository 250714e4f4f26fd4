"""Histories held against the written procedures: what would the page have said of each step?"""
