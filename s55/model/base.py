"""Define the base of every model, and the kinds of text and date a draft holds."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, ClassVar, Literal, cast

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    WithJsonSchema,
    model_validator,
)
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, PydanticCustomError

from s55.records import dataclass
from s55.richtext.characters import shows_nothing

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_WHITE_SPACE = re.compile(r"[ \t\r\n]+")


DRAFT_FORMAT = 2
"""The version of the draft format that this release writes."""
READ_FORMATS = (1, 2)
"""The versions that it reads."""

# The types of our own validation errors; s55.sources.validation gives each its code.
EMPTY = "s55_empty"
DATE_FORM = "s55_date_form"
NO_SUCH_DATE = "s55_no_such_date"
UNLIKELY_YEAR = "s55_unlikely_year"
OTHER_FORMAT = "s55_other_format"


YEARS = range(1900, 2200)
"""The years a date may be in: any other is a slip of the finger, as in 0203-07-07."""


_YEAR = "(?:19|20|21)[0-9]{2}"
_LEAP_YEAR = "(?:(?:19|20|21)(?:0[48]|[2468][048]|[13579][26])|2000)"
DAY_THAT_EXISTS = (
    rf"^(?:{_YEAR}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)"
    rf"|(?:0[13578]|1[02])-31)|{_LEAP_YEAR}-02-29)$"
)
"""What editors take for a date: a day of `YEARS` that exists."""
_YES_NO = ("yes", "no", "true", "false", "on", "off", "y", "n", "t", "f", "1", "0")
"""The words that pydantic takes for true and false."""


class Model(BaseModel):
    """A frozen record that refuses keys it does not know; a key with nothing beside it is absent.

    Attribute docstrings say what the fields mean (:mod:`s55.model.meanings`). Validators are built
    at the first use, so that a model within another is not built twice.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    instead_of_unknown: ClassVar[str] = ""
    """What to do in place of a key that the group does not have; '' to list those that it has."""

    @model_validator(mode="before")
    @classmethod
    def _blank_is_absent(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        return {
            key: value
            for key, value in data.items()
            if value is not None or key not in cls.model_fields
        }


@dataclass(frozen=True, slots=True)
class MarkdownText:
    """Marks a field whose text is Markdown (docs/text.md), and so is checked as such."""


@dataclass(frozen=True, slots=True)
class OfficeOnly:
    """Marks a field that never leaves the office: it is in no document and in no data file."""


def is_marked(field: FieldInfo, mark: type[MarkdownText | OfficeOnly]) -> bool:
    """Whether a field of a model has a mark."""
    return any(isinstance(one, mark) for one in field.metadata)


def _one_line(value: object) -> object:
    """Fold white space, so that a title wrapped in the YAML is one line; keep no-break spaces."""
    if not isinstance(value, str):
        return value
    folded = _WHITE_SPACE.sub(" ", value).strip(" ")
    if shows_nothing(folded):
        raise PydanticCustomError(EMPTY, "is empty")
    return folded


def _not_blank(text: str) -> str:
    if shows_nothing(text):
        raise PydanticCustomError(EMPTY, "is empty")
    return text


def iso_date(value: object) -> object:
    """Take a date as ``2023-07-07`` and nothing else, so that no number is read as a date."""
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not _ISO_DATE.fullmatch(value.strip()):
        raise PydanticCustomError(DATE_FORM, "is not a date written as year-month-day")
    try:
        day = date.fromisoformat(value.strip())
    except ValueError:
        raise PydanticCustomError(NO_SUCH_DATE, "is a date that does not exist") from None
    if day.year not in YEARS:
        raise PydanticCustomError(UNLIKELY_YEAR, "is in a year that cannot be meant")
    return day


def lower_case(value: object) -> object:
    """Take a word in capitals or not, as an enumeration writes it."""
    return value.strip().lower() if isinstance(value, str) else value


def in_any_case(words: Sequence[str]) -> str:
    """Give the pattern by which editors take one of these words, in capitals or not."""
    each = (
        "".join(f"[{one.upper()}{one}]" if one.isalpha() else one for one in word) for word in words
    )
    return rf"^\s*(?:{'|'.join(each)})\s*$"


def _format_version(value: object) -> object:
    for version in READ_FORMATS:
        if str(value).strip() == str(version):
            return version
    raise PydanticCustomError(OTHER_FORMAT, "is a version that this release does not read")


def _as_printed(value: object) -> object:
    """Keep a number as the report prints it, as text: 2, 2a, 1.10."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _one_line(value)


class ValueKind:
    """A kind of value: how it is checked is worked out once, and not for each field of the kind.

    Args:
        of: its annotation.
    """

    def __init__(self, of: Any) -> None:
        self._of = of
        self._schema: CoreSchema | None = None

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Give how a value is checked; what a field adds to that is its own."""
        del source
        if self._schema is None:
            self._schema = handler.generate_schema(self._of)
        metadata = dict(self._schema.get("metadata", {}))
        return cast(CoreSchema, {**self._schema, "metadata": metadata})


FormatVersion = Annotated[Literal[1, 2], BeforeValidator(_format_version)]
"""The version of the draft format."""

Line = Annotated[
    str,
    ValueKind(
        Annotated[
            str,
            BeforeValidator(_one_line),
            Field(max_length=2000, json_schema_extra={"type": ["string", "number"]}),
        ]
    ),
]
"""Text of one line; an editor takes one of digits alone, such as an ISBN, for a number."""

Language = Annotated[Line, Field(pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")]
"""A language by its tag (BCP 47), for example en-GB or cy."""

Markdown = Annotated[
    str,
    MarkdownText(),
    ValueKind(
        Annotated[str, Field(max_length=500_000, json_schema_extra={"type": ["string", "number"]})]
    ),
]
"""Text of any length, in Markdown."""

RequiredMarkdown = Annotated[Markdown, AfterValidator(_not_blank)]
"""Text of any length, in Markdown, that says something."""

IsoDate = Annotated[
    date,
    ValueKind(
        Annotated[
            date,
            BeforeValidator(iso_date),
            WithJsonSchema(
                {
                    "type": "string",
                    "pattern": DAY_THAT_EXISTS,
                    "patternErrorMessage": (
                        "Write a day that exists as year-month-day, like 2023-07-07."
                    ),
                }
            ),
        ]
    ),
]
"""A calendar date in Europe/London."""

YesNo = Annotated[
    bool,
    ValueKind(
        Annotated[
            bool,
            WithJsonSchema(
                {
                    "anyOf": [
                        {"enum": ["yes", "no"]},
                        {"type": "boolean"},
                        {"type": "string", "pattern": in_any_case(_YES_NO)},
                        {"type": "integer", "minimum": 0, "maximum": 1},
                    ]
                }
            ),
        ]
    ),
]
"""Yes or no, in those words or as true and false."""

ItemNumber = Annotated[
    str,
    ValueKind(
        Annotated[
            str,
            BeforeValidator(_as_printed),
            Field(max_length=20),
            WithJsonSchema({"anyOf": [{"type": "string", "maxLength": 20}, {"type": "number"}]}),
        ]
    ),
]
"""An item's own number, as the report prints it."""
