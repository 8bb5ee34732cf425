"""Sentences about money: what may go wrong, and why it was given back."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from simpul.funds.states import Because

FUNDS: dict[str, Callable[[], str]] = {
    "amount_not_positive": lambda: _("Jumlah harus lebih dari nol."),
    "ceiling_unknown": lambda: _("Pagu mata anggaran ini belum diketahui, jadi belum dapat dipakai."),
    "line_retired": lambda: _("Mata anggaran ini tidak ada lagi dalam anggaran, jadi tidak dapat dipakai."),
    "ceiling_below_commitments": lambda: _("Pagu tidak boleh di bawah yang sudah disetujui: Rp{bound}."),
    "ceiling_negative": lambda: _("Pagu tidak boleh kurang dari nol."),
    "not_enough_left": lambda: _("Sisa mata anggaran tidak cukup: tinggal Rp{left}."),
    "not_your_budget": lambda: _("Mata anggaran ini bukan kewenangan tugas Anda."),
    "not_your_agreement": lambda: _(
        "Persetujuan diberikan oleh pimpinan pemegang anggaran, bukan oleh pengusul."
    ),
    "not_your_payment": lambda: _(
        "Pembayaran dicatat oleh bendahara, bukan oleh yang mengusulkan atau menyetujui."
    ),
    "commitment_moved_on": lambda: _(
        "Usulan ini sudah ditindaklanjuti orang lain. Muat ulang untuk melihatnya."
    ),
    "commitment_not_paid": lambda: _(
        "Uangnya belum dibayar menurut buku kas. Catat pembayarannya dahulu, lalu serah terimanya."
    ),
    "reference_missing": lambda: _(
        "Ketik nomor bukti dari buku yang sebenarnya. Tanpa itu pembayaran tidak dicatat."
    ),
    "reference_like_number": lambda: _(
        "Angka ini dapat merupakan NIK atau nomor KK, jadi tidak disimpan. Bila memang nomor bukti, tulis "
        "garis miring di tengahnya, misalnya 12345678/12345678."
    ),
    "paid_in_future": lambda: _("Tanggal bayar tidak boleh sesudah hari ini."),
}

_BECAUSE: dict[str, Callable[[], str]] = {
    Because.NEED_CLOSED: lambda: _("Kebutuhannya sudah selesai."),
    Because.PERSON_DIED: lambda: _("Yang dibantu meninggal dunia."),
}


def why_ended(reason: str) -> str:
    """Why money was refused or given back: somebody's words, or the sentence of a code."""
    return _BECAUSE[reason]() if reason in _BECAUSE else reason
