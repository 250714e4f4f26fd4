"""Duty shifts and their handing over 值班/交接班: one case is one person's shift."""
