"""A pack that was edited is loaded again: what follows the file, and what stays."""

from __future__ import annotations

import datetime as dt

import pytest

from simpul.ground.models import AuditLine
from simpul.letters.models import Template
from simpul.offices.models import NeedCategory, Office, Officer, Reason, Rung, Seat
from simpul.places.models import Area, District
from simpul.programmes.models import Programme, Quota
from tests.integration.adoption.conftest import CODE, MORNING, Folder

pytestmark = pytest.mark.django_db

TOMORROW = MORNING + dt.timedelta(days=1)


@pytest.fixture
def loaded(folder: Folder) -> Folder:
    folder.load()
    return folder


def office(code: str) -> Office:
    return Office.objects.get(district=CODE, code=code)


def test_the_same_pack_writes_nothing_and_says_so(loaded: Folder, django_assert_max_num_queries) -> None:
    lines = AuditLine.objects.count()
    with django_assert_max_num_queries(40) as asked:
        report = loaded.load(at=TOMORROW)
    assert report.unchanged
    assert "Tidak ada yang ditulis" in "\n".join(report.lines())
    written = [
        each["sql"]
        for each in asked.captured_queries
        if each["sql"].startswith(("INSERT", "UPDATE", "DELETE"))
    ]
    assert written == []
    assert AuditLine.objects.count() == lines
    assert District.objects.get(code=CODE).loaded_at == MORNING


def test_an_edited_line_is_the_only_one_that_changes(loaded: Folder) -> None:
    loaded.edit("offices.yaml", "phone: 0341", "phone: 0342")
    report = loaded.load(at=TOMORROW)
    assert office("social").phone == "0342"
    assert {kind: counts.changed for kind, counts in report.counts.items() if counts.written} == {"office": 1}
    assert "Kantor: 0 baru, 1 berubah, 0 tidak dipakai lagi." in "\n".join(report.lines())


def test_an_office_gone_from_the_file_is_retired_and_comes_back_the_same(loaded: Folder) -> None:
    before = office("clinic").pk
    loaded.edit("offices.csv", "clinic,", "surgery,")
    report = loaded.load(at=TOMORROW)
    assert office("clinic").retired_at == TOMORROW
    assert office("surgery").retired_at is None
    assert (report.counts["office"].added, report.counts["office"].retired) == (1, 1)
    loaded.edit("offices.csv", "surgery,", "clinic,")
    loaded.load(at=TOMORROW + dt.timedelta(days=1))
    assert office("clinic").pk == before
    assert office("clinic").retired_at is None


def test_a_village_gone_from_the_list_is_no_longer_valid(loaded: Folder) -> None:
    loaded.edit("places.csv", "35.79.03.2007,Torongrejo,desa,\n", "")
    loaded.load(at=TOMORROW)
    assert Area.objects.get(code="35.79.03.2007").valid_until == dt.date(2026, 11, 25)
    assert office("welfare_post_3579032007").retired_at == TOMORROW


def test_a_category_and_a_reason_gone_from_the_file_are_retired(loaded: Folder) -> None:
    loaded.write("needs.yaml", "needs:\n  - {code: complaint, drop: ya}\n")
    loaded.edit("offices.csv", "roof complaint", "roof")
    loaded.write(
        "ladder.yaml",
        "rungs:\n  - {code: subdistrict, settles: []}\n"
        "override:\n  - {code: urgent, drop: ya}\n  - {code: known, name: Sudah diketahui}\n",
    )
    loaded.load(at=TOMORROW)
    assert NeedCategory.objects.get(district=CODE, code="complaint").retired_at == TOMORROW
    overrides = Reason.objects.filter(district=CODE, kind="override")
    assert dict(overrides.values_list("code", "retired_at")) == {"urgent": TOMORROW, "known": None}


