"""Numbers as articles write them: digits, words, ordinals, "a dozen", "a brace of".

Values of single expressions belong here; what they count is read in `facts`.
"""

from typing import Final

_UNITS: Final = {
    "zero": 0, "nil": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS: Final = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_PHRASES: Final = {
    "half a dozen": 6, "half-a-dozen": 6, "a dozen": 12, "two dozen": 24, "a score of": 20, "a brace of": 2,
    "a pair of": 2, "a couple of": 2, "a trio of": 3, "a hundred": 100, "one hundred": 100,
    "a single": 1, "a solitary": 1, "a lone": 1, "a sole": 1, "just the one": 1, "a century of": 100,
}  # fmt: skip
_ORDINAL_UNITS: Final = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
}  # fmt: skip

CARDINAL_WORDS: Final = (
    r"(?:(?:a|one|two|three) hundred(?: and)? )?(?:"
    + "|".join(_TENS)
    + r")(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|(?:a|one|two) hundred(?: and (?:" + "|".join(_UNITS) + r"))?"
    r"|" + "|".join(sorted(_UNITS, key=len, reverse=True))
)
"""A pattern of numbers in lower-case words."""
PHRASES: Final = "|".join(sorted(_PHRASES, key=len, reverse=True))
ORDINAL_WORDS: Final = (
    r"(?:twenty|thirty)[- ](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|"
    + "|".join(sorted(_ORDINAL_UNITS, key=len, reverse=True))
)
TRIGGERS: Final = frozenset(
    [
        *_UNITS,
        *_TENS,
        *_ORDINAL_UNITS,
        "dozen",
        "brace",
        "pair",
        "couple",
        "trio",
        "hundred",
        "single",
        "solitary",
        "lone",
    ]
)


def cardinal(words: str) -> int:
    """Return the value of a cardinal that the patterns of this module matched, in digits or lower-case words."""
    plain = words.replace(",", "")
    if plain.isdecimal():
        return int(plain)
    if words in _PHRASES:
        return _PHRASES[words]
    value = 0
    for word in words.replace("-", " ").split():
        if word == "hundred":
            value = max(value, 1) * 100
        elif word in _UNITS:
            value += _UNITS[word]
        elif word in _TENS:
            value += _TENS[word]
        elif word == "a":
            value = 1
    return value


def ordinal(words: str) -> int:
    """Return the value of an ordinal: "third", "twenty-first", "21st"."""
    if words[0].isdecimal():
        return int("".join(c for c in words if c.isdecimal()))
    value = 0
    for word in words.replace("-", " ").split():
        value += _TENS.get(word, 0) or _ORDINAL_UNITS.get(word, 0)
    return value
