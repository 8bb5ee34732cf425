"""A picture to upload: one white dot."""

from __future__ import annotations

from playwright.sync_api import FilePayload

_WHITE_DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe"
    "a73581e40000000049454e44ae426082"
)
PAPER = FilePayload(name="surat.png", mimeType="image/png", buffer=_WHITE_DOT)
