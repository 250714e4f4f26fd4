"""How many of each stratum: in proportion, by largest remainder, and one of each if it can be.

Whole numbers alone are reckoned with, so that a sheet of paper comes to the same.
"""

from __future__ import annotations

from collections.abc import Sequence


def allotted(sizes: Sequence[int], size: int) -> list[int]:
    """Share out `size` places over strata of these sizes, none of which is empty.

    Where there are as many places as strata, whoever would get none gets one, and the others
    share what is left, until nobody is without. No stratum gets more than it has.
    """
    size, ones = min(size, sum(sizes)), set[int]()
    while True:
        others = [index for index in range(len(sizes)) if index not in ones]
        shares = shared([sizes[index] for index in others], size - len(ones))
        given = dict(zip(others, shares, strict=True))
        none = {index for index in others if not given[index]}
        if not none or size < len(sizes):
            return [given.get(index, 1) for index in range(len(sizes))]
        ones |= none


def shared(sizes: Sequence[int], size: int) -> list[int]:
    """Share out in proportion: to each the whole part of its share, what is left to the largest
    remainders, and to the earlier of two that are equal.
    """
    whole = sum(sizes) or 1
    shares = [size * one // whole for one in sizes]
    remainders = [size * one % whole for one in sizes]
    by_remainder = sorted(range(len(sizes)), key=lambda index: (-remainders[index], index))
    for index in by_remainder[: size - sum(shares)]:
        shares[index] += 1
    return shares
