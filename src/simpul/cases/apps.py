from __future__ import annotations

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "simpul.cases"
    label = "cases"

    def ready(self) -> None:
        from simpul.cases.actions import follow_closed, follow_death, follow_number, follow_proposal
        from simpul.cases.events import NeedClosed
        from simpul.cases.models import DRAFT, REPORTER_PHONE
        from simpul.cases.queries.codes import PAD, SLIP
        from simpul.ground.events import listen
        from simpul.ground.sealed import register
        from simpul.registry.events import NumberRecorded, PersonDied, ProposalOpened

        listen(NeedClosed, follow_closed)
        listen(PersonDied, follow_death)
        listen(NumberRecorded, follow_number)
        listen(ProposalOpened, follow_proposal)
        register(REPORTER_PHONE, DRAFT, SLIP, PAD)
