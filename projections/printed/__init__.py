"""Paper that an office prints and signs: forms that its cases fill, as HTML for A4."""
