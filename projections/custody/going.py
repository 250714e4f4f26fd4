"""A case of goods on its way through the acts on it: what each act does to the hands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from .acts import Act, CustodyRow
from .hands import Hands
from .passing import NO_PAPER, Paper, Party, house, outside, text


@dataclass(slots=True)
class Going:
    """A case so far: its hands, the papers written for it, and who signed as what."""

    case: str
    name: str = ""
    hands: Hands = field(default_factory=Hands)
    papers: dict[str, Paper] = field(default_factory=dict)
    signed: dict[str, Act] = field(default_factory=dict)
    going_back: tuple[str, ...] = ()

    @property
    def pieces(self) -> tuple[str, ...]:
        """Give everything that is known of the case's goods."""
        return tuple(self.hands.holdings)

    def customer(self, act: Act | None = None) -> Party:
        """Give the customer, with the person where he acts himself."""
        return outside("customer", act, self.name)

    def write(self, kind: str, act: Act, blank: str) -> Paper:
        """Remember a paper by the number that stands in a blank."""
        self.papers[kind] = Paper(kind, text(act, blank), act)
        return self.papers[kind]

    def paper(self, *kinds: str) -> Paper:
        """Give the first of these papers that was written."""
        return next((self.papers[one] for one in kinds if one in self.papers), NO_PAPER)


Does = Callable[[Going, Act], None]


def follow(case: str, row: CustodyRow, does: Mapping[str, Does]) -> Going:
    """Go through the acts of a case; those that are not listed leave every thing where it is."""
    acts = row["acts"]
    going = Going(case, text(acts[0], "name") if acts else "")
    for act in acts:
        if deed := does.get(act["event"]):
            deed(going, act)
    going.hands.note_corrections(acts)
    return going


def worked_on(going: Going, act: Act) -> None:
    """Have everything in hand, at the counter or in the workshop."""
    going.hands.handled(act, going.pieces, house(act))


def sent(going: Going, act: Act, pieces: tuple[str, ...]) -> None:
    """Give things to a carrier by a waybill."""
    carrier = outside("carrier", name=text(act, "carrier"))
    waybill = going.write("waybill", act, "waybill_no")
    going.hands.passed(act, pieces, carrier, by=house(act), paper=waybill)
