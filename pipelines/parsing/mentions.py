"""Who and what an article names: managers, clubs, national teams, competitions, nationalities.

The gazetteer says what a name may stand for; here it is decided what it stands for in this article, and names that no
gazetteer knows are found from their context and carried through the text. Pronouns belong in `discourse`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from pipelines.parsing.document import Kind, Sentence
from pipelines.parsing.gazetteer import Club, Competition, Entry, Gazetteer, Manager, fold, is_ordinary
from pipelines.parsing.spell_phrases import DISCOVERING
from pipelines.parsing.tagging import Atom, Tagged, person_pattern


@dataclass(frozen=True, slots=True)
class Named:
    """What an atom of a name stands for."""

    name: str
    how: str
    """named, surname, nickname."""
    club: Club | None = None
    manager: Manager | None = None
    competitions: tuple[Competition, ...] = ()
    printed: str = ""
    inherited: bool = False


@dataclass(slots=True)
class Cast:
    """Everybody and everything an article names, over all its sentences."""

    atoms: dict[int, list[Atom]] = field(default_factory=dict)
    """Sentence number → its names, offsets of the sentence."""
    managers: dict[str, Manager | None] = field(default_factory=dict)
    """Name → what reference knows of the person, in order of first mention."""
    clubs: Counter[str] = field(default_factory=Counter)
    ages: dict[str, int] = field(default_factory=dict)
    guessed: set[str] = field(default_factory=set)
    """Managers whom neither the reference nor a phrase makes one, only all that is said of them together."""
    women: bool = False
    first_club: str | None = None
    """The club that the article names first."""


_WORD_BEFORE: Final = re.compile(r"([A-Z][\w'-]*)\s$")
_ROLE_BEFORE: Final = frozenset(
    [
        "Manager",
        "Boss",
        "Coach",
        "Head",
        "Mr",
        "Sir",
        "Under",
        "Gaffer",
        "But",
        "And",
        "When",
        "While",
        "After",
        "Before",
        "With",
        "For",
        "If",
        "As",
        "By",
        "Since",
        "Why",
        "How",
        "What",
        "Meet",
        "Interim",
        "Caretaker",
        "Former",
        "Ex",
        "Like",
        "Unlike",
        "Yet",
        "So",
        "Then",
        "Can",
        "Will",
        "Did",
        "Has",
        "Is",
        "Was",
        "Though",
        "Although",
        "That",
        "Only",
        "Even",
        "Not",
        "Now",
        "From",
        "In",
        "On",
        "At",
        "To",
        "Of",
        "Once",
        "Former",
        "Moustachioed",
        "Both",
        "Neither",
        "Although",
        "Because",
        "Where",
        "Who",
    ]
)
_PARTICLES: Final = frozenset(
    [
        "de",
        "da",
        "dos",
        "do",
        "van",
        "von",
        "der",
        "den",
        "ten",
        "ter",
        "di",
        "del",
        "della",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "mac",
        "mc",
        "st",
    ]
)
_NATION_SUBJECT: Final = re.compile(
    r"^(?:'s?\b|\s(?:national\s)?(?:manager|boss|coach|head coach|job|team|side|squad|women|were|was"
    r"|have|had|won|lost|finished|reached|are|went|beat|drew|qualified|under|failed|play|played|will"
    r"|under-\d\d))"
)
_NATION_ROLE_BEFORE: Final = re.compile(
    r"(?:manag(?:er|ed|ing)|coach(?:ed|ing)?|boss|charge|job|led|lead|guided|took|taken|steered"
    r"|helped|with|for|against|beat|over|leading|guiding|taking|joined|left|by)(?:\sof"
    r"|\swith)?\s(?:the\s)?$",
    re.IGNORECASE,
)
_PLACE_BEFORE: Final = re.compile(r"\b(?:[Ii]n|[Ff]rom|[Tt]o|[Oo]f|across|throughout|outside|around|[Aa]t) (?:the )?$")
_NATION_ROLE_AFTER: Final = re.compile(r"(?:'s)? (?:manager|boss|coach|head coach|job|national|team|women)")
_AGED: Final = re.compile(r"^,? (?:who is |aged )?\(?(\d\d)\)?[,.) ]")
_PLAYER_BEFORE: Final = re.compile(
    r"(?:striker|forward|midfielder|defender|winger|goalkeeper|keeper|captain|skipper|full-back"
    r"|centre-back|playmaker|substitute|teenager"
    r"|chairman|owner|president|director|chief executive|secretary|agent|referee|pundit|spokesman|singer)\s$",
    re.IGNORECASE,
)
_AFTER_SMALL_WORD: Final = re.compile(r"[a-z,;] $")
_CLUB_WORDS: Final = frozenset(
    [
        "Thistle",
        "Rovers",
        "Town",
        "United",
        "City",
        "Athletic",
        "Wanderers",
        "Albion",
        "County",
        "Rangers",
        "Stars",
        "FC",
        "Utd",
        "Hotspur",
        "Dynamo",
        "Dynamos",
        "Rapids",
        "Celtic",
        "Victoria",
        "Villa",
        "Academical",
        "Borough",
        "Harriers",
        "Alexandra",
        "Argyle",
        "Orient",
        "Casuals",
        "Swifts",
        "Spartans",
        "Corinthians",
        "Wednesday",
        "Women",
        "Ladies",
        "AFC",
        "SC",
    ]
)
_COMPETITION: Final = re.compile(
    r"\b(?:The |the |A |In |And |But )?(?P<name>(?:[A-Z][\w'&.-]*[a-z] ){1,3}(?P<last>League|Cup"
    r"|Premiership|Trophy|Shield|Division)(?: (?:North|South|East|West|Premier Division"
    r"|Division One))?)\b"
)
_WEEKDAYS: Final = frozenset(
    ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Europe", "Last", "This")
)
_SPONSORS: Final = frozenset(
    [
        "Sky",
        "Barclays",
        "Emirates",
        "Carabao",
        "Betfred",
        "Ladbrokes",
        "William",
        "Vanarama",
        "Barclaycard",
        "Carling",
        "English",
        "Scottish",
        "Spanish",
        "German",
        "French",
        "Italian",
        "Saturday",
        "Sunday",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "The",
        "This",
        "That",
        "Last",
    ]
)
_COMPASS: Final = frozenset(
    ("West", "East", "North", "South", "New", "Port", "St", "Stade", "Estadio", "Old", "Upper", "Great")
)
_SECOND_TEAM: Final = re.compile(r"(?:'s?)? (?:B|II|reserve) (?:team|side)\b| II\b| B\b(?! [A-Z])")
_WOMEN: Final = re.compile(
    r"\b(?:WSL|NWSL|women|Women's|Lionesses|Féminine|Feminine|Frauen|Damallsvenskan|Liga F|female|girls|UWCL)\b"
)

_ROLE: Final = (
    r"(?:(?:head|interim|caretaker|acting|first-team|permanent|new|current|former|ex|then"
    r"|long-serving|under-fire|rookie|under-pressure|veteran|incoming|outgoing|beleaguered"
    r"|popular)[- ])*(?:manager|boss|head coach|coach|gaffer|manageress|player-manager"
    r"|player-coach|secretary-manager|trainer)"
)
_DISCOVER: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:C|the club|club)(?:'s?|,)? (?:and C |C )?(?:G )?{_ROLE},? (P)\b",
        r"\b(?:former|ex-?|then|new|old|previous|current|their"
        rf"|his) ?(?:C(?:, C)*(?: and C)?(?: and G)? )?{_ROLE},? (P)\b",
        r"\b(?:manager|head coach|boss|caretaker|interim (?:boss|manager|coach|head coach)),? (P)\b",
        r"\b(P),? (?:A,? |N, |the |who is |now |currently |then )*(?:their |his |a |an )?(?:C |C's "
        rf"|club's )?{_ROLE}\b(?! of the (?:month|year))",
        r"\b(P)(?:'s?) (?:C|side|team|men|charges|players|reign|tenure|spell in charge|first game in charge)\b",
        r"\b(?:appoint(?:ed|ment of|ing|s)?|hired?|hiring|named?|naming|unveiled?|sack(?:ed|ing"
        r"|s)?(?: of)?|fired?|dismiss(?:ed|al of|es)?|replac(?:ed|e|ing|es)|succeed(?:ed|s|ing)?|"
        r"part(?:ed|s|ing)? (?:company|ways) with|turned to|axed?|relieved|got rid of|let go"
        r"|removed|ousted|showed) (?:G |former \w+ "
        rf"|{_ROLE},? )?(P)\b(?!'s? (?:goal|shot))",
        r"\b(P),? (?:N, )?(?:was|has been|have been|is|were)(?: \w+ly)? (?:appointed|sacked|shown the door|dismissed"
        r"|fired|named(?: as)? (?:the |their |C )?(?:new |interim |caretaker )*(?:manager|head coach|boss"
        r"|coach)|relieved|in (?:temporary |interim |caretaker |sole )?charge|unveiled as)",
        r"\b(P)(?:, \w+ \w+,)? (?:took|takes|taking|will take|has taken|had taken) (?:over|charge"
        r"|interim charge|temporary charge|the reins)\b",
        r"\b(P) (?:replaced|succeeded|replaces|succeeds) (?:M|P|him|her)\b",
        r"\b(?:replaced|succeeded|followed) by (?:\w+ ){0,3}?(P)\b",
        r"\b(?:replac\w+|succe\w+|took over from|takes over from|taking over from) (P)\b",
        r"\bunder (?:\w+ )?(P)\b(?!'s? (?:influence|supervision))",
        rf"^(?:{_ROLE}) ?[:–-] ?(P)",
        r"^(P)(?:,| -| –| —|:) \(?C",
        r"^C(?:,| -| –| —|:) \(?(P)",
        r"\b(P)(?:,[^,.;]{1,70},)? (?:will|takes?|had|has|is|was|were|steps?|stepped|took|looks?|looked|remains?"
        r"|leads?) [^.;CM]{0,60}\b(?:interim|caretaker|temporary|temporarily|for now|for the time being"
        r"|in the meantime)\b",
        r"\b(P)(?:, N,)? (?:has been|had been|is|was) (?:the )?(?:manager|head coach|coach|in charge) (?:of|at|here|since)",
        r"C,? (?:now |then )?(?:managed|coached|led) by (?:the )?(P)\b",
        r"\b(P)(?:, (?:N|A|[^,.;MC]{1,45}),)? (?:replaced|succeeded|replaces|succeeds) (?:M|P|him|her)\b",
        r"\b(P) and his (?:C|side|team|men|players)\b",
        r"\b(P) (?:guided|steered|masterminded|led) (?:C|the|his|them)\b",
        r"\b(?:in the charge of|(?:coached|managed|trained) by) (?:mr\.? |herr )?(P)\b",
        r"\b(P),? (?:N, )?(?:lasted|survived) (?:only |just |barely |until |all of )*(?:N|D|a) ?(?:games|matches|months|weeks"
        r"|days|years)?\b",
        r"\b(P) (?:has|had|have) (?:managed|coached) (?:C|them|the|this|here)\b",
        r"\b(?:since|after|before|when) (P) (?:was (?:sacked|dismissed|fired|axed|let go)|(?:left|resigned|quit|departed))\b",
        r"\b(P) and (?:P|M) (?:stepped in|took (?:over|charge)|filled in|were (?:placed|put) in) ",
        r"\b(?:P|M) and (P) (?:stepped in|took (?:over|charge)|filled in|were (?:placed|put) in) ",
        r"\bas (?:a |an |the )?(?:caretaker|interim|stopgap)s?,? (P)\b",
    )
)
"""Where a person whom no gazetteer knows is a manager; over tagged sentences, P is the person."""


_HEAD: Final = re.compile(r"^(?:N ?[.):-]? ?|[-–*•] ?)?(?:sir )?(?P<who>[MP])(?=$| ?[,:(–—-])")
_HEADS: Final = 2
"""So many heads of a list are known managers, if the others are to be managers too."""


class Mentions:
    """Names of one article, decided over the whole of it."""

    def __init__(self, gazetteer: Gazetteer, sentences: Iterable[Sentence]) -> None:
        self.gazetteer = gazetteer
        self.sentences = [s for s in sentences if s.kind is not Kind.CRUMB]
        self.folded = {s.number: fold(s.text) for s in self.sentences}
        self.cast = Cast()
        self._hits = {s.number: list(gazetteer.find(self.folded[s.number])) for s in self.sentences}
        self._international = False
        self._unknown_clubs: dict[str, str] = {}

    def anything(self) -> bool:
        """Whether the gazetteer knows anything in the article: if not there is nothing to read."""
        return any(self._hits.values())

    def decide(self) -> Cast:
        """Return the names of the article, sentence by sentence."""
        cast = self.cast
        text = " ".join(s.text for s in self.sentences)
        cast.women = len(_WOMEN.findall(text)) >= 2 or bool(self.sentences and _WOMEN.search(self.sentences[0].text))
        managers: list[tuple[int, Atom]] = []
        for s in self.sentences:
            for start, end, name, entry in self._hits[s.number]:
                if entry.managers and " " in name and not self._is_player(s, start):
                    managers.append((s.number, self._manager_atom(start, end, name, entry)))
        for _, atom in managers:
            cast.managers.setdefault(atom.value.name, atom.value.manager)
        self._decide_clubs(managers)
        for number, atom in managers:
            cast.atoms.setdefault(number, []).append(atom)
        self._short_clubs()
        self._single_names()
        self._surnames(list(cast.managers))
        self._nationalities()
        self._other_persons()
        return cast

    def discover(self, number: int, code: str, atoms: dict[int, Atom]) -> list[str]:
        """Return the persons of a tagged sentence whom its words make managers."""
        found = []
        if "P" in code:
            for pattern in (*_DISCOVER, *DISCOVERING):
                for match in pattern.finditer(code):
                    atom = atoms[match.start(1)]
                    found.append(atom.value)
        return found

    def listed(self, tagged: Iterable[Tagged]) -> list[str]:
        """Return the persons who head a part of a list in which the other heads are managers."""
        known = 0
        persons = []
        for one in tagged:
            head = _HEAD.match(one.code) if one.sentence.kind in (Kind.HEADING, Kind.ITEM) else None
            if head is None:
                continue
            if head.group("who") == "M":
                known += 1
            else:
                persons.append(one.atoms[head.start("who")].value)
        return persons if known >= _HEADS else []

    def add_managers(self, names: Iterable[str]) -> None:
        """Make persons managers through the whole article, by full name and surname."""
        new = [name for name in dict.fromkeys(names) if name not in self.cast.managers]
        printed = {fold(name): name for name in new}
        for name in new:
            self.cast.managers[name] = None
        for number, atoms in self.cast.atoms.items():
            for i, atom in enumerate(atoms):
                if atom.code == "P" and fold(atom.value) in printed:
                    name = printed[fold(atom.value)]
                    atoms[i] = Atom("M", atom.start, atom.end, Named(name, "named"))
            self.cast.atoms[number] = atoms
        self._surnames(new)

    def _is_player(self, sentence: Sentence, start: int) -> bool:
        return _PLAYER_BEFORE.search(self.folded[sentence.number], max(0, start - 20), start) is not None

    def _pick(self, entry: Entry) -> Manager:
        """Return whom a name of several managers stands for: one who has been at a club that the article names."""
        if len(entry.managers) == 1:
            return entry.managers[0]
        hits = {c.name for hits in self._hits.values() for _, _, _, e in hits if len(e.clubs) == 1 for c in e.clubs}
        return max(
            entry.managers,
            key=lambda m: max((spell.end or 9999 for spell in m.spells if spell.club in hits), default=0),
        )

    def _manager_atom(self, start: int, end: int, name: str, entry: Entry) -> Atom:
        manager = self._pick(entry)
        return Atom("M", start, end, Named(manager.name, "named", manager=manager, printed=name))

    def _decide_clubs(self, managers: list[tuple[int, Atom]]) -> None:
        gazetteer, cast = self.gazetteer, self.cast
        self._international = (
            sum(
                1
                for s in self.sentences
                for hit in self._hits[s.number]
                if hit[3].competitions and hit[3].competitions[0].kind in ("international", "qualifying")
            )
            >= 2
        )
        named: set[str] = set()
        for s in self.sentences:
            for _, _end, name, entry in self._hits[s.number]:
                if entry.clubs and not entry.nickname and (" " in name or len(entry.clubs) == 1):
                    start = _
                    if is_ordinary(name) and (
                        name in _WEEKDAYS or not _AFTER_SMALL_WORD.search(self.folded[s.number], 0, start)
                    ):
                        continue
                    named.add(entry.clubs[0].name)
        linked = Counter(
            spell.club for _, atom in managers if atom.value.manager for spell in atom.value.manager.spells
        )
        countries = Counter(gazetteer.clubs[name].country for name in named if name in gazetteer.clubs)
        for s in self.sentences:
            folded = self.folded[s.number]
            atoms = cast.atoms.setdefault(s.number, [])
            for start, end, name, entry in self._hits[s.number]:
                if entry.managers and " " in name:
                    continue
                if entry.competitions and not (entry.clubs and len(name) < 5):
                    if " " not in name and not name[0].isupper() and not name[0].isdigit():
                        continue
                    atoms.append(
                        Atom(
                            "K",
                            start,
                            end,
                            Named(
                                entry.competitions[0].name,
                                "named",
                                competitions=tuple(entry.competitions),
                                printed=name,
                            ),
                        )
                    )
                    continue
                if not entry.clubs:
                    continue
                club = self._choose(entry, name, named, linked, countries)
                if club is None:
                    continue
                if not entry.nickname and " " not in name:
                    before = _WORD_BEFORE.search(folded, max(0, start - 25), start)
                    other = before is not None and before.group(1) not in _ROLE_BEFORE and before.start() > 0
                    if before and other and not club.national and (is_ordinary(name) or before.group(1) in _COMPASS):
                        continue
                    if (
                        end < len(folded) - 1
                        and folded[end] == " "
                        and folded[end + 1 : end + 7] in ("Road, ", "Stadiu", "Street", "Univer", "Airpor")
                    ):
                        continue
                    if is_ordinary(name) and start == 0 and club.name not in named:
                        continue
                    if is_ordinary(name) and name == "Wednesday" and club.name not in named:
                        continue
                if club.national and not self._is_team(folded, start, end):
                    atoms.append(Atom("Z", start, end, club.name))
                    continue
                second = _SECOND_TEAM.match(folded, end)
                if second:
                    reserve = self.gazetteer.clubs.get(f"{club.name} B") or self.gazetteer.clubs.get(f"{club.name} II")
                    club = reserve or Club(f"{club.name} B", club.country, None)
                    end = second.end()
                cast.clubs[club.name] += 1
                cast.first_club = cast.first_club or club.name
                atoms.append(
                    Atom(
                        "C",
                        start,
                        end,
                        Named(club.name, "nickname" if entry.nickname else "named", club=club, printed=name),
                    )
                )
            self._unknown_competitions(s, atoms)
            self._generic_words(s, named, atoms)

    def _unknown_competitions(self, s: Sentence, atoms: list[Atom]) -> None:
        """Add competitions that no gazetteer knows by their last word: "Northern Premier League", "Junior Cup"."""
        for match in _COMPETITION.finditer(self.folded[s.number]):
            start, end = match.span("name")
            overlapping = [a for a in atoms if a.start < end and start < a.end]
            if any(a.code != "K" or (a.start <= start and a.end >= end) for a in overlapping):
                continue
            words = match.group("name").split()
            if any(word.endswith("'s") or word in _WEEKDAYS for word in words):
                continue
            if overlapping and match.group("name").split()[0] in _SPONSORS:
                continue
            for atom in overlapping:
                atoms.remove(atom)
            name = s.text[start:end]
            kind = "cup" if match.group("last") in ("Cup", "Trophy", "Shield", "Vase") else "league"
            competition = Competition(name, kind, "", None, "split", None)
            atoms.append(Atom("K", start, end, Named(name, "named", competitions=(competition,), printed=name)))

    def _is_team(self, folded: str, start: int, end: int) -> bool:
        before = folded[max(0, start - 25) : start]
        if _PLACE_BEFORE.search(before):
            return _NATION_ROLE_AFTER.match(folded, end) is not None
        if self._international:
            return True
        if re.search(r"[A-Z][a-z]+'s? (?:[a-z-]+ ){0,2}$", before):
            return True
        return (
            _NATION_SUBJECT.search(folded[end : end + 40]) is not None
            or _NATION_ROLE_BEFORE.search(folded[max(0, start - 40) : start]) is not None
        )

    def _choose(
        self, entry: Entry, name: str, named: set[str], linked: Counter[str], countries: Counter[str]
    ) -> Club | None:
        clubs = entry.clubs
        if len(clubs) == 1:
            club = clubs[0]
            if not entry.nickname and club.name != name and not club.national:
                longer = [n for n in named if n != club.name and f" {name} " in f" {fold(n)} "]
                if longer and not linked.get(club.name):
                    other = self.gazetteer.clubs[sorted(longer, key=lambda n: self.gazetteer.clubs[n].rank)[0]]
                    if other.rank < club.rank:
                        return other
            if entry.nickname and not (club.name in named or club.name in linked):
                return None if not club.rank < 2000 or " " not in name else (club if _is_telling(name) else None)
            if (
                name in ("City", "United", "Rovers", "Albion", "Real", "Wednesday", "Villa", "Forest", "Athletic")
                and club.name not in named
            ):
                others = [c for c in named if name in c.split()]
                if others:
                    return self.gazetteer.clubs[sorted(others)[0]] if len(others) == 1 else None
                return club if linked.get(club.name) and name in ("Villa", "Forest") else None
            return club
        here = [club for club in clubs if club.name in named]
        if len(here) == 1:
            return here[0]
        if here:
            return min(here, key=lambda club: club.rank)
        known = [club for club in clubs if linked.get(club.name)]
        if len(known) == 1:
            return known[0]
        if entry.nickname:
            return None
        local = [club for club in clubs if countries.get(club.country)]
        if self.cast.women:
            women = [club for club in clubs if club.women]
            if women:
                return women[0]
        return min(local or clubs, key=lambda club: (club.women, club.rank))

    def _generic_words(self, s: Sentence, named: set[str], atoms: list[Atom]) -> None:
        """Add "United", "City", "Rovers" and the like for the one club of the article that has the word in its name."""
        folded = self.folded[s.number]
        for match in re.finditer(
            r"\b(?:United|City|Town|Rovers|Wanderers|County|Albion|Athletic|Real|Villa|Forest|Rangers|Dynamo"
            r"|Union|Argyle|Orient)\b",
            folded,
        ):
            if any(a.start < match.end() and match.start() < a.end for a in atoms):
                continue
            word = match.group()
            fits = [
                name
                for name in self.cast.clubs
                if (word in name.split() and name.split()[0] != word) or name.split()[0] == word == "Real"
            ]
            if len(fits) > 1:
                fits = sorted(fits, key=lambda name: -self.cast.clubs[name])[:1]
            before = _WORD_BEFORE.search(folded, max(0, match.start() - 25), match.start())
            if (
                not fits
                or (before and before.group(1) not in _ROLE_BEFORE and before.start() > 0)
                or re.match(r"\s[A-Z]", folded[match.end() : match.end() + 2])
            ):
                continue
            club = self.gazetteer.clubs.get(fits[0])
            if club is not None:
                atoms.append(
                    Atom("C", match.start(), match.end(), Named(club.name, "nickname", club=club, printed=word))
                )

    def _short_clubs(self) -> None:
        """Add clubs printed by one word of their name, "Hilal", where one club of the article has it."""
        forms: dict[str, list[str]] = {}
        for name in self.cast.clubs:
            words = fold(name).split()
            if len(words) > 1 and self.gazetteer.clubs.get(name) is not None:
                for word in words:
                    if len(word) >= 5 and word[0].isupper() and word not in _CLUB_WORDS and not is_ordinary(word):
                        forms.setdefault(word, []).append(name)
        alone = {word: names[0] for word, names in forms.items() if len(names) == 1}
        if not alone:
            return
        finder = Forms(alone)
        for s in self.sentences:
            folded = self.folded[s.number]
            mine = self.cast.atoms.setdefault(s.number, [])
            for start, end, form in finder.find(folded):
                if any(a.start < end and start < a.end for a in mine) or re.match(r"\s[A-Z]", folded[end : end + 2]):
                    continue
                before = _WORD_BEFORE.search(folded, max(0, start - 25), start)
                if before and before.group(1) not in _ROLE_BEFORE and before.start() > 0:
                    continue
                if (
                    _PLACE_BEFORE.search(folded[max(0, start - 12) : start])
                    and folded[max(0, start - 3) : start] == "in "
                ):
                    continue
                name = alone[form]
                self.cast.clubs[name] += 1
                self._add(
                    s.number,
                    Atom(
                        "C",
                        start,
                        end,
                        Named(name, "named", club=self.gazetteer.clubs[name], printed=form),
                    ),
                )

    def _single_names(self) -> None:
        """Add managers printed by surname or nickname alone throughout, where the reference has that name."""
        taken = {name.split()[-1] for name in map(fold, self.cast.managers)}
        persons = {
            m.group().split()[-1]: m.group() for s in self.sentences for m in _PERSON.finditer(self.folded[s.number])
        }
        for s in self.sentences:
            folded = self.folded[s.number]
            for start, end, name, entry in self._hits[s.number]:
                if not entry.managers or " " in name or entry.clubs or entry.competitions or name in taken:
                    continue
                if is_ordinary(name) or self._other_name_before(folded, start, None):
                    continue
                manager = self._pick(entry)
                if (
                    name in persons
                    and fold(manager.name) != persons[name]
                    and persons[name].split()[0][0] != fold(manager.name)[0]
                ):
                    continue
                if not any(club in self.cast.clubs for club in (spell.club for spell in manager.spells)):
                    continue
                if re.match(r"(?:\s[A-Z])", folded[end : end + 2]):
                    continue
                self.cast.managers.setdefault(manager.name, manager)
                self._add(
                    s.number, Atom("M", start, end, Named(manager.name, "surname", manager=manager, printed=name))
                )

    def _surnames(self, names: list[str]) -> None:
        forms: dict[str, list[str]] = {}
        for name in names:
            words = fold(name).split()
            for form in _short_forms(words):
                forms.setdefault(form, []).append(name)
            if len(words) > 1 and len(words[0]) > 3 and self._first_name_alone(words[0], name):
                forms.setdefault(words[0], []).append(name)
        if not forms:
            return
        finder = Forms(forms)
        last: dict[str, str] = {}
        for s in self.sentences:
            folded = self.folded[s.number]
            mine = self.cast.atoms.setdefault(s.number, [])
            events: list[tuple[int, Atom | tuple[int, int, str]]] = [(a.start, a) for a in mine if a.code == "M"]
            events += [(hit[0], hit) for hit in finder.find(folded)]
            for _, event in sorted(events, key=lambda item: item[0]):
                if isinstance(event, Atom):
                    if event.value.how == "named":
                        for form in _short_forms(fold(event.value.name).split()):
                            last[form] = event.value.name
                    continue
                start, end, form = event
                if any(a.start < end and start < a.end and a.code != "P" for a in mine):
                    continue
                if self._other_name_before(folded, start, forms[form]) or self._is_player(s, start):
                    continue
                if re.match(r"\s(?:[A-Z][a-z]+ (?:said|told)|Road|Street|Stadium|Cup)", folded[end : end + 20]):
                    continue
                recent = last.get(form)
                name = recent if recent in forms[form] else forms[form][0]
                self._add(
                    s.number,
                    Atom(
                        "M",
                        start,
                        end,
                        Named(str(name), "surname", manager=self.cast.managers.get(str(name)), printed=form),
                    ),
                )

    def _first_name_alone(self, first: str, name: str) -> bool:
        """Whether an article calls a manager by first name, as a club's own statement does."""
        if sum(fold(other).split()[0] == first for other in self.cast.managers) > 1 or self.gazetteer.entries.get(
            first
        ):
            return False
        forms = Forms((first,))
        alone = 0
        for text in self.folded.values():
            if first in text:
                for _, end, _ in forms.find(text):
                    alone += not (text[end : end + 1] == "'" or text[end + 1 : end + 2].isupper())
        return alone >= 2

    def _other_name_before(self, folded: str, start: int, names: list[str] | None) -> bool:
        """Whether another first name stands before a surname: "Kevin Phillips" is not the Phillips who manages."""
        before = _WORD_BEFORE.search(folded, max(0, start - 30), start)
        if before is None or before.group(1) in _ROLE_BEFORE:
            return False
        word = before.group(1)
        if names and any(fold(name).split()[0] == word for name in names):
            return False
        if (
            before.start(1) == 0
            or folded[before.start(1) - 1 : before.start(1)] in ("\n",)
            or folded[max(0, before.start(1) - 2) : before.start(1)] in (". ", ": ")
        ):
            return (
                word.isalpha() and len(word) > 3 and word not in _ROLE_BEFORE and not word.endswith(("ly", "ing", "ed"))
            )
        return not any(
            a[1] == before.end(1)
            for hits in self._hits.values()
            for a in hits
            if a[3].clubs and folded[a[0] : a[1]] == a[2]
        )

    def _nationalities(self) -> None:
        pattern = self.gazetteer.demonym_pattern
        if pattern is None:
            return
        for s in self.sentences:
            for match in pattern.finditer(self.folded[s.number]):
                self._add(s.number, Atom("G", match.start(), match.end(), self.gazetteer.demonyms[match.group()]))

    def _other_persons(self) -> None:
        for s in self.sentences:
            folded = self.folded[s.number]
            for match in _PERSON.finditer(folded):
                words = match.group().split()
                if words[-1] in _CLUB_WORDS:
                    self._unknown_clubs.setdefault(match.group(), s.text[match.start() : match.end()])
                    continue
                if self._is_player(s, match.start()):
                    continue
                self._add(s.number, Atom("P", match.start(), match.end(), s.text[match.start() : match.end()]))
        self._add_unknown_clubs()
        for s in self.sentences:
            folded = self.folded[s.number]
            for atom in self.cast.atoms.get(s.number, ()):
                if atom.code == "M":
                    aged = _AGED.match(folded[atom.end : atom.end + 20])
                    if aged:
                        self.cast.ages[atom.value.name] = int(aged.group(1))

    def _add_unknown_clubs(self) -> None:
        """Make clubs of names that no gazetteer knows but whose last word is a club's: "Strathmore Thistle"."""
        forms: dict[str, str] = {}
        for folded_name, name in self._unknown_clubs.items():
            words = folded_name.split()
            forms[folded_name] = name
            if len(words) == 2 and len(words[0]) > 4:
                forms.setdefault(words[0], name)
            if len(words) == 3:
                forms.setdefault(" ".join(words[1:]), name)
                forms.setdefault(" ".join(words[:2]), name)
        if not forms:
            return
        finder = Forms(forms)
        for s in self.sentences:
            for start, end, form in finder.find(self.folded[s.number]):
                name = forms[form]
                self.cast.clubs[name] += 1
                mine = self.cast.atoms.setdefault(s.number, [])
                mine[:] = [a for a in mine if not (a.code == "P" and a.start < end and start < a.end)]
                self._add(
                    s.number,
                    Atom(
                        "C",
                        start,
                        end,
                        Named(name, "named", club=Club(name, "", None, rank=9999), printed=form),
                    ),
                )

    def _add(self, number: int, atom: Atom) -> None:
        mine = self.cast.atoms.setdefault(number, [])
        if atom.code == "M":
            mine[:] = [a for a in mine if not (a.code in "PG" and a.start < atom.end and atom.start < a.end)]
        if not any(a.start < atom.end and atom.start < a.end for a in mine):
            mine.append(atom)


