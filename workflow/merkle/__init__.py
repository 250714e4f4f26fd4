"""A tree of hashes after RFC 6962, and the JSON of RFC 8785 that is hashed."""
