"""Make the files of a response that are not yet as they would be made."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from s55.disk.made import Made, MadeFiles, hash_of
from s55.drafts.load import Draft
from s55.model.office import Addressee, Settings
from s55.pipeline.rendering.stamps import Stamps, shown_stamp
from s55.pipeline.response import Format, file_of, rendered, view_of
from s55.records import dataclass
from s55.templating.sets import TemplateSet
from s55.workspace import shown

if TYPE_CHECKING:
    from s55.views.response.contents import LogoView
    from s55.views.response.notices import Replacement


@dataclass(frozen=True, slots=True)
class RenderJob:
    """All that it takes to make files of a response, in whichever process.

    Attributes:
        draft: the checked draft.
        settings: the office's settings.
        template: the template set.
        logo: the office's logo, already read.
        replacement: the response that replaces it, where it was withdrawn.
        formats: what to make.
        of_set: the stamp of the template set.
        known: for files that are there, the stamp of what they show; one that would show the same
            is not made.
        elsewhere: the formats of which a file made of the same lies in another folder.
        language: the second language (BCP 47), for the files in that; '' for the first.
        addressee: to whom it goes, where it is one of several letters.
        beside: whether another process may make the Word file while this one makes the PDF.
    """

    draft: Draft
    settings: Settings
    template: TemplateSet
    logo: LogoView | None
    replacement: Replacement | None
    formats: tuple[Format, ...]
    of_set: str
    known: Mapping[Format, str]
    elsewhere: Collection[Format] = ()
    language: str = ""
    addressee: Addressee | None = None
    beside: bool = False

    @property
    def what(self) -> str:
        """What it does, for messages."""
        return f"making the files of {shown(Path(self.draft.file))}"

    @property
    def is_long(self) -> bool:
        """Whether it takes a while: a page alone does not, nor a file that lies elsewhere."""
        return bool({*self.formats} - {Format.HTML, *self.elsewhere})

    def run(self) -> Making:
        """Make what is asked for, but what is there already.

        Raises:
            S55Error: as :func:`s55.pipeline.response.render`.
        """
        draft, settings, template = self.draft, self.settings, self.template
        logo, other, language = self.logo, self.replacement, self.language
        view = view_of(draft, settings, template, logo, other, language, self.addressee)
        shown = shown_stamp(self.of_set, view, draft.response, settings)
        wanted = [kind for kind in self.formats if self.known.get(kind) != shown]
        publish = settings.publish
        made = rendered(draft, view, template, publish, wanted, language, beside=self.beside)
        return Making(shown, made)


@dataclass(frozen=True, slots=True)
class Making:
    """What was made.

    Attributes:
        shown: the stamp of what it shows.
        outputs: the bytes of each format that was made.
    """

    shown: str
    outputs: Mapping[Format, bytes]


@dataclass(frozen=True, slots=True)
class RenderPlan:
    """What is to be done for one response.

    Attributes:
        inputs: the stamp of what its files are made of.
        job: what is to be made; nothing where it names no formats.
        files: where each format lies or is to be written.
        there: the bytes of files that are as s55 wrote them.
    """

    inputs: str
    job: RenderJob
    files: Mapping[Format, Path]
    there: Mapping[Format, bytes]

    def all_of(self, making: Making | None) -> dict[Format, bytes]:
        """Give the bytes of every format: what was made, and what is as it would be made."""
        return {**self.there, **(making.outputs if making else {})}

    def to_write(self, making: Making | None) -> dict[Format, bytes]:
        """Give the bytes of the files that do not lie in their places yet."""
        new = {*self.job.elsewhere, *(making.outputs if making else ())}
        return {kind: data for kind, data in self.all_of(making).items() if kind in new}

    def note(self, record: MadeFiles, making: Making) -> None:
        """Note of which inputs the files are made, once they lie in their places."""
        whole = self.all_of(making)
        for kind in self.job.formats:
            if kind in self.files:
                record.note(self.files[kind], Made(self.inputs, making.shown, hash_of(whole[kind])))


def plan_of(  # noqa: PLR0913, PLR0917  # each decides by itself what is made
    draft: Draft,
    template: TemplateSet,
    replacement: Replacement | None,
    files: Mapping[Format, Path],
    stamps: Stamps,
    record: MadeFiles,
    also: Collection[Format] = (),
    language: str = "",
    addressee: Addressee | None = None,
) -> RenderPlan:
    """Find out which files of a response are to be made.

    Args:
        draft: the checked draft.
        template: its template set.
        replacement: the response that replaces it, where it was withdrawn.
        files: where each format lies or is to be written.
        stamps: the stamps of the command.
        record: the record of what files were made of.
        also: formats that are needed and lie nowhere.
        language: the second language (BCP 47), for the files in that; '' for the first.
        addressee: to whom it goes, where it is one of several letters.
    """
    inputs = stamps.of_inputs(draft.response, template, replacement)
    found = {kind: one for kind, path in files.items() if (one := record.find(path)) is not None}
    same = {kind for kind, (made, _) in found.items() if made.inputs == inputs}
    asked = {*files, *also}
    alike = _alike(asked - same, next(iter(files.values())), inputs, record)
    found |= alike
    job = RenderJob(
        draft=draft,
        settings=stamps.settings,
        template=template,
        logo=stamps.logo,
        replacement=replacement,
        formats=tuple(kind for kind in Format if kind in asked - same),
        of_set=stamps.of_set(template),
        known={kind: made.shown for kind, (made, _) in found.items()},
        elsewhere=[*alike],
        language=language,
        addressee=addressee,
    )
    return RenderPlan(inputs, job, files, {kind: data for kind, (_, data) in found.items()})


def _alike(
    kinds: Collection[Format], place: Path, inputs: str, record: MadeFiles
) -> dict[Format, tuple[Made, bytes]]:
    """Find the formats that another command has made: a site takes what was rendered.

    Args:
        kinds: the formats to look for.
        place: where one of the files of the response lies or is to be written.
        inputs: the stamp of what they are made of.
        record: the record of what files were made of.
    """
    names = {kind: file_of(place.parent, place.stem, kind).name for kind in kinds}
    found = {kind: record.find_alike(name, inputs) for kind, name in names.items()}
    return {kind: one for kind, one in found.items() if one is not None}
