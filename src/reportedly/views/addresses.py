"""Addresses of pages."""

from __future__ import annotations

from urllib.parse import quote


def address(kind: str, name: str, anchor: str = "") -> str:
    """The address of a page about one thing; the name may hold any sign."""
    path = f"/{kind}/{quote(name, safe='', errors='replace')}"
    return f"{path}#{anchor}" if anchor else path
