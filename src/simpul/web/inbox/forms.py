"""Forms with which an office answers, and the family's answer is written down."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from simpul.ground.files import ACCEPTED
from simpul.referrals.types import ReferralPage
from simpul.web.commands import CommandForm


class ExplainForm(CommandForm):
    """What the office says about its late referrals; it stands beside its name on the leaders' page."""

    words = forms.CharField(
        label=_("Penjelasan kantor"),
        help_text=_("Dibaca pimpinan daerah. Jangan menulis nama atau nomor siapa pun."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AnswerForm(CommandForm):
    """A form about one referral; its choices come from the page the actor sees."""

    def __init__(self, data: Any = None, files: Any = None, *, page: ReferralPage) -> None:
        super().__init__(data, files, initial={"version": page.version})
        self.page = page


class AcceptForm(AnswerForm):
    """Nothing to type."""


class DeclineForm(AnswerForm):
    """Why it cannot be met now; what the family will read stands beside each reason."""

    reason = forms.ChoiceField(label=_("Mengapa belum dapat dipenuhi"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Keterangan untuk pengirim"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, files: Any = None, *, page: ReferralPage) -> None:
        super().__init__(data, files, page=page)
        choices = [(choice.code, choice.text) for choice in self.page.refusals]
        self.fields["reason"].choices = choices  # type: ignore[attr-defined]


class RestForm(AnswerForm):
    """Who outside the district has it now."""

    body = forms.ChoiceField(
        label=_("Siapa yang sedang memegangnya"),
        help_text=_("Waktu kantor ini berhenti dihitung sampai ada jawaban dari sana."),
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any = None, files: Any = None, *, page: ReferralPage) -> None:
        super().__init__(data, files, page=page)
        self.fields["body"].choices = list(self.page.bodies)  # type: ignore[attr-defined]


class ResumeForm(AnswerForm):
    """Nothing to type."""


class DeliverForm(AnswerForm):
    """What was given, and what shows it."""

    what = forms.CharField(
        label=_("Apa yang sudah diserahkan atau dikerjakan"),
        help_text=_("Misalnya: kartu sudah dicetak dan diambil ibunya."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    file = forms.FileField(
        label=_("Bukti"),
        help_text=_("Foto penyerahan, tanda terima, atau tangkapan layar. JPG, PNG, atau PDF."),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )


class ConfirmForm(AnswerForm):
    """What the family said."""

    arrived = forms.ChoiceField(
        label=_("Apa kata keluarga"),
        choices=[("yes", _("Sudah sampai")), ("no", _("Belum sampai"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Keterangan"),
        help_text=_("Bila belum sampai, tulis apa yang kurang."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class CancelForm(AnswerForm):
    """Why the request is taken back."""

    note = forms.CharField(
        label=_("Mengapa dibatalkan"),
        help_text=_("Kantor yang dirujuk membaca alasan ini."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
