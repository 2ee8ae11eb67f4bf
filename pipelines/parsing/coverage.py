"""Who had a club when: by the spells that the text tells of and those that reference knows."""

from typing import Final

from pipelines.parsing import dates
from pipelines.parsing.told import Source, Told

_REACH: Final = 60
"""Sentences within which a name is looked for."""


class Coverage(Told):
    """Who had a club when."""

    def _linked(self, manager: str | None, club: str | None) -> bool:
        if manager is None or club is None:
            return False
        return (manager, club) in self.tenures or bool(self.gazetteer.spells_at(manager, club))

    def club_of(self, manager: str) -> str | None:
        """Return the club of a manager at publication, as far as text and reference tell."""
        mine = [t for (m, _), group in self.tenures.items() if m == manager for t in group]
        current = [t.club for t in mine if t.status == "current"]
        if current:
            return current[0]
        known = self.cast.managers.get(manager)
        if known is not None:
            here = [
                s.club
                for s in known.spells
                if s.covers(self.published_on.year) and s.start < self.published_on.year and s.club in self.cast.clubs
            ]
            here = [c for c in here if all(t.status != "ended" for t in self.tenures.get((manager, c), []))]
            if here:
                return here[-1]
        recent = [t for t in mine if t.ended is not None and (self.published_on.year - t.ended.year) <= 1]
        if recent:
            return recent[0].club
        if known is not None:
            here = [s.club for s in known.spells if s.covers(self.published_on.year) and s.club in self.cast.clubs]
            if here:
                return here[-1]
        return mine[0].club if len({t.club for t in mine}) == 1 else None

    def _mention_source(self, manager: str, number: int, how: str) -> Source:
        for at_scene in range(number, max(-1, number - _REACH), -1):
            for ref in reversed(self.scenes[at_scene].refs):
                if ref.manager == manager and ref.how in ("named", "surname", "epithet"):
                    return Source(
                        "manager",
                        at_scene,
                        ref.at,
                        ref.end,
                        "same sentence" if at_scene == number else "previous sentence" if how != "spell" else "spell",
                    )
        for at_scene in range(number + 1, min(len(self.scenes), number + _REACH)):
            for ref in self.scenes[at_scene].refs:
                if ref.manager == manager:
                    return Source("manager", at_scene, ref.at, ref.end, "spell")
        return Source("manager", None, 0, 0, "knowledge")

    def _club_source(self, club: str, number: int, how: str) -> Source:
        for at_scene in range(number, max(-1, number - _REACH), -1):
            for ref in reversed(self.scenes[at_scene].refs):
                if ref.club == club and ref.how in ("named", "nickname"):
                    return Source(
                        "club",
                        at_scene,
                        ref.at,
                        ref.end,
                        "same sentence" if at_scene == number else "previous sentence",
                    )
        return Source("club", None, 0, 0, "knowledge" if how != "spell" else "spell")

    def coverage(self, manager: str, club: str, season: str) -> float:
        """Return how surely a manager had a club in a season: below 0 not, 3 the whole of it."""
        last = dates.end_year(season)
        first = last - 1 if "-" in season else last
        best = -2.0
        spells = self.gazetteer.spells_at(manager, club)
        for spell in spells:
            end = spell.end if spell.end is not None else 9999
            if spell.start == self.published_on.year and (manager, club) not in self.tenures:
                continue
            if spell.start <= first and end > last:
                best = max(best, 3.0)
            elif spell.start <= first and end >= last:
                best = max(best, 2.8)
            elif spell.start <= last and end > last:
                best = max(best, 2.3 if spell.start == first else 1.6)
            elif spell.start <= last and end >= last:
                best = max(best, 1.5)
            elif spell.start <= first <= end:
                best = max(best, 1.2)
        months = (5, 6, 7, 8)
        current = first >= self.current_start or (last >= self.published_on.year and "-" not in season)
        for tenure in self.tenures.get((manager, club), ()):
            begun = tenure.began.year if tenure.began else None
            new = any(
                r.rule in ("appointed", "appoint", "join", "replace", "take over", "become") for r in tenure.reports
            ) and (
                begun is None or (begun == self.published_on.year and (tenure.began.month or 6) >= 5)  # type: ignore[union-attr]
            )
            if (
                new
                and self.published_on.month in months
                and last == self.published_on.year
                and tenure.status != "ended"
                and (not spells or spells[-1].start == self.published_on.year)
            ):
                return -3.0
            over = tenure.ended.year if tenure.ended else None
            score = (0.6 if all(r.rule.startswith("under") for r in tenure.reports) else 1.0) if not spells else 0.0
            if begun is not None and tenure.began is not None:
                if begun > last or (begun == last and "-" in season and (tenure.began.month or 1) >= 7):
                    score = -3.0
                    if not spells or begun >= max(s.start for s in spells):
                        best = (
                            min(best, -1.0)
                            if tenure.status == "current" and not any(s.start < begun - 1 for s in spells)
                            else best
                        )
                else:
                    score += 1.0
            if (over is not None and over < first) or (
                over is not None
                and over == first
                and "-" in season
                and tenure.ended is not None
                and (tenure.ended.month or 12) <= 6
            ):
                score = -3.0
            if current:
                if tenure.status == "current" and not (
                    not spells and all(r.status is None for r in tenure.reports) and len(self.by_club.get(club, ())) > 1
                ):
                    score += 2.5
                elif tenure.status == "agreed":
                    score = -3.0
                elif over is not None and over >= first:
                    score += 1.5
            elif tenure.status == "current" and not spells and begun is None:
                score += 0.3
            if score > 0:
                best = max(best, score)
        return best

    def departed(self, club: str) -> str | None:
        """Return the manager whose departure from a club is the article's news: the table is still his."""
        for name in self.by_club.get(club, ()):
            for tenure in self.tenures.get((name, club), ()):
                gone = any(r.rule in ("sack", "sacked", "leave", "sacking of") and r.scene <= 5 for r in tenure.reports)
                fresh = tenure.ended is None or (
                    tenure.ended.year == self.published_on.year
                    and tenure.ended.month is not None
                    and self.published_on.month - tenure.ended.month in (0, 1)
                )
                if tenure.status == "ended" and gone and fresh:
                    return name
        return None

    def ends_season(self, manager: str, club: str, season: str) -> bool:
        """Whether a manager had a club at the end of a season, by reference."""
        last = dates.end_year(season)
        return any(s.start <= last and (s.end is None or s.end > last) for s in self.gazetteer.spells_at(manager, club))

    def _just_appointed(self, manager: str | None, club: str, number: int) -> bool:
        """Whether the sentences before told how the manager came."""
        tenures = self.tenures.get((manager, club), []) if manager is not None else []
        return any(r.began is not None and 0 <= number - r.scene <= 2 for t in tenures for r in t.reports)

    def _has_another(self, manager: str, club: str) -> bool:
        """Whether words of the article make somebody else the present manager of a club."""
        return any(
            tenure.status == "current"
            for (name, at), group in self.tenures.items()
            if at == club and name != manager
            for tenure in group
        )

    def _is_current(self, manager: str | None, club: str) -> bool:
        if manager is None:
            return False
        return any(s.covers(self.published_on.year) for s in self.gazetteer.spells_at(manager, club))
