"""A reload compares the file, the table and the last load, field by field."""

from __future__ import annotations

from typing import Any

from simpul.adoption.load.plan import RETIRED, Kept, Plan, plan

USED = {RETIRED: False}


def compare(file: Any, table: Any, last: Any) -> Plan:
    """One row `a`; None where it is not there."""

    def rows(values: Any) -> dict[str, Any]:
        return {} if values is None else {"a": values}

    return plan(wanted=rows(file), current=rows(table), last=rows(last))


def test_what_is_only_in_the_file_is_new() -> None:
    found = compare({"name": "Baru"}, None, None)
    assert [write.values for write in found.added] == [{"name": "Baru", **USED}]
    assert found.remember == {"a": {"name": "Baru", **USED}}


def test_nothing_is_done_when_all_three_agree() -> None:
    same = {"name": "Sama", **USED}
    assert compare({"name": "Sama"}, same, same) == Plan()


def test_an_edit_of_the_file_is_written() -> None:
    old = {"name": "Lama", "phone": "1", **USED}
    found = compare({"name": "Baru", "phone": "1"}, old, old)
    assert [write.fields for write in found.changed] == [{"name"}]
    assert found.kept == []


def test_an_edit_in_the_application_stays_and_is_named() -> None:
    last = {"name": "Lama", "phone": "1", **USED}
    found = compare({"name": "Lama", "phone": "1"}, last | {"phone": "2"}, last)
    assert found.kept == [Kept("a", ("phone",))]
    assert found.updates == []
    assert found.remember == {}


def test_other_fields_of_a_row_changed_in_the_application_still_follow_the_file() -> None:
    last = {"name": "Lama", "phone": "1", **USED}
    found = compare({"name": "Baru", "phone": "3"}, last | {"phone": "2"}, last)
    assert [write.values for write in found.changed] == [{"name": "Baru", "phone": "2", **USED}]
    assert found.kept == [Kept("a", ("phone",))]
    assert found.remember["a"] == {"name": "Baru", "phone": "1", **USED}


def test_the_same_edit_on_both_sides_is_no_difference() -> None:
    last = {"name": "Lama", **USED}
    found = compare({"name": "Baru"}, {"name": "Baru", **USED}, last)
    assert (found.updates, found.kept) == ([], [])
    assert found.remember == {"a": {"name": "Baru", **USED}}


def test_a_row_that_the_pack_never_wrote_is_the_applications() -> None:
    found = compare({"name": "Paket"}, {"name": "Aplikasi", **USED}, None)
    assert found.kept == [Kept("a", ("name",))]
    again = compare({"name": "Paket"}, {"name": "Aplikasi", **USED}, found.remember["a"])
    assert again.kept == [Kept("a", ("name",))]


def test_a_row_that_neither_file_nor_last_load_names_is_left_alone() -> None:
    assert compare(None, {"name": "Aplikasi", **USED}, None) == Plan()


def test_gone_from_the_file_goes_out_of_use_once() -> None:
    last = {"name": "Lama", **USED}
    found = compare(None, last, last)
    assert [write.code for write in found.retired] == ["a"]
    gone = found.remember["a"]
    assert gone == {"name": "Lama", RETIRED: True}
    assert compare(None, gone, gone) == Plan()


def test_back_in_the_file_is_used_again() -> None:
    gone = {"name": "Lama", RETIRED: True}
    found = compare({"name": "Lama"}, gone, gone)
    assert [write.fields for write in found.changed] == [{RETIRED}]


def test_put_out_of_use_in_the_application_stays_so() -> None:
    last = {"name": "Lama", **USED}
    found = compare({"name": "Lama"}, last | {RETIRED: True}, last)
    assert found.kept == [Kept("a", (RETIRED,))]


def test_a_field_that_older_loads_did_not_know_is_written() -> None:
    last = {"name": "Lama", **USED}
    found = compare({"name": "Lama", "quota_2027": 5}, {"name": "Lama", "quota_2027": None, **USED}, last)
    assert [write.fields for write in found.changed] == [{"quota_2027"}]
