"""Convert Word files to PDF with LibreOffice, where it is installed, to see how they look."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import ExitStack
from pathlib import Path

from s55.disk.writing import working_folder, write_working_file

_SECONDS = 60
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)


class LibreOfficeError(Exception):
    """LibreOffice is missing or could not convert the file; the message says which."""


class LibreOffice:
    """Runs LibreOffice with a temporary profile, which `close` deletes."""

    def __init__(self) -> None:
        self._made = ExitStack()
        self._folder = self._made.enter_context(working_folder("office"))
        found = shutil.which("soffice") or shutil.which("libreoffice")
        self.program = found or next((place for place in _PLACES if Path(place).is_file()), None)

    def close(self) -> None:
        """Delete the profile."""
        self._made.close()

    def to_pdf(self, docx: bytes) -> bytes:
        """Print a Word file to PDF.

        Raises:
            LibreOfficeError: when LibreOffice is not installed or fails.
        """
        if self.program is None:
            raise LibreOfficeError(
                "LibreOffice is not installed, so the Word pages cannot be shown."
            )
        if not self._folder.is_dir():  # left alone for a day, another run took it for a leftover
            self._folder = self._made.enter_context(working_folder("office"))
        with working_folder("page") as folder:
            source = folder / "response.docx"
            write_working_file(source, docx)
            profile = (self._folder / "profile").as_uri()
            command = [
                self.program,
                f"-env:UserInstallation={profile}",
                "--headless",
                "--norestore",
            ]
            command += ["--convert-to", "pdf", "--outdir", str(folder), str(source)]
            environment = {**os.environ, "SAL_USE_VCLPLUGIN": "svp"}
            try:
                subprocess.run(
                    command, env=environment, capture_output=True, check=True, timeout=_SECONDS
                )
                return source.with_suffix(".pdf").read_bytes()
            except (OSError, subprocess.SubprocessError) as failure:
                name = type(failure).__name__
                raise LibreOfficeError(
                    f"LibreOffice could not show the Word file ({name})."
                ) from None
