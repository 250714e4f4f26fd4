"""The press: a template and what it says become one HTML page. Jinja2 is met here alone.

    html = pressed("my-page.html", FOLDER, tongue=tongue("both", zone), …)

`FOLDER` holds the templates of whoever prints. A page of theirs extends `page.html`, the base
that every printed page shares: A4, its style within it, no script, nothing from elsewhere.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ...workflow.errors import Misconfigured
from .tongue import Tongue

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"
UNPRINTABLE = ("Cc", "Cs", "Co", "Cn")
REORDERING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def pressed(template: str, /, folder: Path = TEMPLATES, *, tongue: Tongue, **said: object) -> str:
    """Print a template in somebody's language, whatever it says made harmless in HTML.

    Misconfigured tells what to install where the extra is not there.
    """
    page = _environment(folder).get_template(template)
    return page.render(tongue=tongue, **said)


@cache
def _environment(folder: Path) -> Environment:
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
    except ImportError:
        raise Misconfigured(
            "printing needs an extra of huiyin: pip install 'huiyin[office]'"
        ) from None
    environment = Environment(
        loader=FileSystemLoader([folder, TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["legible"] = legible
    return environment


def legible(text: str) -> str:
    """Put a sign in the place of what HTML cannot hold, and of what would reorder the words."""
    return "".join(one if _is_legible(one) else "\ufffd" for one in text.replace("\r\n", "\n"))


def _is_legible(one: str) -> bool:
    if one in REORDERING:
        return False
    return one in "\n\t" or unicodedata.category(one) not in UNPRINTABLE
