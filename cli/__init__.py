"""The command line: parse, call the desk or a projection, print."""