_PERSON: Final = person_pattern()


class Forms:
    """Names to look for in one article: no pattern is compiled for an article."""

    def __init__(self, forms: Iterable[str]) -> None:
        self._forms = sorted(set(forms), key=len, reverse=True)

    def find(self, folded: str) -> Iterator[tuple[int, int, str]]:
        """Yield (start, end, form) of the names at word bounds, from left to right, the longest of each place."""
        hits: list[tuple[int, int, str]] = []
        for form in self._forms:
            start = folded.find(form)
            while start >= 0:
                end = start + len(form)
                if not _inside_word(folded, start, end):
                    hits.append((start, -end, form))
                start = folded.find(form, end)
        last = 0
        for start, negative_end, form in sorted(hits):
            if start >= last:
                last = -negative_end
                yield start, last, form


def _inside_word(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return before.isalnum() or before == "_" or after.isalnum() or after == "_"


def _short_forms(words: list[str]) -> list[str]:
    """Return the short forms of a full name: "Erik ten Hag" gives "ten Hag" and "Ten Hag"; the surname of others."""
    if len(words) < 2:
        return []
    for i, word in enumerate(words[1:-1], 1):
        if word.lower() in _PARTICLES:
            tail = " ".join(words[i:])
            return [tail, tail[0].upper() + tail[1:], words[-1]]
    forms = [words[-1]]
    if len(words) == 3:
        forms.append(" ".join(words[1:]))
    if words[-1] in ("Jr", "Junior"):
        forms = [words[-2]]
    return forms


def _is_telling(nickname: str) -> bool:
    """Whether a nickname of one known club is telling without the club's name: not "the Reds" or "the City"."""
    return len(nickname) > 6
