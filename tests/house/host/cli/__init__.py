"""The host's own command line, which has nothing to do with huiyin's."""

GREETING = "back office"
