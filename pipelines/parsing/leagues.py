"""Which competition words mean, and in which a club plays: by the text, by the club, by the season.

Which of several a phrase takes is decided in `scopes`.
"""

import re
from typing import Final

from pipelines.parsing import dates
from pipelines.parsing.candidate import Candidate
from pipelines.parsing.gazetteer import Club, Competition
from pipelines.parsing.scopes import Reach
from pipelines.parsing.season_values import SeasonValues
from pipelines.parsing.told import UnclearError

_CYCLES: Final = {
    "FIFA World Cup": (4, 2),
    "UEFA European Championship": (4, 0),
    "FIFA Women's World Cup": (4, 3),
    "AFC Asian Cup": (4, 3),
}
"""Tournaments with the years between editions, and what is left of the year of one."""


_QUALIFYING: Final = {
    "FIFA World Cup": "World Cup qualifying",
    "UEFA European Championship": "European Championship qualifying",
    "Africa Cup of Nations": "Africa Cup of Nations qualifying",
    "AFC Asian Cup": "AFC Asian Cup qualifying",
    "FIFA Women's World Cup": "FIFA Women's World Cup qualifying",
}


_BEYOND: Final = ("continental", "international", "supercup", "qualifying")


_CONFEDERATIONS: Final = ("UEFA", "FIFA", "UEFA and CONMEBOL", "CONMEBOL", "AFC", "CAF", "CONCACAF", "OFC")


_IN_CUP: Final = re.compile(r"(?:\b(?:in|of|during|from) (?:the |this season's |their |his )?(?:S |Y )?|^(?:the )?)K$")


_ALL_COMPETITIONS: Final = re.compile(
    r"\b(?:all competitions|all fronts|all told|counting (?:the )?cup|every competition"
    r"|competitive (?:games|matches|fixtures)|in all\b|cup ties included|all comps|overall record)\b"
)


TENURE: Final = re.compile(
    r"\b(?:(?:leaves|departs|left|goes|signs off|bows out) with|in (?:sole |interim |temporary "
    r"|caretaker |permanent )?charge(?! of C (?:last|this))|at the helm|as (?:C |C's |the |their "
    r"|interim |caretaker )*(?:manager|boss|head coach|coach)|since (?:taking|he (?:took|was|arrived"
    r"|joined|replaced|succeeded|came)|his (?:appointment|arrival|return)|being appointed|succeeding"
    r"|replacing|arriving|M's (?:appointment|arrival|departure)|(?:M|she) (?:took|arrived"
    r"|was appointed|replaced|came)|then\b)"
    r"|(?:his|her|M's) (?:reign|tenure|spell|stint|tally|time (?:at|in|with)|record\b|N (?:games|matches"
    r"|league games|fixtures)|[a-z]+ (?:reign|tenure|spell|stint))|in the (?:job|post|role|dugout"
    r"|hot ?seat)|on his watch|of his (?:reign|tenure|spell)|(?:his|her|M's) record of|under (?:M|him|her)\b"
    r"|during (?:his|her)|N days|in his N (?:games|matches))\b"
)


