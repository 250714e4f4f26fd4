"""A page as a Petri net (PNML, ISO/IEC 15909-2): a place a state, a transition a move.

No transition is silent, so that a history fits exactly or does not fit. Programs know one final
marking only. So whatever leads to where a case may end leads to the place `end` as well, under
the same name: in a net for closed cases from the page's last states, in one for running cases
from every state.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from .turns import START, Norm, Turn
from .xml import document, node

GRAMMAR = "http://www.pnml.org/version-2009/grammar"
END = "end"
NET = {"type": f"{GRAMMAR}/ptnet"}


def pnml(norm: Norm, *, running: bool = False) -> Iterator[str]:
    """Write the net of closed cases, or of running ones, which may end anywhere."""
    root = Element("pnml", {"xmlns": GRAMMAR})
    net = node(root, "net", **NET, id=norm.id + (".running" if running else ""))
    _named(net, norm.page.title)
    page = node(net, "page", id="page")
    for code in norm.states:
        if norm.from_state[code]:
            _place(page, code)
    _place(page, END)
    for turn in norm.turns:
        if norm.from_state[turn.target]:
            _transition(page, turn, turn.id, turn.target)
        if running or norm.is_over(turn.target):
            _transition(page, turn, f"{turn.id}.{END}", END)
    marking = node(node(net, "finalmarkings"), "marking")
    node(node(marking, "place", idref=_id(END)), "text", "1")
    return document(root)


def _id(place: str) -> str:
    return f"in.{place}"


def _named(parent: Element, name: str) -> None:
    node(node(parent, "name"), "text", name)


def _place(page: Element, code: str) -> None:
    place = node(page, "place", id=_id(code))
    _named(place, code)
    if code == START:
        node(node(place, "initialMarking"), "text", "1")


def _transition(page: Element, turn: Turn, name: str, to: str) -> None:
    transition = node(page, "transition", id=name)
    _named(transition, turn.step.name)
    node(page, "arc", id=f"{name}.from", source=_id(turn.source), target=name)
    node(page, "arc", id=f"{name}.to", source=name, target=_id(to))
