"""Pieces of SVG for all drawings; all text in them is escaped."""

from __future__ import annotations

from markupsafe import Markup

LABEL_LETTERS = 30
"""Letters of a name that fit beside a chart."""


def line(look: str, x1: float, y1: float, x2: float, y2: float) -> Markup:
    """A line from one point to another."""
    return Markup('<line class="{}" x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}"/>').format(
        look, x1, y1, x2, y2
    )


def text(look: str, x: float, y: float, words: str, anchor: str = "start") -> Markup:
    """Words at a point."""
    return Markup('<text class="{}" x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>').format(
        look, x, y, anchor, words
    )


def label(words: str, most: int = LABEL_LETTERS) -> str:
    """A name on one line, cut to what fits."""
    line = " ".join(words.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
