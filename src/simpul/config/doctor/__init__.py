"""`simpul doctor`: what is looked at (`facts`), what is found of it (`judging`), and how it is said."""

from __future__ import annotations
