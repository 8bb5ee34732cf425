"""Taking files in from a browser: never more of one on the disk than may be kept."""

from __future__ import annotations

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class CappedUploadHandler(TemporaryFileUploadHandler):
    """Lets go of what comes after the limit: the form still answers, with what was typed and a sentence.

    A request that is cut off instead shows the browser's own error page, and what was typed is lost.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Keep what is below the limit, and one byte more, by which the form sees that it was too much."""
        left = settings.UPLOAD_LIMIT + 1 - start
        if left > 0:
            self.file.write(raw_data[:left])
        return None

    def file_complete(self, file_size: int) -> UploadedFile[bytes] | None:
        """The file as far as it was kept."""
        return super().file_complete(min(file_size, settings.UPLOAD_LIMIT + 1))
