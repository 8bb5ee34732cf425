"""Taking files in from a browser: never more of one on the disk than may be kept, or there is room for."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any, NoReturn

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from simpul.ground.errors import InputError
from simpul.ground.files import NO_ROOM

if TYPE_CHECKING:
    _Upload = UploadedFile[bytes]
else:
    _Upload = UploadedFile  # Django's own class takes no type


class LostUpload(_Upload):
    """A file for which the server's temporary folder had no room: the form is read, the file cannot be.

    Whoever reads it gets the sentence that the disk is full, as from `ground.files.store`.
    """

    def read(self, size: int = -1, /) -> NoReturn:  # noqa: ARG002  as any file is read
        """Nothing can be read.

        Raises:
            InputError: `file_no_room`.
        """
        raise InputError("file_no_room", field="file")


class CappedUploadHandler(TemporaryFileUploadHandler):
    """Lets go of what comes after the limit, or has no room: the form still answers, with what was typed.

    A request that is cut off instead shows the browser's own error page, and what was typed is lost.
    """

    lost = False

    def new_file(self, *told: Any, **more: Any) -> None:
        """Begin a file in the temporary folder."""
        self.lost = False
        with self._losing():
            super().new_file(*told, **more)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Keep what is below the limit, and one byte more, by which the form sees that it was too much."""
        left = settings.UPLOAD_LIMIT + 1 - start
        if left > 0 and not self.lost:
            with self._losing():
                self.file.write(raw_data[:left])
        return None

    def file_complete(self, file_size: int) -> UploadedFile[bytes] | None:
        """The file as far as it was kept; one that was lost says so when it is read."""
        kept: UploadedFile[bytes] | None = None
        if not self.lost:
            with self._losing():
                kept = super().file_complete(min(file_size, settings.UPLOAD_LIMIT + 1))
        return kept or LostUpload(BytesIO(), self.file_name, self.content_type, file_size, self.charset)

    @contextlib.contextmanager
    def _losing(self) -> Iterator[None]:
        """Where there is no room, free what was written and go on without the file."""
        try:
            yield
        except OSError as error:
            # Without room for a single byte no temporary folder is found at all.
            if error.errno not in NO_ROOM and not isinstance(error, FileNotFoundError):
                raise
            self.lost = True
            with contextlib.suppress(OSError, AttributeError):
                self.file.close()
