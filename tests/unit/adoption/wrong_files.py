"""The wrong files: what is replaced in a good pack, and what the check must say."""

from __future__ import annotations

from typing import NamedTuple


class Wrong(NamedTuple):
    """One mistake. ``right`` blank = ``wrong`` is added at the end; ``at`` says which words stand on the line
    named; ``also`` are mistakes that cannot but come with it.
    """

    code: str
    file: str
    right: str
    wrong: str
    says: str
    at: str = ""
    also: tuple[str, ...] = ()


NEEDS, LADDER, FUNDS = "indonesia/needs.yaml", "indonesia/ladder.yaml", "indonesia/funds.yaml"
PROGRAMMES, OFFICES, DISTRICT = "indonesia/programmes.yaml", "indonesia/offices.yaml", "district.yaml"
NATIONAL = "indonesia/district.yaml"
LETTERS, ROLES, REFUSALS = "indonesia/letters.yaml", "indonesia/roles.yaml", "indonesia/refusals.yaml"
_TEAM = """    roles: [coordination_member]
    settles: [all]
    hours: 720
    clock: calendar
  - code: centre
    name: Pusat
"""

WRONG = (
    # the file itself
    Wrong("not_yaml", DISTRICT, "name: Batu", "name: [Batu", "YAML", "kind: kota"),
    Wrong("not_a_map", REFUSALS, "refusals:\n", "", "bernama", "- code"),
    Wrong(
        "key_twice", DISTRICT, "kind: kota\n", "kind: kota\nname: Lain\n", "Hapus salah satu", "name: Lain"
    ),
    Wrong("column", "seats.csv", "decree_date", "decre_date", "Tulis: decree_date.", also=("decree_pair",)),
    Wrong("cells", "seats.csv", "2026-12-31", "2026-12-31,lebih", "tepat 6 sel"),
    # laying one pack over another
    Wrong(
        "code_twice",
        REFUSALS,
        "",
        "  - {code: no_quota, sentence: a, plain: b, instead: c, can_do: d}\n",
        "dipakai dua kali",
    ),
    Wrong(
        "code_twice",
        PROGRAMMES,
        "",
        "      - {code: decile, name: a, sentence: b, cel: family.decile <= 4}\n",
        "dua kali",
    ),
    Wrong("drop_nothing", "offices.yaml", "code: zakat", "code: zakatt", "Tulis: zakat.", "drop: ya"),
    Wrong("replace_unknown", "offices.yaml", "offices:", "replace: [office]\noffices:", "Tulis: offices."),
    # one value
    Wrong("missing", NEEDS, "    icon: home\n", "", "Tambahkan `icon:` berisi teks", "- code: roof"),
    Wrong(
        "extra", NEEDS, "    icon: home\n", "    icon: home\n    ikon: home\n", "Tulis: icon.", "ikon: home"
    ),
    Wrong("blank", NEEDS, "icon: home", "icon:", "Tulis teks."),
    Wrong("wrong", NEEDS, "village_may_settle: ya", "village_may_settle: boleh", "ya, tidak"),
    Wrong("wrong", "offices.csv", "clinic,Klinik,partner,,", "clinic,Klinik,partner,3579,", "PP.KK.CC.DDDD"),
    Wrong("wrong", NEEDS, "documents: [KTP]", "documents: KTP", "daftar"),
    Wrong("year", FUNDS, "2026: {ceiling", "26: {ceiling", "2026"),
    Wrong("choice", NEEDS, "sector: housing", "sector: hausing", "Tulis: housing."),
    Wrong("choice", "seats.csv", "village_head,", "vilage_head,", "Tulis: village_head."),
    Wrong("code", "offices.csv", "clinic,", "Klinik-1,", "misalnya klinik_1"),
    Wrong("negative", FUNDS, "{ceiling: ,", "{ceiling: -5,", "Tulis 0 atau lebih"),
    Wrong("number", PROGRAMMES, "15_000_000", "Rp15.000.000", "tanpa titik"),
    Wrong("too_small", LADDER, "hours: 720", "hours: 0", "mulai dari 1"),
    Wrong("too_long", NEEDS, "name: Perbaikan rumah", "name: " + "rumah " * 30, "paling banyak 120"),
    Wrong("too_big", NATIONAL, "recheck_percent: 5", "recheck_percent: 101", "paling banyak 100"),
    Wrong("date", PROGRAMMES, "valid_from: 2026-01-01", "valid_from: 1 Januari 2026", "2026-01-31"),
    Wrong("hours", DISTRICT, "07:30-11:00", "07.30-11.00", "08:00-12:00"),
    Wrong("empty_list", PROGRAMMES, "categories: [roof]", "categories: []", "paling sedikit satu"),
    Wrong(
        "no_first_owner",
        NEEDS,
        "route:\n      - {rung: agency, office: shelter, hours: 3, clock: calendar}",
        "route: []",
        "penanggung jawab",
    ),
    Wrong("unknown", PROGRAMMES, "owner: social", "owner: socail", "Tulis: social."),
    Wrong("unknown", NEEDS, "rung: desk,", "rung: dsek,", "Tulis: desk."),
    Wrong("unknown", PROGRAMMES, "categories: [roof]", "categories: [rof]", "Tulis: roof."),
    Wrong("unknown", PROGRAMMES, "fund: budget", "fund: bugdet", "Tulis: budget."),
    Wrong("unknown", NEEDS, "rests: [ministry]", "rests: [minister]", "Tulis: ministry."),
    Wrong("placeholder", OFFICES, "Dinas Sosial {district}", "Dinas Sosial {distrik}", "district"),
    # dates, money
    Wrong("reversed", PROGRAMMES, "valid_to: 2026-12-31", "valid_to: 2025-12-31", "Tukar"),
    Wrong("reversed", "seats.csv", "2026-12-31", "2025-12-31", "Tukar"),
    Wrong("amount_without_period", PROGRAMMES, "    period: once\n", "", "monthly", "amount:"),
    Wrong("percent", FUNDS, "percent: 15", "percent: 115", "paling banyak 100"),
    Wrong("earmark_both", FUNDS, "percent: 15,", "percent: 15, amount: 9,", "salah satu"),
    Wrong("line_twice", FUNDS, "code: repair", "code: house", "village_fund", "code: house, name: Perbaikan"),
    Wrong("line_of_other_fund", "village_fund.csv", "2026;cash;36", "2026;repair;36", "cash"),
    Wrong(
        "not_village_fund",
        "village_fund.csv",
        "",
        "budget;35.79.01.2007;2026;repair;1;assumed\n",
        "village_fund",
    ),
    Wrong("kelurahan_fund", "village_fund.csv", "35.79.01.2006", "35.79.01.1001", "Temas"),
    Wrong(
        "ceiling_twice", "village_fund.csv", "35.79.01.2006", "35.79.01.2005", "baris 2", "2005;2026;cash;;"
    ),
    Wrong(
        "own_holder",
        FUNDS,
        "holder: social",
        "holder: own",
        "kode kantor",
        "holder: own\n    reference: sp2d",
    ),
    Wrong(
        "over_ceiling",
        FUNDS,
        "      2026: {ceiling: , source: assumed}\n    lines:\n      - {code: repair,",
        "      2026: {ceiling: 5, source: assumed}\n    lines:\n"
        "      - {code: repair, years: {2026: {ceiling: 6, source: assumed}},",
        "melebihi pagu 5",
        "2026: {ceiling: 5",
    ),
    # places
    Wrong("not_a_district", DISTRICT, "code: 35.79", "code: 35.99", "PP.KK"),
    Wrong("place_outside", "places.csv", "", "35.78.01,Lain,kecamatan,assumed\n", "diawali 35.79"),
    Wrong("place_new", "places.csv", "", "35.79.03.2099,Baru,desa,\n", "dasar hukumnya"),
    Wrong(
        "place_kind",
        "places.csv",
        "Sumberejo,desa",
        "Sumberejo,kelurahan",
        "Tulis `desa`",
        also=("kelurahan_fund",),
    ),
    Wrong(
        "place_parent", "places.csv", "", "35.79.09.2001,Baru,desa,assumed\n", "35.79.09", also=("unknown",)
    ),
    Wrong("district_kind", DISTRICT, "kind: kota", "kind: kabupaten", "kind: kota"),
    Wrong("place_unknown", "seats.csv", "35.79.01.1001,188", "35.79.01.1009,188", "Tulis: 35.79.01.100"),
    Wrong("time_zone", DISTRICT, "Asia/Jakarta", "Asia/Makassar", "Asia/Jakarta"),
    Wrong("not_a_village", "village_fund.csv", "35.79.01.2006", "35.79.01", "35.79.01.1001", "35.79.01;"),
    # routes and rungs
    Wrong("route_again", NEEDS, "rung: desk,", "rung: agency,", "dua kali", "rung: agency, office: social"),
    Wrong("route_down", NEEDS, "rung: agency, office: social", "rung: subdistrict, office: own", "Urutkan"),
    Wrong("own_too_high", NEEDS, "office: social", "office: own", "jenjang agency", "office: own, hours: 40"),
    Wrong(
        "village_not_own", NEEDS, "rung: village, office: own", "rung: village, office: social", "office: own"
    ),
    Wrong(
        "confidential_own",
        NEEDS,
        "rung: agency, office: shelter",
        "rung: subdistrict, office: own",
        "confidential: ya",
    ),
    Wrong(
        "confidential_office",
        NEEDS,
        "office: shelter",
        "office: social",
        "shelter",
        "office: social, hours: 3",
    ),
    Wrong(
        "confidential_settle",
        NEEDS,
        "    confidential: ya\n",
        "    confidential: ya\n    village_may_settle: ya\n",
        "tidak",
        "village_may_settle: ya\n    route:\n      - {rung: agency",
    ),
    Wrong(
        "confidential_informed",
        NEEDS,
        "    confidential: ya\n",
        "    confidential: ya\n    informed: [desk]\n",
        "Kosongkan",
        "informed: [desk]",
    ),
    Wrong(
        "about_village",
        NEEDS,
        "    about_village: ya\n",
        "    about_village: ya\n    informed: [village]\n",
        "di atasnya",
        "informed: [village]",
    ),
    Wrong(
        "about_village_settle",
        NEEDS,
        "    about_village: ya\n",
        "    about_village: ya\n    village_may_settle: ya\n",
        "tidak",
        "village_may_settle: ya\n    route:\n      - {rung: subdistrict",
    ),
    Wrong(
        "settle_without_village",
        NEEDS,
        "      - {rung: village, office: own, hours: 24, clock: working}\n",
        "",
        "langkah desa",
        "village_may_settle: ya",
    ),
    Wrong(
        "rung_order",
        LADDER,
        f"    kind: tkpkd\n{_TEAM}    kind: centre\n",
        f"    kind: centre\n{_TEAM}    kind: tkpkd\n",
        "Urutkan",
        "- code: centre",
    ),
    Wrong(
        "rung_kind_twice",
        LADDER,
        "climb:\n",
        "  - {code: other, name: B, kind: centre, roles: [auditor], hours: 1, clock: working}\nclimb:\n",
        "Sisakan satu",
    ),
    Wrong(
        "rung_kind_missing",
        LADDER,
        "kind: district_desk",
        "kind: agency",
        "district_desk",
        "rungs:",
        also=("rung_kind_twice", "no_rung_for_kind"),
    ),
    Wrong(
        "village_settles",
        LADDER,
        "    kind: village\n",
        "    kind: village\n    settles: [roof]\n",
        "Hapus",
        "settles: [roof]",
    ),
    # offices, roles, seats, letters
    Wrong("desk_kind", DISTRICT, "desk: desk", "desk: social", "district_desk"),
    Wrong("desk_count", "offices.csv", "clinic,Klinik,partner", "clinic,Klinik,district_desk", "tepat satu"),
    Wrong(
        "area_needed", "offices.csv", "clinic,Klinik,partner", "clinic,Klinik,welfare_post", "kode wilayah"
    ),
    Wrong("no_rung_for_kind", "offices.csv", "clinic,Klinik,partner", "clinic,Klinik,province", "rung"),
    Wrong("own_parent", "offices.yaml", "phone: 0341", "parent: social", "induk"),
    Wrong(
        "role_missing",
        ROLES,
        "  - {code: auditor, title: Jabatan auditor, offices: [district_desk]}\n",
        "",
        "auditor",
        "roles:",
    ),
    Wrong("decree_pair", "seats.csv", "188/1/2026,2026-01-02", "188/1/2026,", "Isi juga decree_date"),
    Wrong("seat_kind", "seats.csv", "village_hall_3579011001", "social", "village_hall"),
    Wrong("no_template", LETTERS, "template: referral.typ", "template: referal.typ", "Tulis: referral.typ."),
    Wrong("signers", LETTERS, "act: initial", "act: sign", "tepat satu", "signers:"),
    Wrong(
        "signer_twice",
        LETTERS,
        "role: desk_manager, act",
        "role: agency_head, act",
        "dua kali",
        "agency_head, act: sign",
    ),
    Wrong("signer_right", LETTERS, "role: desk_manager", "role: desk_front", "desk_manager"),
    Wrong("icon", NEEDS, "icon: home", "icon: hom", "Tulis: home."),
    Wrong("informed_unseen", NEEDS, "informed: [subdistrict]", "informed: [agency]", "sekretariat"),
    Wrong("cel", PROGRAMMES, "family.decile <= 4", "family.desil <= 4", "family.decile"),
    # the overlay of the demonstration
    Wrong("demo_key", "demo/programmes.yaml", "quota: 40,", "quota: 40, name: Lain,", "quota"),
    Wrong("demo_source", "demo/funds.yaml", "source: demo", "source: perkiraan", "source: demo"),
    Wrong(
        "demo_source", "demo/programmes.yaml", ", quota_source: demo", "", "quota_source: demo", "quota: 40"
    ),
    Wrong("demo_source", "demo/village_fund.csv", "12000000,demo", "12000000,assumed", "source: demo"),
    Wrong("demo_code", "demo/programmes.yaml", "code: house", "code: hause", "Tulis: house."),
)
