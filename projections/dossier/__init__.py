"""A case on one page: everything that is recorded of it, for somebody who was not there."""
