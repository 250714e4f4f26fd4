"""The norm: a page as other programs read it, its moves alone and none of its rules."""
