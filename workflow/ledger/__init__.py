"""The ledger: a Merkle tree over the log, signed from time to time, that anybody can check."""
