"""Sums of money and ratios, exact and of a size that can be reckoned with."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field

Amount = Annotated[Decimal, Field(max_digits=24, decimal_places=8)]
