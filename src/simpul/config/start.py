"""What must hold before web server or job worker begin: a bound role, a real server, the right keys."""

from __future__ import annotations

import os

from django.conf import settings
from django.db import OperationalError, ProgrammingError, connection
from django.utils.translation import gettext as _

from simpul.config.embedded import refuse_outside_demo
from simpul.config.processes import ProcessError
from simpul.ground.crypto import Keyring, KeyringError
from simpul.ground.keys import keyring
from simpul.ground.management.sentences import sentence
from simpul.ground.rights import RoleError, refuse_unbound


def refuse_unsafe_start() -> None:
    """Refuse to start where policies would not bind, or keys are missing or not this database's.

    A database that does not answer is not judged now: the pages say that it is gone, and the first connection
    asks for the role again.

    Raises:
        ProcessError: what stands in the way and what to do, in a sentence.
    """
    if not settings.DEMO and "DATABASE_URL" in os.environ:
        refuse_outside_demo(os.environ["DATABASE_URL"])
    try:
        Keyring.load(settings.KEYS)
        with connection.cursor():
            refuse_unbound(connection)
        keyring()
    except OperationalError:
        return
    except ProgrammingError as error:
        raise ProcessError(
            _("Tabel belum dibuat. Jalankan: SIMPUL_AS_OWNER=1 simpul migrate (%s)") % error
        ) from None
    except (RoleError, KeyringError) as error:
        raise ProcessError(sentence(error)) from None
    finally:
        connection.close()
