"""Who is in the demonstration: its seats and its invented people, asked of the database as the owner."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

import psycopg

from tests.functional.site import Site


@dataclass(frozen=True)
class Villager:
    """One invented person as a search would show them."""

    key: str
    name: str
    birth_year: int


class Folk:
    """Seats by role and place, and villagers nobody has served yet."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def ask(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """Rows, past row-level security."""
        with psycopg.connect(self.site.urls.owner) as connection:
            return connection.execute(query, values).fetchall()

    def do(self, statement: str, *values: Any) -> None:
        """Change something as no page could."""
        with psycopg.connect(self.site.urls.owner) as connection:
            connection.execute(statement, values)

    def seat(self, role: str, *, area: str = "", office: str = "") -> str:
        """The key of an open demonstration seat: of an area, of an office whose code is given, or any."""
        rows = self.ask(
            "SELECT s.id FROM offices_seat s JOIN offices_officer o ON o.id = s.officer_id "
            "JOIN offices_office f ON f.id = s.office_id "
            "WHERE s.role = %s AND o.is_demo AND s.ended_on IS NULL "
            "AND s.area_code LIKE %s AND f.code LIKE %s "
            "ORDER BY s.area_code, f.code, s.id LIMIT 1",
            role,
            f"{area}%",
            office or "%",
        )
        assert rows, f"the demonstration has no seat for {role} in {area or office or 'the district'}"
        return str(rows[0][0])

    def village(self, *, urban: bool = False) -> str:
        """The code of the busiest village whose officers may be chosen; not the invented one."""
        rows = self.ask(
            "SELECT a.code FROM places_area a JOIN offices_seat s ON s.area_code = a.code "
            "JOIN offices_officer o ON o.id = s.officer_id "
            "WHERE s.role = 'facilitator' AND o.is_demo AND a.kind = %s AND a.name NOT LIKE '%%contoh%%' "
            "ORDER BY (SELECT count(*) FROM cases_need n "
            "WHERE n.village_code = a.code AND n.state <> 'closed') DESC, a.code LIMIT 1",
            "kelurahan" if urban else "desa",
        )
        return str(rows[0][0])

    def somebody(self, village: str, *, with_card: bool = True) -> Villager:
        """A grown-up of the village without any service; with NIK and family card, or with neither.

        Nobody else's name begins with theirs, if there is such a one: pages are looked through by name.
        """
        rows = self.ask(
            "SELECT p.id, p.name, coalesce(p.birth_year, extract(year FROM p.birth_date)::int) "
            "FROM registry_person p JOIN registry_membership m ON m.person_id = p.id AND m.until IS NULL "
            "WHERE p.village_code = %s AND p.died_on IS NULL AND m.relation IN ('head', 'spouse') "
            "AND length(p.name) > 9 AND NOT p.is_label "
            "AND coalesce(p.birth_year, extract(year FROM p.birth_date)::int) BETWEEN 1966 AND 1996 "
            "AND NOT EXISTS (SELECT FROM cases_case c WHERE c.person_id = p.id) "
            "AND EXISTS (SELECT FROM registry_identitynumber n "
            "WHERE n.person_id = p.id AND n.kind = 'nik') = %s "
            "AND EXISTS (SELECT FROM registry_identitynumber n WHERE n.family_id = m.family_id) = %s "
            "ORDER BY EXISTS (SELECT FROM registry_person o "
            "WHERE o.id <> p.id AND starts_with(o.name, p.name)), p.name, p.id LIMIT 1",
            village,
            with_card,
            with_card,
        )
        assert rows, f"nobody is left in {village}"
        return Villager(str(rows[0][0]), str(rows[0][1]), int(rows[0][2]))

    def service(self, ticket: str) -> str:
        """The address of the service with this ticket."""
        rows = self.ask("SELECT id FROM cases_case WHERE ticket = %s", ticket)
        return f"/layanan/{rows[0][0]}/"

    def counsellor_of(self, office: str) -> str:
        """The seat of a counsellor of the confidential office with this key."""
        rows = self.ask(
            "SELECT s.id FROM offices_seat s JOIN offices_officer o ON o.id = s.officer_id "
            "WHERE s.office_id = %s AND s.role = 'counsellor' AND o.is_demo AND s.ended_on IS NULL",
            office,
        )
        return str(rows[0][0])

    def example(self, role: str, query: str) -> tuple[str, str]:
        """A seat of the role, and the key of a thing that the query finds in its office or area.

        Args:
            role: of the seat.
            query: answers `place`, the key of an office or the code of an area, and `key`.
        """
        rows = self.ask(
            f"SELECT s.id, x.key FROM ({query}) x "  # noqa: S608  our own words
            "JOIN offices_seat s ON x.place::text IN (s.area_code, s.office_id::text) "
            "JOIN offices_officer o ON o.id = s.officer_id "
            "WHERE s.role = %s AND o.is_demo AND s.ended_on IS NULL ORDER BY x.key, s.id LIMIT 1",
            role,
        )
        assert rows, f"the demonstration shows nothing to {role} of: {query}"
        return str(rows[0][0]), str(rows[0][1])

    def assigned_counsellor(self) -> str:
        """The seat of a counsellor to whom a report is assigned."""
        rows = self.ask(
            "SELECT a.seat_id FROM protection_reportassignment a JOIN offices_seat s ON s.id = a.seat_id "
            "JOIN offices_officer o ON o.id = s.officer_id WHERE a.until IS NULL AND o.is_demo LIMIT 1"
        )
        return str(rows[0][0])

    def signed_letter(self) -> tuple[str, str]:
        """A letter about a referral that was signed and sent: its key for receivers, and the referral."""
        rows = self.ask(
            "SELECT verify_key, about FROM letters_letter "
            "WHERE state = 'sent' AND about_kind = 'referral' ORDER BY created_at LIMIT 1"
        )
        return str(rows[0][0]), str(rows[0][1])

    def free_number(self) -> str:
        """Sixteen digits as of an identity card that nobody holds."""
        return f"730307120150{secrets.randbelow(1000) + 9000}"

    def forget_tries(self) -> None:
        """Let every address and every letter be tried again: what was counted is forgotten."""
        self.do("DELETE FROM ground_cache")
        self.do("UPDATE letters_letter SET digit_tries = 0, tries_since = NULL")
