"""What is shown of a name or a number to somebody who may know that it exists, but not what it is.

>>> mask_name("Siti Aminah"), initials("Siti Aminah")
('S••• A•••••', 'S. A.')
>>> mask_phone("+62 812-3456-7890"), last4("7303071208800012")
('08•••••••890', '0012')
"""

from __future__ import annotations

import unicodedata

from simpul.ground.identifiers import clean_digits

DOT = "•"
MOST_WORDS = 6
MOST_DOTS = 8
SHORTEST_MASKED = 8


def mask_name(name: str) -> str:
    """The first letter of each word, the others as dots; empty when the name holds no letter."""
    return " ".join(word[0] + DOT * min(len(word) - 1, MOST_DOTS) for word in _words(name))


def initials(name: str) -> str:
    """The first letter of each word with a full stop; empty when the name holds no letter."""
    return " ".join(f"{word[0].upper()}." for word in _words(name))


def last4(number: str) -> str:
    """The last four digits of an identity number; empty when so short that they would show most of it."""
    digits = clean_digits(number)
    return digits[-4:] if digits.isdecimal() and len(digits) >= SHORTEST_MASKED else ""


def mask_phone(phone: str) -> str:
    """The first two and last three digits of a telephone number in its national form (08…).

    Anything that is no number of at least eight digits becomes dots alone.
    """
    digits = clean_digits(phone).translate({ord(mark): None for mark in "()/"})
    if digits.startswith("+"):
        digits = digits.removeprefix("+")
        digits = "0" + digits.removeprefix("62") if digits.startswith("62") else digits
    if not digits.isdecimal() or len(digits) < SHORTEST_MASKED:
        return DOT * SHORTEST_MASKED
    return digits[:2] + DOT * min(len(digits) - 5, MOST_DOTS) + digits[-3:]


def _words(name: str) -> list[str]:
    """Up to six words, letters and digits only: no marks that turn or hide what stands beside them."""
    composed = unicodedata.normalize("NFC", name[: 64 * MOST_WORDS])
    words = ("".join(mark for mark in word if mark.isalnum()) for word in composed.split())
    return [word for word in words if word][:MOST_WORDS]
