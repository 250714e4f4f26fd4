"""How many of each stratum: in proportion, by largest remainder, and one of each if it can be.

Whole numbers alone are reckoned with, so that a sheet of paper comes to the same.
"""

from __future__ import annotations

from collections.abc import Sequence


def allotted(sizes: Sequence[int], size: int) -> list[int]:
    """Share out `size` places over strata of these sizes, none of which is empty.

    Where there are as many places as strata, each gets one first. What is left goes by the
    sizes that are left: each stratum gets the whole part of its share, and the places that
    remain go to the largest remainders, the earlier stratum first. No stratum gets more than it
    has, and all of it where the places suffice.
    """
    size = min(size, sum(sizes))
    first = int(size >= len(sizes))
    places, weights = size - first * len(sizes), [one - first for one in sizes]
    whole = sum(weights) or 1
    shares = [places * weight // whole for weight in weights]
    remainders = [places * weight % whole for weight in weights]
    by_remainder = sorted(range(len(sizes)), key=lambda index: (-remainders[index], index))
    for index in by_remainder[: places - sum(shares)]:
        shares[index] += 1
    return [first + share for share in shares]
