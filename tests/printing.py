"""Printed pages, read back as somebody reads them: fields by label, rows, boxes, remarks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

from huiyin.projections.printed.papers import Papers
from papers.paper import Paper, Past, Story

VOID = {"meta", "br", "col", "img"}


@dataclass
class Node:
    """An element with its attributes and what is in it."""

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    inside: list[Node | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        words = "".join(one if isinstance(one, str) else one.text for one in self.inside)
        return " ".join(words.split())

    def each(self, tag: str = "", kind: str = "") -> Iterator[Node]:
        """Give the elements below of this tag and this class."""
        for one in self.inside:
            if isinstance(one, Node):
                is_meant = not tag or one.tag == tag
                if is_meant and (not kind or kind in one.attrs.get("class", "").split()):
                    yield one
                yield from one.each(tag, kind)

    def of(self, tag: str = "", kind: str = "") -> list[Node]:
        return [*self.each(tag, kind)]


class Tree(HTMLParser):
    """Reads a page strictly: whatever is opened is closed, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.root = Node("")
        self._open = [self.root]
        self.feed(html)
        self.close()
        assert self._open == [self.root], [one.tag for one in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].inside.append(node)
        if tag not in VOID:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag, tag

    def handle_data(self, data: str) -> None:
        self._open[-1].inside.append(data)


@dataclass(frozen=True)
class Sheet:
    """One sheet of a printed paper."""

    node: Node

    def __getitem__(self, label: str) -> str:
        """Give what stands in the field that is labelled so, in any of the languages."""
        return self.cell(label).text

    def cell(self, label: str) -> Node:
        for row in self.node.each("tr"):
            cells = [one for one in row.inside if isinstance(one, Node)]
            for head, cell in pairwise(cells):
                if head.tag == "th" and label in {one.text for one in head.each("bdi")}:
                    return cell
        raise LookupError(label)

    @property
    def labels(self) -> set[str]:
        """Give every label of a field or a column, in every language of the page."""
        return {one.text for head in self.node.each("th") for one in head.each("bdi")}

    def rows(self, column: str) -> list[dict[str, str]]:
        """Give the filled rows of the table that has this column, by label."""
        for table in self.node.each("table", "lines"):
            heads = [[one.text for one in head.each("bdi")] for head in table.each("th")]
            if not any(column in one for one in heads):
                continue
            body = next(table.each("tbody"))
            found = [[cell.text for cell in row.each("td")] for row in body.each("tr")]
            return [
                {label: cell for labels, cell in zip(heads, row, strict=True) for label in labels}
                for row in found
                if any(row)
            ]
        raise LookupError(column)

    @property
    def boxes(self) -> list[str]:
        return [one.text for one in self.node.each("div", "place")]

    def box(self, label: str) -> Node:
        """Give the place to sign that is labelled so."""
        found = (one for one in self.node.each("div", "place"))
        return next(one for one in found if label in next(one.each("h3")).text)

    @property
    def remarks(self) -> list[str]:
        return [one.text for box in self.node.each("div", "remarks") for one in box.each("p")]

    @property
    def foot(self) -> str:
        return next(self.node.each("footer")).text

    @property
    def title(self) -> str:
        return next(self.node.each("h1")).text


def sheets(html: str) -> list[Sheet]:
    """Read the sheets of a page."""
    return [Sheet(one) for one in Tree(html).root.each("section", "sheet")]


def printed(story: Story, name: str, **asked: Any) -> str:
    """Print a paper of a story's case."""
    scenario = story.scenario
    return Papers(scenario.desk).printed(scenario.number, name, now=story.now, **asked)


def paper(of: Paper, past: Past, name: str, **asked: Any) -> list[Sheet]:
    """Let something happen and print a paper of it."""
    return sheets(printed(of.after(past), name, **asked))
