"""The switch that turns everything off."""

from __future__ import annotations

import os

STOCK = "CAIRN_STOCK_BINDINGS"


def stock_wanted() -> bool:
    """Whether the user wants the providers exactly as published."""
    return os.environ.get(STOCK, "").strip().lower() not in ("", "0", "false", "no")
