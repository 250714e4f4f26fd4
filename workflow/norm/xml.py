"""XML written with the standard library, the same bytes for the same page."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def node(parent: Element, tag: str, text: str = "", /, **attributes: str) -> Element:
    """Put an element with its attributes and its text at the end of another."""
    made = SubElement(parent, tag, attributes)
    made.text = text or None
    return made


def document(root: Element) -> Iterator[str]:
    """Write a document, an element a line."""
    indent(root)
    yield HEAD
    yield tostring(root, encoding="unicode")
    yield "\n"
