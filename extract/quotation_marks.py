"""Pairs quotation marks of every style."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Quotation:
    """Characters from the opening mark to behind the closing one; `inner` is without the marks.

    `closed` is False where a mark was left open and the quotation was ended by rule; `depth` is 1 for a quotation
    inside a quotation.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool = True
    depth: int = 0
