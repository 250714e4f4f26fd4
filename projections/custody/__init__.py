"""Custody 经手: who held every case, every post and every piece at any instant."""
