"""The office's registers, one to a page: which facts of a case stand in it, in which columns."""
