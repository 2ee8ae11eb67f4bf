"""The language of a text: as its source declares it, or as its letters tell."""

import re
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

LOOKED_AT: Final = 2_000
"""Characters of a text that are looked at."""
LEAST: Final = 100
"""Characters; less tells too little."""
SURE: Final = 0.8
"""Probability from which a language is named: below it the text may be a list of names."""
CODE: Final = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_].*)?\s*", re.DOTALL)


def declared(code: str | None) -> str | None:
    """Return the language of a tag such as en-GB or EN_us; None for what is no tag."""
    found = CODE.fullmatch(code) if code else None
    return found[1].lower() if found else None


def identified(text: str) -> str | None:
    """Return the language (ISO 639-1) that a text is surely in, None where it does not tell."""
    if len(text) < LEAST:
        return None
    code, probability = identifier().classify(text[:LOOKED_AT])
    return str(code) if probability >= SURE else None


@cache
def identifier() -> "LanguageIdentifier":
    """Return the identifier with the model that its package ships; it takes half a second to load."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
