"""Name languages: each in itself, as links to it do, and in English, as messages do (CLDR)."""

from __future__ import annotations

from functools import lru_cache


def own_name(language: str) -> str:
    """Name a language in itself: ``Cymraeg`` for cy, ``English`` for en-GB.

    Args:
        language: its tag (BCP 47).
    """
    return _name(language, language)


def english_name(language: str) -> str:
    """Name a language in English: ``Welsh`` for cy; the tag where CLDR has no name."""
    return _name(language, "en")


@lru_cache(maxsize=64)
def _name(language: str, within: str) -> str:
    # Imported here: Babel loads slowly, and most offices write in English.
    from babel import Locale, UnknownLocaleError

    try:
        said = Locale.parse(within, sep="-")
        name = said.languages.get(language.partition("-")[0].lower(), "")
    except (UnknownLocaleError, ValueError):
        return language
    return str(name[:1].upper() + name[1:]) or language
