"""Templates of letters. An edited template is a new version; letters written before keep theirs."""

from __future__ import annotations

from simpul.adoption.load.plan import RETIRED, Values, Write
from simpul.adoption.load.tables import Loading, Table, held
from simpul.letters.models import Template

_COLUMNS = ("title", "classification", "source", "chain", "copies", "office_kind", "valid_days", "warn")


def load_letters(loading: Loading) -> None:
    """Bring the templates to what the pack says."""
    newest = {row.code: row for row in Template.objects.filter(district=loading.district).order_by("version")}
    table = Table("letter", Template.objects, _COLUMNS, ("retired_at", loading.at))
    current = {code: held(table, row) for code, row in newest.items()}
    found = loading.settle("letter", wanted=_wanted(loading), current=current)
    for write in [*found.added, *found.updates]:
        _write(loading, newest.get(write.code), write)


def _write(loading: Loading, row: Template | None, write: Write) -> None:
    edited = bool(write.fields - {RETIRED})
    if row is not None:
        row.retired_at = loading.at if edited or write.values[RETIRED] else None
        row.save(update_fields=["retired_at"])
    if edited:
        Template.objects.create(
            district_id=loading.district,
            code=write.code,
            version=row.version + 1 if row else 1,
            **{name: write.values[name] for name in _COLUMNS},
        )


def _wanted(loading: Loading) -> dict[str, Values]:
    return {
        letter.code: {
            "title": letter.title,
            "classification": letter.classification,
            "source": loading.pack.templates[letter.template].read_text(encoding="utf-8"),
            "chain": [signer.model_dump(mode="json") for signer in letter.signers],
            "copies": list(letter.copies),
            "office_kind": str(letter.office),
            "valid_days": letter.valid_days,
            "warn": letter.warn or "",
        }
        for letter in loading.pack.letters.letters
    }
