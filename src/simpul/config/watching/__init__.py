"""What those who run an installation look at: health, numbers, and a log without personal data."""

from __future__ import annotations
