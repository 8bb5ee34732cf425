"""Load a checked pack into the database, and load it again after an edit."""

from __future__ import annotations

from simpul.adoption.load.loading import load_pack
from simpul.adoption.load.refusal import LoadRefusedError
from simpul.adoption.load.report import LoadReport

__all__ = ["LoadRefusedError", "LoadReport", "load_pack"]
