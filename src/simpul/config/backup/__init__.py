"""Keeping a copy of an installation, and making an installation of a copy."""

from __future__ import annotations