class Leagues(SeasonValues):
    """Which competition words mean."""

    def _mentioned_leagues(self) -> dict[str, list[Competition]]:
        leagues: dict[str, list[Competition]] = {}
        for scene in self.scenes:
            for atom in scene.tagged.atoms.values():
                if atom.code == "K":
                    for competition in atom.value.competitions:
                        if competition.kind == "league":
                            names = leagues.setdefault(competition.country, [])
                            if competition not in names:
                                names.append(competition)
        return leagues

    def _competitions(
        self, candidate: Candidate, number: int, club: str, team: Club | None, season: str | None
    ) -> list[tuple[str, str, int | None]]:
        at = candidate.competition_at
        country = team.country if team else ""
        if at is not None:
            named = self.named(number, at, team, season)
            if named is None:
                raise UnclearError("a competition in which the club does not play")
            if candidate.generic in ("promotion to", "relegation to"):
                below = self._tier(named, 1 if candidate.generic == "promotion to" else -1)
                if below is None:
                    raise UnclearError("promoted from a league that is not named")
                return [(below, "knowledge", at)]
            if candidate.family == "position" and named.kind not in (
                "league",
                "continental",
                "international",
                "qualifying",
            ):
                raise UnclearError("a place in a cup")
            if candidate.family == "move" and named.kind != "league":
                raise UnclearError("promotion in a cup")
            return [(named.name, "named", at)]
        domestic = self.gazetteer.domestic.get(country, {})
        generic = candidate.generic
        if generic == "group":
            generic = "that cup"
        if generic == "both cups":
            return [
                (self._of_women(domestic[kind]), "knowledge", None)
                for kind in ("cup", "league cup")
                if kind in domestic
            ]
        if generic in ("cup", "league cup", "super cup", "that cup"):
            previous = self._previous_cup(number, candidate, team, season)
            if generic == "that cup" or (generic == "cup" and previous is not None and previous[0].kind == "cup"):
                if previous is None:
                    if country in ("United States", "Canada", "Australia"):
                        playoffs = self._league(candidate, number, club, team, season)
                        if playoffs is not None:
                            return [(playoffs[0], "knowledge", None)]
                    raise UnclearError("no competition that it could be in")
                return [(previous[0].name, "previous sentence", None)]
            name = domestic.get(generic)
            if name is None:
                raise UnclearError("no cup that it could be")
            return [(self._of_women(name), "knowledge", None)]
        if generic == "promotion to" or generic == "relegation to":
            words = candidate.words
            if "top flight" in words or "top division" in words:
                top = domestic.get("league")
                below = (
                    self._tier(self.gazetteer.competitions[top], 1)
                    if top in self.gazetteer.competitions and generic == "promotion to"
                    else None
                )
                if below:
                    return [(below, "knowledge", None)]
            league = self._league(candidate, number, club, team, season)
            if league is None:
                raise UnclearError("no league that it could be")
            return [(league[0], league[1], None)]
        league = self._league(candidate, number, club, team, season)
        if generic in ("double", "treble"):
            out: list[tuple[str, str, int | None]] = [(league[0], "knowledge", None)] if league else []
            if "cup" in domestic:
                out.append((self._of_women(domestic["cup"]), "knowledge", None))
            if generic == "treble":
                if country == "Scotland" or "domestic" in candidate.words:
                    if "league cup" in domestic:
                        out.append((self._of_women(domestic["league cup"]), "knowledge", None))
                else:
                    out.append((self._of_women("UEFA Champions League"), "knowledge", None))
            return out
        if team is not None and team.national:
            previous = self._previous_cup(number, candidate, team, season)
            if previous is None:
                if candidate.family in ("counts", "run", "share", "unbeaten"):
                    return [("all", "knowledge", None)]
                raise UnclearError("no competition that it could be in")
            return [(previous[0].name, "previous sentence", None)]
        if league is None:
            if team is None or not team.country:
                return [("league", "knowledge", None)]
            if all(fact.field not in ("points", "position", "result") for fact in candidate.facts) and (
                TENURE.search(self.scenes[number].tagged.code)
                or _ALL_COMPETITIONS.search(self.scenes[number].tagged.code)
            ):
                return [("all", "knowledge", None)]
            raise UnclearError("a league that nobody names")
        if candidate.family == "move" and candidate.facts[0].value == "promoted":
            known = self.gazetteer.competitions.get(league[0])
            if known is not None and known.tier == 1:
                below = self._tier(known, 1)
                if below is not None:
                    return [(below, "knowledge", None)]
        return [(league[0], league[1], league[2])]

    def by_rule(
        self, candidate: Candidate, number: int, club: str, team: Club | None, season: str | None
    ) -> list[tuple[str, str, int | None]]:
        """Return the competitions that common knowledge suggests; none where it suggests none."""
        try:
            return self._competitions(candidate, number, club, team, season)
        except UnclearError:
            return []

    def _several(self, candidate: Candidate, number: int, club: str, season: str | None) -> list[Reach]:
        """Return the competitions of a phrase that is about several: a double, a treble, both cups."""
        if candidate.generic not in ("double", "treble", "both cups"):
            return []
        found = self.by_rule(candidate, number, club, self.gazetteer.clubs.get(club), season)
        return [Reach(name, "season", [], how, at) for name, how, at in found]

    def named(self, number: int, at: int, team: Club | None, season: str | None) -> Competition | None:
        """Return the competition that a name stands for, given the club and the season; None where the club cannot be in it."""
        atom = self.scenes[number].tagged.atoms[at]
        options: list[Competition] = list(atom.value.competitions)
        country = team.country if team else None
        fits = [c for c in options if team is None or self._plays_in(team, c)]
        if not fits:
            if country and country not in ("Wales",):
                era = self.gazetteer.era_name(atom.value.printed, country, season)
                if era:
                    return self.women_of(self.gazetteer.competitions[era])
                twin = self.gazetteer.competitions.get(
                    f"{'Scottish' if country == 'Scotland' else country} {atom.value.printed}"
                )
                if twin is not None:
                    return twin
                if len(options) == 1 and options[0].kind == "league" and options[0].tier == 1:
                    home = self.gazetteer.domestic.get(country, {}).get("league")
                    if home and atom.value.printed in home:
                        return self.gazetteer.competitions[home]
            return None
        chosen = fits[0]
        if chosen.country in ("England", "Scotland", "France") and season is not None:
            era = self.gazetteer.era_name(atom.value.printed, chosen.country, season)
            if era is not None:
                chosen = self.gazetteer.competitions[era]
        return self.women_of(chosen)

    def _plays_in(self, team: Club, competition: Competition) -> bool:
        if competition.kind in _BEYOND and competition.country in _CONFEDERATIONS:
            return True
        if team.national:
            return competition.kind in ("international", "qualifying")
        if team.country == competition.country or not competition.country or not team.country:
            return True
        if team.country == "Wales" and competition.country == "England":
            return True
        return team.country in competition.country

    def _of_women(self, name: str) -> str:
        known = self.gazetteer.competitions.get(name)
        return self.women_of(known).name if known is not None else name

    def women_of(self, competition: Competition) -> Competition:
        """Return a competition's counterpart for women where the article is on women's football."""
        if not self.cast.women or competition.women:
            return competition
        other = {
            "FA Cup": "Women's FA Cup",
            "League Cup": "Women's League Cup",
            "UEFA Champions League": "UEFA Women's Champions League",
            "FIFA World Cup": "FIFA Women's World Cup",
            "UEFA European Championship": "UEFA Women's Championship",
            "Bundesliga": "Frauen-Bundesliga",
            "DFB-Pokal": "DFB-Pokal Frauen",
            "Championship": "Women's Championship",
            "UEFA Nations League": "UEFA Women's Nations League",
            "Premier League": "Women's Super League",
            "Copa del Rey": "Copa de la Reina",
            "Ligue 1": "Division 1 Féminine",
            "La Liga": "Liga F",
        }.get(competition.name)
        return self.gazetteer.competitions.get(other or "", competition)

    def _tier(self, league: Competition, step: int) -> str | None:
        if league.tier is None:
            return None
        for other in self.gazetteer.competitions.values():
            if (
                other.kind == "league"
                and other.country == league.country
                and other.tier == league.tier + step
                and other.women == league.women
            ):
                if other.name.endswith("Division") and league.country == "England":
                    continue
                return other.name
        return None

    def _previous_cup(
        self, number: int, candidate: Candidate, team: Club | None, season: str | None
    ) -> tuple[Competition, int] | None:
        for back in range(number, max(-1, number - 4), -1):
            atoms = [
                a
                for a in self.scenes[back].tagged.atoms.values()
                if a.code == "K" and (back < number or a.at < candidate.end)
            ]
            for atom in sorted(atoms, key=lambda a: -a.at):
                competition = self.named(back, atom.at, team, season)
                if competition is not None and (competition.kind != "league" or (team is not None and team.national)):
                    return competition, atom.at
            if atoms and back < number:
                break
        return None

    def _league(
        self, candidate: Candidate, number: int, club: str, team: Club | None, season: str | None
    ) -> tuple[str, str, int | None] | None:
        """Return the league of a club in a season: named near, learned before in the article, or the usual one."""
        code = self.scenes[number].tagged.code
        code_atoms = [a for a in self.scenes[number].tagged.atoms.values() if a.code == "K"]
        counts = candidate.family in ("counts", "run", "unbeaten", "share")
        best: tuple[int, Competition, int] | None = None
        for atom in code_atoms:
            competition = self.named(number, atom.at, team, season)
            if competition is None or (
                competition.kind != "league"
                and not (counts and candidate.generic is None and _IN_CUP.search(code, 0, atom.at + 1))
            ):
                continue
            if "Shield" in competition.name:
                continue
            if competition.name.endswith("qualifying"):
                continue
            distance = min(abs(atom.at - candidate.start), abs(atom.at - candidate.end))
            limit = 60 if competition.kind != "league" else 120
            if distance < limit and (best is None or distance < best[0]):
                best = (distance, competition, atom.at)
        if best is not None:
            return best[1].name, "same sentence", best[2]
        tier = self._tier_in_words(candidate, number, team)
        if tier is not None:
            return self.era(tier, season), "same sentence", None
        if season is not None and (club, season) in self.league_of:
            return self.league_of[club, season], "spell", None
        if (
            self.last_competition is not None
            and number - self.last_competition[0] <= 1
            and self.scenes[self.last_competition[0]].tagged.sentence.paragraph
            == self.scenes[number].tagged.sentence.paragraph
        ):
            last = self.last_competition[1]
            if team is not None and last.kind == "league" and self._plays_in(team, last):
                same = self.last_season_by_club.get(club)
                if same is not None and same[1] == season:
                    return last.name, "previous sentence", None
        if (
            (
                self.topic is not None
                and number - self.topic[0] <= 2
                and self.scenes[self.topic[0]].tagged.sentence.paragraph
                == self.scenes[number].tagged.sentence.paragraph
            )
            and team is not None
            and self._plays_in(team, self.topic[1])
        ):
            return self.era(self.topic[1], season), "previous sentence", None
        country = team.country if team else ""
        if country == "Wales":
            country = "England"
        usual = self.gazetteer.competitions.get(team.league or "") if team else None
        if not (usual is not None and usual.tier == 1):
            near = self._near_league(number, club, team, season)
            if near is not None:
                return near, "spell", None
        mentioned = [c for c in self.leagues.get(country, []) if c.women == self.cast.women]
        if (
            season is not None
            and season == self.current(season.isdecimal())
            and len(mentioned) == 1
            and not (usual is not None and (usual in mentioned or usual.tier == 1))
        ):
            return self.era(mentioned[0], season), "knowledge", None
        if usual is not None and usual.tier is not None and usual.tier >= 2 and not usual.women and not self.cast.women:
            # A club that goes up and down: its league of a season is known only from the text.
            dominant = self.dominant_league(country)
            if dominant is not None and season == self.current(False):
                return self.era(dominant, season), "knowledge", None
            if usual in mentioned and (season is None or self.published_on.year >= 2024):
                return self.era(usual, season), "knowledge", None
            if len(mentioned) == 1:
                return self.era(mentioned[0], season), "knowledge", None
            return None
        if usual is not None:
            if self.cast.women and not usual.women:
                usual = self.women_of(usual)
            return self.era(usual, season), "knowledge", None
        if len(mentioned) == 1:
            return self.era(mentioned[0], season), "knowledge", None
        return None

    def _tournament(self, candidate: Candidate, known: Competition, season: str) -> tuple[str, str]:
        """Return a tournament, or the qualifying for it, with the year of its edition."""
        name = known.name
        year = dates.end_year(season)
        if (
            known.kind == "international"
            and candidate.family in ("counts", "position", "run", "unbeaten")
            and self.qualifying
        ):
            name = _QUALIFYING.get(name, name)
        cycle = _CYCLES.get(name.replace(" qualifying", ""))
        if name.startswith("World Cup"):
            cycle = _CYCLES["FIFA World Cup"]
        elif name.startswith("European Championship"):
            cycle = _CYCLES["UEFA European Championship"]
        if cycle is None:
            return name, str(year) if known.season_kind != "split" else season
        period, offset = cycle
        wait = (offset - year) % period
        if "qualifying" in name:
            return name, str(year + wait)
        return name, str(year if wait == 0 else year - (period - wait))

    def dominant_league(self, country: str) -> Competition | None:
        """Return the league of a country that the article is on: named twice and more than all its others together."""
        named: dict[str, int] = {}
        leagues: dict[str, Competition] = {}
        for scene in self.scenes:
            for atom in scene.tagged.atoms.values():
                if atom.code == "K":
                    first = atom.value.competitions[0]
                    if first.kind == "league" and first.country == country:
                        named[first.name] = named.get(first.name, 0) + 1
                        leagues[first.name] = first
        for name, count in named.items():
            if count >= 2 and count > sum(named.values()) - count:
                return leagues[name]
        return None

    def _tier_in_words(self, candidate: Candidate, number: int, team: Club | None) -> Competition | None:
        """Return the league of "the top flight", "the second tier" near a candidate."""
        if team is None:
            return None
        code = self.scenes[number].tagged.code
        for match in re.finditer(
            r"\b(?:(?P<top>top (?:flight|division|tier))|(?P<o>O)[ -](?:tier|division))\b(?! (?:side|club"
            r"|team|opponents|C))",
            code,
        ):
            if min(abs(match.start() - candidate.end), abs(candidate.start - match.end())) > 50:
                continue
            tier = 1 if match.group("top") else self.scenes[number].tagged.atoms[match.start("o")].value
            country = "England" if team.country == "Wales" else team.country
            for other in self.gazetteer.competitions.values():
                if (
                    other.kind == "league"
                    and other.country == country
                    and other.tier == tier
                    and other.women == self.cast.women
                    and not (other.last_season and country == "England")
                ):
                    return other
        return None

    def _near_league(self, number: int, club: str, team: Club | None, season: str | None) -> str | None:
        """Return the league that the text names beside the club, in the sentence nearest to this one."""
        best: tuple[int, Competition] | None = None
        for other in range(max(0, number - 12), min(len(self.scenes), number + 13)):
            scene = self.scenes[other]
            if "K" not in scene.tagged.code:
                continue
            clubs = [r.club for r in scene.refs if r.club and not (r.rival and not r.manager)]
            if club not in clubs or len(set(clubs)) > 2:
                continue
            told = [
                str(e.value)[:4] if e.kind == "season" else str(int(str(e.value)) - 1)
                for e in self.expressions(other)
                if e.kind in ("season", "year")
            ]
            if told and season is not None and season[:4] not in told:
                continue
            for atom in scene.tagged.atoms.values():
                if atom.code != "K":
                    continue
                named = self.named(other, atom.at, team, season)
                if named is not None and named.kind == "league" and "Shield" not in named.name:
                    distance = abs(other - number)
                    if best is None or distance < best[0]:
                        best = (distance, named)
        return self.era(best[1], season) if best is not None else None

    def era(self, league: Competition, season: str | None) -> str:
        """Return the name of a tier in a season: the top one in England was the First Division before 1992."""
        if (
            league.country == "England"
            and season is not None
            and int(season[:4]) < 1992
            and league.tier is not None
            and league.tier <= 4
        ):
            return ("First Division", "Second Division", "Third Division", "Fourth Division")[league.tier - 1]
        return league.name
