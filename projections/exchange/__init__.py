"""The log as process-mining programs read it: XES, CSV and OCEL 2.0."""