def test_a_route_is_written_anew(loaded: Folder) -> None:
    loaded.write(
        "needs.yaml",
        "needs:\n"
        "  - code: roof\n"
        "    route:\n"
        "      - {rung: village, office: own, hours: 8, clock: working}\n"
        "      - {rung: subdistrict, office: own, hours: 16, clock: calendar}\n",
    )
    loaded.load(at=TOMORROW)
    steps = NeedCategory.objects.get(district=CODE, code="roof").route.order_by("position")
    assert [(step.rung.code, int(step.hours), step.clock) for step in steps] == [
        ("village", 8, "working"),
        ("subdistrict", 16, "calendar"),
    ]


def test_a_changed_criterion_is_a_new_dated_version_and_the_old_one_stays(loaded: Folder) -> None:
    loaded.edit("programmes.yaml", "family.decile <= 4", "family.decile <= 3", national=True)
    report = loaded.load(at=TOMORROW)
    first, second = Programme.objects.get(district=CODE, code="house").versions.order_by("number")
    assert (first.number, first.criteria[0]["cel"]) == (1, "family.decile <= 4")
    assert (second.number, second.criteria[0]["cel"]) == (2, "family.decile <= 3")
    assert second.valid_from == dt.date(2026, 11, 25)
    assert report.counts["programme"].changed == 1


def test_another_benefit_is_no_new_version_of_the_criteria(loaded: Folder) -> None:
    loaded.edit("programmes.yaml", "benefit: Bahan bangunan", "benefit: Semen", national=True)
    loaded.load(at=TOMORROW)
    programme = Programme.objects.get(district=CODE, code="house")
    assert programme.benefit == "Semen"
    assert programme.versions.count() == 1


def test_an_edited_template_is_a_new_version(loaded: Folder) -> None:
    path = loaded.national / "letters" / "referral.typ"
    path.write_text(path.read_text(encoding="utf-8") + "// lain\n", encoding="utf-8")
    loaded.load(at=TOMORROW)
    first, second = Template.objects.filter(district=CODE).order_by("version")
    assert (first.version, first.retired_at) == (1, TOMORROW)
    assert (second.version, second.retired_at) == (2, None)
    assert second.source.endswith("// lain\n")


def test_a_template_gone_from_the_file_is_retired_and_comes_back(loaded: Folder) -> None:
    loaded.write("letters.yaml", "letters:\n  - {code: referral, drop: ya}\n")
    loaded.edit(
        "letters.yaml",
        "drop: ya}",
        "drop: ya}\n  - {code: other, title: Lain, template: referral.typ, "
        'classification: "1", office: district_desk, signers: [{role: desk_manager, act: sign}]}',
    )
    loaded.load(at=TOMORROW)
    assert Template.objects.get(district=CODE, code="referral").retired_at == TOMORROW
    (loaded.root / "letters.yaml").unlink()
    loaded.load(at=TOMORROW)
    assert Template.objects.get(district=CODE, code="referral").retired_at is None


def test_what_was_changed_in_the_application_is_reported_and_stays(loaded: Folder) -> None:
    Office.objects.filter(district=CODE, code="social").update(phone="0800")
    loaded.edit("offices.yaml", "phone: 0341", "phone: 0342\n    address: Jalan Baru 1")
    report = loaded.load(at=TOMORROW)
    assert (office("social").phone, office("social").address) == ("0800", "Jalan Baru 1")
    assert report.kept == [("office", "social", ("phone",))]
    assert "Sudah diubah di aplikasi, jadi dibiarkan: 1" in "\n".join(report.lines())
    assert loaded.load(at=TOMORROW).kept == report.kept


def test_settings_changed_in_the_application_stay_one_by_one(loaded: Folder) -> None:
    district = District.objects.get(code=CODE)
    district.settings["levy_report"] = "Inspektorat"
    district.settings["made_here"] = True
    district.save()
    loaded.edit("district.yaml", "code: 35.79", "code: 35.79\nletterhead: [Pemerintah Kota]")
    report = loaded.load(at=TOMORROW)
    settings = District.objects.get(code=CODE).settings
    assert settings["levy_report"] == "Inspektorat"
    assert settings["letterhead"] == ["Pemerintah Kota"]
    assert settings["made_here"] is True
    assert report.kept == [("district", CODE, ("settings.levy_report",))]


