"""A cheap look at raw bytes: may this page be about football? Nothing is extracted, and nothing is decided in doubt.

The test is for crawls, where most pages are about other things: it turns away a page that has fewer than two of some
thirty words of the game. Pages in other languages are kept by the words that their own languages have for it.
"""

import re
from typing import Final

ENOUGH: Final = 2
"""So many different words of the game make a page worth reading."""
WORDS: Final = re.compile(
    rb"football|soccer|manager|head coach|coach|league|premiership|bundesliga|serie a|la liga|championship|\bcup\b|\bgoals?\b"
    rb"|season|striker|midfielder|goalkeeper|defeat|unbeaten|relegat|promot|kick-off|fixture|\bfifa\b|\buefa\b|\bmatch"
    rb"|fu(?:\xc3\x9f|\xdf|ss)ball|f(?:\xc3\xba|\xfa|u)tbol|futebol|calcio|voetbal|fodbold|fotboll|fotball|trainer|entrenador"
    rb"|entra(?:\xc3\xae|\xee)neur|allenatore",
    re.IGNORECASE,
)


def may_be_football(raw: bytes) -> bool:
    """Return whether a page has words of the game, in whatever encoding of ASCII letters, two-byte ones included."""
    found = set()
    for word in WORDS.finditer(raw.replace(b"\0", b"") if b"\0" in raw else raw):
        found.add(word[0].lower())
        if len(found) >= ENOUGH:
            return True
    return False
