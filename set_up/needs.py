"""What s55 needs of a machine beside Python: which system packages, what for, what to say.

Pure decisions: `set_up.machine` looks at the real machine, and `start.py` acts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Need:
    """Something that pip cannot bring: a library, a program or a folder of files.

    Exactly one of `library`, `program`, `files` and `module` says how it is found.
    `only_on` names the one distribution that has the package, as its `os-release` does.
    """

    package: str
    purpose: str
    library: str = ""
    program: str = ""
    files: str = ""
    module: str = ""
    only_on: str = ""


PYTHON_NEEDS = (
    Need("python3-venv", "the folder for s55's own Python libraries", module="ensurepip"),
)
PDF_NEEDS = (
    Need("libpango-1.0-0", "PDF: setting text", library="libpango-1.0.so.0"),
    Need("libpangoft2-1.0-0", "PDF: setting text", library="libpangoft2-1.0.so.0"),
    Need("libharfbuzz0b", "PDF: setting text", library="libharfbuzz.so.0"),
    Need("libharfbuzz-subset0", "PDF: embedding fonts", library="libharfbuzz-subset.so.0"),
)
OCR_NEEDS = (
    Need("ocrmypdf", "import --ocr: recognising the text of scanned pages", program="ocrmypdf"),
)
"""What only `--ocr` and its test need: large, so it is installed when somebody asks for it."""
TEST_NEEDS = (
    # Not the packages that end in -nogui: they lack the dialogues, without which LibreOffice dies
    # when it is driven by python3-uno.
    Need(
        "libreoffice-writer",
        "tests: opening the Word files",
        files="usr/lib/libreoffice/share/config/soffice.cfg/modules/swriter/ui/abstractdialog.ui",
    ),
    Need(
        "libreoffice-calc",
        "tests: opening the register",
        files="usr/lib/libreoffice/program/libsclo.so",
    ),
    Need(
        "python3-uno",
        "tests: editing the Word files in LibreOffice",
        files="usr/lib/python3/dist-packages/uno.py",
    ),
    Need("xvfb", "tests: typing into LibreOffice as a person does", program="Xvfb"),
    Need("xdotool", "tests: typing into LibreOffice as a person does", program="xdotool"),
    Need("poppler-utils", "tests: pictures and text of the PDFs", program="pdftoppm"),
    Need("default-jre-headless", "tests: veraPDF, which checks the PDFs", program="java"),
    Need(
        "libjaxb-java",
        "tests: veraPDF, which checks the PDFs",
        files="usr/share/java/jaxb-runtime.jar",
    ),
    Need("libnss3", "tests: the browser for the web pages", library="libnss3.so"),
    Need("firefox-esr", "tests: the desk in Firefox", program="firefox-esr", only_on="debian"),
    Need(
        "fonts-liberation",
        "tests: fonts for LibreOffice",
        files="usr/share/fonts/truetype/liberation*/LiberationSans-Regular.ttf",
    ),
)


@dataclass(frozen=True)
class Machine:
    """What the set-up has to know of the machine to decide what to do."""

    system: str
    python: tuple[int, int]
    has_apt: bool
    administrator: str  # "root", "sudo" or "" for neither
    found: frozenset[Need]
    distribution: str = ""  # the ID of its os-release: "debian", "ubuntu"


def needs_for(purpose: str, words: Sequence[str] = ()) -> tuple[Need, ...]:
    """Everything that `render` or `test`, or a command, needs beside the Python libraries."""
    needs = PYTHON_NEEDS + PDF_NEEDS
    if purpose == "test":
        return needs + TEST_NEEDS + OCR_NEEDS
    return needs + OCR_NEEDS if "--ocr" in words else needs


def missing_on(machine: Machine, purpose: str, words: Sequence[str] = ()) -> list[Need]:
    """The needs that the machine does not meet, in the order of the tables above."""
    needs = [need for need in needs_for(purpose, words) if need not in machine.found]
    return [need for need in needs if need.only_on in {"", machine.distribution}]


def package_name(machine: Machine, need: Need) -> str:
    """The Debian package for a need: venv is packed for each version of Python by itself."""
    if need in PYTHON_NEEDS:
        return f"python{machine.python[0]}.{machine.python[1]}-venv"
    return need.package


def apt_packages(machine: Machine, missing: Sequence[Need]) -> list[str]:
    """The Debian packages that bring what is missing."""
    return [package_name(machine, need) for need in missing]


def apt_command(machine: Machine, *words: str) -> list[str]:
    """An apt or dpkg call that asks nothing, waits for other installers, and has the rights."""
    environment = [
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "NEEDRESTART_SUSPEND=1",
        "LC_ALL=C.UTF-8",
    ]
    sudo = ["sudo"] if machine.administrator == "sudo" else []
    return [*sudo, *environment, *words]


def advice(machine: Machine, missing: Sequence[Need]) -> str:
    """What a person can do about what is missing, on this kind of machine."""
    if not machine.has_apt and set(missing) <= set(OCR_NEEDS):
        return "How to install it on your system: https://ocrmypdf.readthedocs.io"
    if machine.system == "Darwin":
        return "On macOS, Pango comes from Homebrew: brew install pango"
    if machine.system == "Windows":
        return (
            "On Windows, Pango comes from MSYS2: install it, and in its UCRT64 window type\n"
            "pacman -S mingw-w64-ucrt-x86_64-pango"
        )
    if machine.has_apt:
        packages = " ".join(apt_packages(machine, missing))
        return f"Ask whoever looks after this machine to type:\nsudo apt-get install {packages}"
    return "Install these with your system's own installer (their names may differ a little there)."


def explain(machine: Machine, missing: Sequence[Need]) -> str:
    """What is missing, what for, what to do, and what works all the same."""
    lines = ["Missing on this machine, and not installable from here:"]
    lines += [f"  {package_name(machine, need)} ({need.purpose})" for need in missing]
    lines.append(advice(machine, missing))
    if any(need in PYTHON_NEEDS for need in missing):
        lines.append("Until then s55 cannot be set up.")
    elif any(need in PDF_NEEDS for need in missing):
        lines.append("Until then s55 makes no PDF. DOCX and HTML work: render --to docx,html")
    if any(need in OCR_NEEDS for need in missing):
        lines.append("Until then import --ocr does not work; everything else does.")
    if any(need in TEST_NEEDS for need in missing):
        lines.append("Until then the tests that need these fail.")
    return "\n".join(lines)


def without_pdf(words: Sequence[str], missing: Sequence[Need]) -> list[str]:
    """The s55 command, kept to what works when the PDF's libraries are missing.

    An explicit `--to` stays: then s55 itself says what it cannot do.
    """
    asked = any(word == "--to" or word.startswith("--to=") for word in words)
    if words[0] != "render" or asked or not any(need in PDF_NEEDS for need in missing):
        return list(words)
    return [*words, "--to", "docx,html"]
