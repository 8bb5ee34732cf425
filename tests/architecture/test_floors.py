"""The house holds: what no import linter sees."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, models

SOURCE = Path(__file__).resolve().parents[2] / "src" / "simpul"
FLOORS = (
    "ground",
    "places",
    "offices",
    "letters",
    "registry",
    "programmes",
    "funds",
    "cases",
    "referrals",
    "protection",
    "insight",
)
LONGEST_FILE = 300


def our_models():
    return [model for model in apps.get_models() if model._meta.app_label in FLOORS]


def tracked(model):
    """The model whose history a history table keeps, or the model itself."""
    return getattr(model, "pgh_tracked_model", model)


def foreign_keys(model):
    for field in model._meta.get_fields():
        if isinstance(field, models.ForeignKey | models.ManyToManyField) and not field.auto_created:
            yield field


def test_foreign_keys_point_down_the_house():
    upward = [
        f"{model.__name__}.{field.name} -> {field.related_model.__name__}"
        for model in our_models()
        for field in foreign_keys(model)
        if field.related_model._meta.app_label in FLOORS
        and FLOORS.index(field.related_model._meta.app_label) > FLOORS.index(model._meta.app_label)
    ]
    assert upward == []


def test_foreign_keys_across_floors_have_no_way_back():
    named = [
        f"{model.__name__}.{field.name}"
        for model in our_models()
        for field in foreign_keys(model)
        if field.related_model._meta.app_label != model._meta.app_label
        and field.related_model._meta.app_label in FLOORS
        and not (field.remote_field.related_name or "").endswith("+")
    ]
    assert named == []


def test_every_field_is_classed():
    unclassed = [
        f"{model.__name__}.{field.name}"
        for model in our_models()
        for field in model._meta.get_fields()
        if not field.auto_created
        and not field.name.startswith("pgh_")
        and tracked(model).PRIVACY.of(field.name) is None
    ]
    assert unclassed == []


def test_no_class_is_given_to_a_field_that_is_not_there():
    ghosts = [
        f"{model.__name__}.{name}"
        for model in our_models()
        if hasattr(model, "PRIVACY")
        for name in model.PRIVACY.fields
        if name not in {field.name for field in model._meta.get_fields()}
    ]
    assert ghosts == []


@pytest.mark.django_db
def test_tables_about_persons_have_a_row_level_policy():
    with connection.cursor() as cursor:
        # A view passes the policies of its tables by; it asks for the reader's sight itself.
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relrowsecurity OR relkind = 'v'"
            " AND 'security_barrier=true' = ANY (reloptions)"
            " AND pg_get_viewdef(oid) LIKE '%simpul.district%' AND pg_get_viewdef(oid) LIKE '%simpul.areas%'"
            " AND pg_get_viewdef(oid) LIKE '%simpul.offices%' AND pg_get_viewdef(oid) LIKE '%simpul.reads%'"
        )
        protected = {name for (name,) in cursor.fetchall()}
    bare = [
        model._meta.db_table
        for model in our_models()
        if {tracked(model).PRIVACY.of(field.name) for field in model._meta.get_fields()}
        & {"personal", "sensitive"}
        and model._meta.db_table not in protected
    ]
    assert bare == []


@pytest.mark.django_db
def test_the_tests_themselves_run_as_the_app_role():
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,)


def test_no_file_is_longer_than_a_person_reads():
    long = {
        str(path.relative_to(SOURCE)): length
        for path in SOURCE.rglob("*.py")
        if "migrations" not in path.parts
        and (length := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_views_never_touch_tables():
    theirs = {"objects", "save", "bulk_create", "lock_household"}
    touching = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for path in (SOURCE / "web").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in theirs
        if not (node.attr == "save" and isinstance(node.value, ast.Name) and node.value.id == "form")
    ]
    assert touching == []


def spoken_strings(path):
    """String constants of a file that are no docstrings: what a program could act on or show."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def test_no_district_agency_or_programme_is_named_in_the_code():
    """The pack names them. The words below are the two districts of the repository's own packs."""
    words = ("bantaeng", "brebes", "baznas", "disdukcapil", "73.03", "33.29", "kip", "sembako")
    named = [
        f"{path.relative_to(SOURCE)}: {text[:60]}"
        for path in SOURCE.rglob("*.py")
        if "migrations" not in path.parts
        for text in spoken_strings(path)
        if any(re.search(rf"\b{re.escape(word)}\b", text.lower()) for word in words)
    ]
    assert named == []
