"""LibreOffice, where it is installed: it shows what a Word file looks like."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

_SECONDS = 60
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)


class OfficeError(Exception):
    """LibreOffice is not there, or could not show the file; its words say which."""


class Office:
    """LibreOffice with a profile of its own, which is gone when the preview ends."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="s55-office-")
        self.program = _program()

    def close(self) -> None:
        """Take the profile away."""
        self._folder.cleanup()

    def to_pdf(self, docx: bytes) -> bytes:
        """A Word file as LibreOffice prints it.

        Raises:
            OfficeError: when LibreOffice is not installed or fails.
        """
        if self.program is None:
            raise OfficeError("LibreOffice is not installed, so the Word pages cannot be shown.")
        root = Path(self._folder.name)
        with tempfile.TemporaryDirectory(dir=root) as folder:
            source = Path(folder) / "response.docx"
            source.write_bytes(docx)
            profile = (root / "profile").as_uri()
            command = [
                self.program,
                f"-env:UserInstallation={profile}",
                "--headless",
                "--norestore",
            ]
            command += ["--convert-to", "pdf", "--outdir", folder, str(source)]
            environment = {**os.environ, "SAL_USE_VCLPLUGIN": "svp"}
            try:
                subprocess.run(
                    command, env=environment, capture_output=True, check=True, timeout=_SECONDS
                )
                return source.with_suffix(".pdf").read_bytes()
            except (OSError, subprocess.SubprocessError) as failure:
                name = type(failure).__name__
                raise OfficeError(f"LibreOffice could not show the Word file ({name}).") from None


def _program() -> str | None:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).is_file()), None)
