"""The host's own domain, which has nothing to do with huiyin's."""

CUSTOMERS = {"13800000001": "Chen"}
