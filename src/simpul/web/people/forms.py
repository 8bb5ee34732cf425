"""Forms of a person's page."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from simpul.web.commands import CommandForm
from simpul.web.words import WordsForm

KINDS = (
    ("nik", _("NIK")),
    ("kk", _("Nomor KK")),
    ("bpjs", _("Nomor kartu JKN")),
    ("phone", _("Telepon")),
)
BASES = (
    ("deliberation", _("Musyawarah berikutnya")),
    ("sptjm", _("SPTJM sekarang, tidak dapat menunggu")),
)


class NumberForm(CommandForm):
    """A number that was issued or told."""

    NUMBERS = frozenset({"number"})

    kind = forms.ChoiceField(label=_("Jenis nomor"), choices=KINDS, widget=forms.RadioSelect)
    number = forms.CharField(
        label=_("Nomor"),
        max_length=40,
        help_text=_("Salin dari kartu atau surat aslinya."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    source = forms.CharField(
        label=_("Dilihat dari mana?"),
        max_length=80,
        help_text=_("Misalnya KTP baru, KK baru, surat dinas kependudukan."),
    )


class RevealForm(WordsForm):
    """Why a number must be seen in full."""

    reason = forms.CharField(
        label=_("Untuk apa nomor ini dibuka?"),
        max_length=300,
        help_text=_("Alasan Anda tercatat dan dapat dibaca pengawas. Jangan menulis nomor di sini."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ProposeForm(CommandForm):
    """A proposal that the person enter the registry."""

    basis = forms.ChoiceField(label=_("Diusulkan melalui"), choices=BASES, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Alasan"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class DeathForm(CommandForm):
    """The day somebody died."""

    died_on = forms.DateField(
        label=_("Tanggal meninggal"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
