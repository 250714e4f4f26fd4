"""Where checkpoints lie, who signs them, and when: what the settings say of the ledger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ..workflow.errors import Misconfigured
from ..workflow.ledger.journal import CheckpointJournal
from ..workflow.ledger.ledger import Ledger
from ..workflow.ledger.note import SignerKey

if TYPE_CHECKING:
    from ..workflow.ledger.schedule import Schedule
    from ..workflow.store import Store

KEY_NEEDED = "no key signs here: --key FILE, HUIYIN_KEY or `key` in huiyin.toml names one"


class Options(Protocol):
    """What names a setting and gets its value; empty where it is not set."""

    def __getitem__(self, name: str, /) -> str: ...


def journal_of(options: Options) -> CheckpointJournal:
    """Open the journal of checkpoints."""
    folder = options["journal"]
    if not folder:
        raise Misconfigured("no journal stands beside this store: --journal FOLDER names one")
    return CheckpointJournal(Path(folder))


def key_of(options: Options) -> SignerKey:
    """Read the private key from its file."""
    path = options["key"]
    if not path:
        raise Misconfigured(KEY_NEEDED)
    try:
        return SignerKey.parse(Path(path).read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "this is no text"
        raise Misconfigured(f"{path}: {why}") from None


def signer_of(options: Options) -> SignerKey:
    """Read the private key, which has to be one of the journal's ledger.

    Without a policy anybody's key would do, such as that of another store.
    """
    signer, journal = key_of(options), journal_of(options)
    if journal.policy() is None:
        raise Misconfigured(
            f"{journal.folder}: no policy says who signs here. `huiyin key new` makes a key of its "
            "own for each ledger, and the policy; if this journal was moved, its policy was not"
        )
    return signer


def signing(options: Options, schedule: Schedule, start: int) -> Callable[[Store], None]:
    """Give what signs a store when a checkpoint is due and the log has grown from `start`."""

    def sign(store: Store) -> None:
        kept = journal_of(options)
        if store.position() > start and schedule.is_due(store, kept, datetime.now(UTC)):
            Ledger(store, kept, signer_of(options)).checkpoint()

    return sign
