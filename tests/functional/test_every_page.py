"""Every page of the house is reached by links from some seat, and each keeps the rules of look and access."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import Page

from tests.functional.crawl import Crawl, Findings
from tests.functional.devices import PHONE
from tests.functional.folk import Folk
from tests.functional.intake_way import as_far_as_the_search, saved, wishes
from tests.functional.looking import Looker
from tests.functional.visitor import Visitor, misspelt

#: Answer only a form that is sent; what comes back is the page the form stands on.
ONLY_POSTED = {
    "language",
    "intake:discard",
    "intake:resume",
    "letters:number",
    "letters:initial",
    "letters:sign",
    "letters:scan_back",
    "letters:send",
    "letters:withdraw",
}
#: Shown of something that was made a moment ago: the journey that makes it goes there.
WALKED_ELSEWHERE = {
    "accounts:invitation": "test_seats_and_lookers_on",
    "officers:invite": "test_seats_and_lookers_on",
    "intake:saved": "test_a_need_settled_at_home",
    "services:errand_done": "test_a_need_settled_at_home",
    "files:open": "test_a_need_settled_at_home",
    "files:get": "test_a_need_settled_at_home",
    "maps:shapes": "test_what_leaders_see",
    "inbox:explain": "where an office is late: tests/integration/insight/test_notices_to_offices",
    "inbox:propose": "where an asked office holds money: tests/integration/funds/test_funds_of_offices",
    "public:districts": "the door's own link: with one district it leads on to that district's year",
    "home": "every journey: it leads to the first page of the seat",
}
#: Led to by a button that sends a form; the address alone shows the page too.
BEHIND_BUTTONS = (
    "/layanan-baru/darurat/",
    "/layanan-baru/keperluan/",
    "/layanan-baru/jawab/question/",
    "/layanan-baru/jawab/suggestion/",
    "/layanan-baru/terjawab/",
    "/layanan-baru/orang-baru/",
    "/perlindungan/serahkan/",
    "/perlindungan/diserahkan/",
    "/cari/",
)
_MONEY = (
    "SELECT l.area_code place, c.id key FROM funds_commitment c "
    "JOIN funds_budgetline l ON l.id = c.line_id WHERE c.state = '{}'"
)
_ASKED = "SELECT to_office_id place, id key FROM referrals_referral WHERE {}"
_DELIVERED = (
    "SELECT n.village_code place, r.id key FROM referrals_referral r "
    "JOIN cases_need n ON n.id = r.need_id WHERE r.state = 'delivered'"
)
#: What lies deeper than the first pages: who is shown it, which one, and where it stands.
DEEPER = (
    ("village_head", _MONEY.format("proposed"), "/dana/{}/"),
    ("village_treasurer", _MONEY.format("agreed"), "/dana/{}/"),
    ("welfare_post_back", "SELECT village_code place, person_id key FROM cases_case", "/orang/{}/"),
    (
        "welfare_post_back",
        "SELECT village_code place, case_id key FROM cases_need n JOIN cases_handover h ON need_id = n.id",
        "/layanan/{}/",
    ),
    ("agency_officer", _ASKED.format("state = 'sent'"), "/kotak-masuk/{}/terima/"),
    ("agency_officer", _ASKED.format("state = 'accepted' AND resting_since IS NULL"), "/kotak-masuk/{}/"),
    ("agency_officer", _ASKED.format("resting_since IS NOT NULL"), "/kotak-masuk/{}/"),
    (
        "welfare_post_back",
        _DELIVERED,
        "/kotak-masuk/{}/",
    ),
    (
        "agency_officer",
        "SELECT office_id place, id key FROM letters_letter WHERE scan IS NOT NULL",
        "/surat/{}/",
    ),
)
VILLAGE = ("facilitator", "welfare_post_back", "village_head", "village_treasurer")
DISTRICT = (
    ("desk_back", ""),
    ("desk_manager", ""),
    ("agency_officer", "dinsos"),
    ("agency_head", "dinsos"),
    ("partner_officer", "baznas"),
    ("hospital_desk", ""),
    ("regent", ""),
    ("auditor", ""),
    ("administrator", ""),
    ("data_steward", ""),
)


def test_every_page_is_linked_and_keeps_the_rules(
    open_browser: Callable[..., Page], folk: Folk, looker: Looker
) -> None:
    findings = Findings()

    def crawl(seat: str = "") -> Crawl:
        made = Crawl(Visitor(open_browser(viewport=PHONE), folk, looker), findings)
        if seat:
            made.visitor.sits(seat)
            made.here()
        return made

    village = folk.village()
    crawl().follow(
        "/", "/cek/", "/akun/login/", f"/publik/{village[:5]}/", f"/periksa/{folk.signed_letter()[0]}/"
    )
    _intake(crawl(folk.seat("facilitator", area=village)), folk, village)
    for role, query, address in DEEPER:
        seat, key = folk.example(role, query)
        crawl(seat).follow(address.format(key))
    for role in VILLAGE:
        crawl(folk.seat(role, area=village)).follow()
    crawl(folk.seat("subdistrict_head", area=village[:8])).follow()
    for role, office in DISTRICT:
        crawl(folk.seat(role, office=office)).follow()
    crawl(folk.assigned_counsellor()).follow()

    reached = {kind.split()[0] for kind in findings.opened if kind}
    unseen = sorted(set(_ours(get_resolver().url_patterns)) - reached - ONLY_POSTED - set(WALKED_ELSEWHERE))
    assert not findings.faults, "\n".join(findings.faults)
    assert not unseen, f"no seat is led to {unseen}"


def _intake(crawl: Crawl, folk: Folk, village: str) -> None:
    """The questions one after the other, each opened again from the summary; ticket, slip and pad."""
    visitor, who = crawl.visitor, folk.somebody(village)
    as_far_as_the_search(visitor)
    visitor.finds(who, misspelt(who.name))
    visitor.presses("Lanjut")
    visitor.presses("Lanjut")
    wishes(visitor, ("village_complaint", "Surat tidak ditandatangani.", "3"))
    visitor.presses("Lanjut")
    crawl.here()
    crawl.follow(*BEHIND_BUTTONS)
    visitor.opens("/layanan-baru/ringkasan/")
    saved(visitor)
    crawl.here()
    visitor.opens("/slip/blanko/")
    visitor.presses("Siapkan blanko")
    crawl.here()
    crawl.follow()


def _ours(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    """Names of the house's own pages; those of the sign-in library are its own."""
    for each in patterns:
        if isinstance(each, URLPattern):
            if each.name and not each.name.startswith(("account_", "mfa_")):
                yield f"{space}{each.name}"
        else:
            yield from _ours(each.url_patterns, f"{space}{each.namespace}:" if each.namespace else space)
