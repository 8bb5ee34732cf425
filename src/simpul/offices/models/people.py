"""Officers and the seats that give them rights. Rights come from a seat and end with it."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from simpul.ground.identifiers import uuid7
from simpul.ground.privacy import OFFICIAL, Privacy
from simpul.offices.models.organisations import Decree, Office, Team
from simpul.places.models import District


class Officer(AbstractBaseUser):
    """A person in office who signs in. Holds no rights; a seat does."""

    PRIVACY: ClassVar[Privacy] = OFFICIAL
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    id = models.UUIDField(primary_key=True, default=uuid7)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=160)
    phone = models.CharField(max_length=30, blank=True)
    # Of civil servants, eighteen digits; it stands under their name on letters.
    nip = models.CharField(max_length=18, blank=True)
    is_active = models.BooleanField(default=True)
    # Made by the demonstration: may be chosen on the demo's sign-in page, refused everywhere else.
    is_demo = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = BaseUserManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(nip__regex=r"^([0-9]{18})?$"), name="nip_has_eighteen_digits"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Capacity(models.TextChoices):
    """In what capacity a seat is held."""

    DEFINITIVE = "definitive", "Definitif"
    PLT = "plt", "Plt."
    PLH = "plh", "Plh."
    PJ = "pj", "Pj."


@pghistory.track()
class Seat(models.Model):
    """A place in an office or team, held by an officer for a term set by decree."""

    PRIVACY: ClassVar[Privacy] = OFFICIAL

    id = models.UUIDField(primary_key=True, default=uuid7)
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=40)
    title = models.CharField(max_length=160)
    area_code = models.CharField(max_length=13)
    capacity = models.CharField(max_length=20, choices=Capacity.choices, default=Capacity.DEFINITIVE)
    decree = models.ForeignKey(Decree, on_delete=models.PROTECT, null=True, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    ended_reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="seat_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on=None, ended_reason="")
                | models.Q(ended_on__isnull=False) & ~models.Q(ended_reason=""),
                name="ended_seat_says_why",
            ),
            # The beginning of every code the seat may see: nothing, or an odd mark, would open everything.
            models.CheckConstraint(
                condition=models.Q(area_code__regex=r"^[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?$"),
                name="seat_has_an_area",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["officer", "ended_on"], name="seats_of_officer"),
            models.Index(fields=["office", "role"], name="seats_of_office"),
        ]

    def __str__(self) -> str:
        return self.title


class SeatExtension(models.Model):
    """A dated letter that lets a seat go on past its decree until the new one comes (practice 18)."""

    PRIVACY: ClassVar[Privacy] = OFFICIAL
    APPEND_ONLY = True

    id = models.UUIDField(primary_key=True, default=uuid7)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="extensions")
    letter_number = models.CharField(max_length=80)
    letter_date = models.DateField()
    until = models.DateField()
    file = models.UUIDField(null=True)
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.letter_number} s.d. {self.until}"


class Invitation(models.Model):
    """A one-time link by which an officer takes a seat and sets a password. Only a hash of it is kept."""

    PRIVACY: ClassVar[Privacy] = OFFICIAL

    id = models.UUIDField(primary_key=True, default=uuid7)
    email = models.EmailField()
    name = models.CharField(max_length=160)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    made_by = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.email
