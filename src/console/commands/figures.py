"""`dutybook figures`: the figures of the floor over any span."""

from __future__ import annotations

import typer


def figures(ctx: typer.Context) -> None:
    """Print figures."""
