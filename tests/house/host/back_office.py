"""A back-office service with a `cli` and a `domain` of its own, which embeds huiyin.

It prints what it found as JSON, a key a finding; test_wheel.py runs it beside the wheel.
"""

import json
import sys
from pathlib import Path

import cli
import domain
import huiyin


def whose_names() -> dict[str, object]:
    """Say where the three packages were found, and that they are what the host means."""
    return {
        "cli": cli.__file__,
        "domain": domain.__file__,
        "huiyin": huiyin.__file__,
        "greeting": cli.GREETING,
        "customers": domain.CUSTOMERS,
        "version": huiyin.__version__,
    }


def work(folder: Path) -> dict[str, object]:
    """Do a day's work on a store in `folder` and say what came of it."""
    return {"folder": folder.is_dir()}


if __name__ == "__main__":
    print(json.dumps(whose_names() | work(Path(sys.argv[1]))))
