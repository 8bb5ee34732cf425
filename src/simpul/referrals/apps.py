from __future__ import annotations

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "simpul.referrals"
    label = "referrals"

    def ready(self) -> None:
        """Hear when a need is closed or comes back: its requests end with it."""
        from simpul.cases.events import NeedClosed, NeedMoved
        from simpul.ground.events import listen
        from simpul.referrals.actions import follow_need_closed, follow_need_moved

        listen(NeedClosed, follow_need_closed)
        listen(NeedMoved, follow_need_moved)