def test_criteria_changed_in_the_application_are_not_written_over(loaded: Folder) -> None:
    programme = Programme.objects.get(district=CODE, code="house")
    programme.versions.create(number=2, valid_from=dt.date(2026, 11, 24), criteria=[], digest="lain")
    loaded.edit("programmes.yaml", "family.decile <= 4", "family.decile <= 3", national=True)
    report = loaded.load(at=TOMORROW)
    assert programme.versions.count() == 2
    assert report.kept == [("programme", "house", ("criteria",))]


def test_an_office_made_in_the_application_is_left_alone(loaded: Folder) -> None:
    Office.objects.create(
        district_id=CODE, code="mine", name="Posko", kind="partner", rung_code="agency", area_code=CODE
    )
    assert loaded.load(at=TOMORROW).unchanged
    assert office("mine").retired_at is None


def test_the_quota_of_a_new_year_is_a_new_row(loaded: Folder) -> None:
    loaded.edit(
        "programmes.yaml",
        "period: once",
        "period: once\n    quota: 40\n    quota_source: assumed",
        national=True,
    )
    loaded.edit("programmes.yaml", "valid_to: 2026-12-31", "valid_to:", national=True)
    loaded.load(at=TOMORROW)
    loaded.load(at=dt.datetime(2027, 1, 4, 3, 0, tzinfo=dt.UTC))
    assert sorted(Quota.objects.values_list("year", "places")) == [(2026, 40), (2027, 40)]


def test_an_empty_seat_gone_from_the_file_ends_and_says_why(loaded: Folder) -> None:
    loaded.edit(
        "seats.csv",
        "village_head,village_hall_3579011001,35.79.01.1001,188/1/2026,2026-01-02,2026-12-31\n",
        "",
    )
    loaded.load(at=TOMORROW)
    seat = Seat.objects.get(district=CODE)
    assert (seat.ended_on, seat.ended_reason) == (dt.date(2026, 11, 25), "Tidak ada lagi di paket")


def test_a_seat_that_somebody_holds_is_not_ended_by_a_file(loaded: Folder) -> None:
    holder = Officer.objects.create(email="lurah@contoh.test", name="Lurah Contoh")
    Seat.objects.filter(district=CODE).update(officer=holder)
    assert loaded.load(at=TOMORROW).unchanged
    loaded.edit(
        "seats.csv",
        "village_head,village_hall_3579011001,35.79.01.1001,188/1/2026,2026-01-02,2026-12-31\n",
        "",
    )
    report = loaded.load(at=TOMORROW)
    assert Seat.objects.get(district=CODE).ended_on is None
    assert "masih dipegang seseorang" in report.warnings[0]


def test_alike_seats_are_told_apart(loaded: Folder) -> None:
    line = "village_head,village_hall_3579011001,35.79.01.1001,188/1/2026,2026-01-02,2026-12-31\n"
    loaded.edit("seats.csv", line, line * 2)
    loaded.load(at=TOMORROW)
    assert Seat.objects.filter(district=CODE, ended_on=None).count() == 2
    assert loaded.load(at=TOMORROW).unchanged


def test_a_rung_put_between_two_others_moves_them_up(loaded: Folder) -> None:
    text = (loaded.national / "ladder.yaml").read_text(encoding="utf-8")
    rung = "  - {code: above, name: Provinsi, kind: province, roles: [regent], hours: 8, clock: working}"
    before = "  - code: centre"
    (loaded.national / "ladder.yaml").write_text(text.replace(before, f"{rung}\n{before}"), encoding="utf-8")
    loaded.load(at=TOMORROW)
    rungs = Rung.objects.filter(district=CODE).order_by("position")
    assert [each.code for each in rungs][-2:] == ["above", "centre"]
