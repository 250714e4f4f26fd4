"""A page as a state chart (SCXML, W3C): the steps are its events.

A last state from which no step leads on is final; one such as `closed`, which may still be
archived, is a state like any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from .turns import START, Norm
from .xml import document, node


def scxml(norm: Norm) -> Iterator[str]:
    """Write the chart."""
    named = {"name": norm.id, "initial": START, "datamodel": "null"}
    root = Element("scxml", {"xmlns": "http://www.w3.org/2005/07/scxml", "version": "1.0", **named})
    for code, turns in norm.from_state.items():
        state = node(root, "state" if turns else "final", id=code)
        for turn in turns:
            node(state, "transition", event=turn.step.name, target=turn.target)
    return document(root)
