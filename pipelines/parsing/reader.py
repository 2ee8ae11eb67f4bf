"""An article in, its claims out: the parser's one entrance.

The steps stand in the order of the package: document, mentions, tagging, discourse, spells, facts, attribution,
assertion. How each is done belongs in its module; here they are put together, and claims are made of what they find.
"""

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from pipelines.parsing import (
    assertion,
    confidence,
    consistency,
    date_context,
    discourse,
    document,
    facts,
    gold_form,
    spell_events,
    spells,
    strangers,
    tagging,
)
from pipelines.parsing.attribution import Attribution
from pipelines.parsing.claim import Article, Claim, Cue
from pipelines.parsing.discourse import Ref, Scene
from pipelines.parsing.document import Kind
from pipelines.parsing.gazetteer import Gazetteer
from pipelines.parsing.keys import Look
from pipelines.parsing.mentions import Mentions
from pipelines.parsing.scopes import LookAtReaches
from pipelines.parsing.tagging import Tagged
from pipelines.parsing.tenures import Report, Tenure, join, status_of
from pipelines.parsing.told import Attributed, Source, UnclearError
from pipelines.parsing.version import PARSER_VERSION
from schemas import identity
from schemas.vocabulary import Part, Role, Scope, Status

_LONGEST_QUOTE: Final = 300
_MOST_REPORTS: Final = 4
"""Sentences that are quoted for one value of a spell at most."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A value that an article has but does not assert, or whose owner cannot be told, and why."""

    field: str
    value: str
    part: Part
    char_start: int
    char_end: int
    quote: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What an article says: claims, claims whose manager it does not give, and what was rejected."""

    claims: tuple[Claim, ...] = ()
    unattributed: tuple[Claim, ...] = ()
    rejected: tuple[Rejected, ...] = ()


@dataclass(slots=True)
class Draft:
    """A claim in the making."""

    key: tuple[str | None, str | None, str | None, str | None]
    scope: Scope
    status: Status
    role: Role | None
    field: str
    value: Any
    part: Part
    start: int
    end: int
    cues: tuple[Cue, ...]
    rule: str
    confidence: float
    traits: dict[str, float] = dataclasses.field(default_factory=dict)
    group: int = 0


class Reader:
    """Reads articles with one gazetteer; an article's claims depend on nothing else."""

    def __init__(self, gazetteer: Gazetteer, weights: dict[str, dict[str, float]] | None = None) -> None:
        self.gazetteer = gazetteer
        self.weights = confidence.key_weights() if weights is None else weights
        self.version = f"{PARSER_VERSION}.{gazetteer.digest}"

    def read(self, article: Article) -> Reading:
        """Return what an article says."""
        drafts, rejected = self.drafts(article)
        sure = []
        for draft in drafts:
            if draft.confidence >= confidence.threshold(draft.scope):
                sure.append(draft)
            elif draft.field != "managed":
                rejected.append(_rejected(article, draft, "not sure enough"))
        excluded = consistency.losers([draft for draft in sure if draft.scope != "spell"], self._is_league)
        rejected += [_rejected(article, draft, "does not go with a surer value") for draft in excluded]
        sure = [draft for draft in sure if not any(draft is one for one in excluded)]
        claims = self._claims(article, sure)
        return Reading(
            tuple(claim for claim in claims if claim.manager is not None),
            tuple(claim for claim in claims if claim.manager is None),
            tuple(rejected),
        )

    def drafts(
        self, article: Article, look: Look | None = None, look_at_reaches: LookAtReaches | None = None
    ) -> tuple[list[Draft], list[Rejected]]:
        """Return all claims in the making, sure or not, and what was rejected.

        Training weighs them; the two looks see the readings of each phrase and may put them in another order.
        """
        if not assertion.may_be_football(article.text + article.title):
            return [], []
        sentences = document.sentences(article)
        mentions = Mentions(self.gazetteer, sentences)
        if not mentions.anything():
            return [], []
        people = mentions.decide()
        if not (people.clubs or people.managers):
            return [], []
        tagged = self._tag(article, mentions)
        found = [name for one in tagged for name in mentions.discover(one.sentence.number, one.code, one.atoms)]
        found += mentions.listed(tagged)
        guessed = strangers.likely(tagged, self.weights.get("strangers", {}))
        people.guessed = set(guessed) - set(found) - people.managers.keys()
        found += guessed
        if any(name not in people.managers for name in found):
            mentions.add_managers(found)
            tagged = self._tag(article, mentions)
        small = f"{article.title}\n{article.text}".lower()
        reason = assertion.of_article(small)
        pairs = spells.plain_pairs(tagged)
        scenes = discourse.read(tagged, people, self.gazetteer, article.published_on, pairs)
        reports = spells.read(scenes, people, self.gazetteer, article.published_on)
        reports += spells.known(scenes, reports, people, self.gazetteer, article.published_on)
        reports += spell_events.read(scenes, reports, self.gazetteer, article.published_on)
        tenures = join(reports, people, self.gazetteer, article.published_on, scenes)
        if reason is not None:
            return [], list(self._reject(article, scenes, reason))
        forecast = assertion.is_forecast(small)
        attribution = Attribution(
            article.published_on, scenes, tenures, people, self.gazetteer, self.weights, look, look_at_reaches
        )
        attributed: list[Attributed] = []
        rejected: list[Rejected] = []
        for number, scene in enumerate(scenes):
            candidates = facts.read(scene.tagged)
            before = len(attributed)
            attribution.enter(number)
            for candidate in candidates:
                why = "a model's numbers" if forecast else assertion.of_candidate(candidate, scene)
                if why is None:
                    try:
                        attributed += attribution.attribute(candidate, number)
                        continue
                    except UnclearError as unclear:
                        why = str(unclear)
                for fact in candidate.facts:
                    start, end = scene.tagged.place(fact.start, fact.end)
                    part = scene.tagged.sentence.part
                    rejected.append(
                        Rejected(fact.field, str(fact.value), part, start, end, article.part(part)[start:end], why)
                    )
            if len(attributed) == before or scene.heading:
                attribution.note(number)
        attribution.settle(attributed)
        drafts = self._drafts(article, scenes, attributed, rejected)
        tenures = self._with_implied(tenures, attributed, attribution, article)
        records: dict[tuple[str | None, str | None], list[Report]] = {}
        for one in attributed:
            if one.manager is not None and one.club is not None:
                report = Report(one.manager, one.club, "record", one.scene, one.candidate.start, one.candidate.end)
                records.setdefault((one.manager, one.club), []).append(report)
        for number, tenure in enumerate(tenures):
            drafts += self._spell(article, scenes, tenure, number, records.get((tenure.manager, tenure.club), ()))
        return drafts, rejected

    def strangers(self, article: Article) -> dict[str, list[str]]:
        """Return the traits of the persons whom neither the gazetteer nor a phrase makes managers: training weighs them."""
        mentions = Mentions(self.gazetteer, document.sentences(article))
        if not mentions.anything():
            return {}
        mentions.decide()
        tagged = self._tag(article, mentions)
        mentions.add_managers(
            name for one in tagged for name in mentions.discover(one.sentence.number, one.code, one.atoms)
        )
        mentions.add_managers(mentions.listed(tagged))
        return strangers.of(self._tag(article, mentions))

    def _is_league(self, competition: str | None) -> bool:
        known = self.gazetteer.competitions.get(competition or "")
        return known is not None and known.kind == "league"

    def _tag(self, article: Article, mentions: Mentions) -> list[Tagged]:
        tagged = []
        for sentence in mentions.sentences:
            folded = mentions.folded[sentence.number]
            atoms = list(mentions.cast.atoms.get(sentence.number, ()))
            atoms.sort(key=lambda atom: atom.code == "P")
            names = [a for a in atoms if a.code != "P"]
            persons = [a for a in atoms if a.code == "P"]
            quantities = tagging.quantities(folded, article.published_on)
            tagged.append(tagging.tag(sentence, folded, names + quantities + persons))
        date_context.settle(tagged, article.published_on)
        return tagged

    def _reject(self, article: Article, scenes: list[Scene], reason: str) -> Iterable[Rejected]:
        for scene in scenes:
            for candidate in facts.read(scene.tagged):
                for fact in candidate.facts:
                    start, end = scene.tagged.place(fact.start, fact.end)
                    part = scene.tagged.sentence.part
                    yield Rejected(fact.field, str(fact.value), part, start, end, article.part(part)[start:end], reason)

    # --- records ---

    def _drafts(
        self, article: Article, scenes: list[Scene], attributed: list[Attributed], rejected: list[Rejected]
    ) -> list[Draft]:
        drafts: list[Draft] = []
        best: dict[tuple[Any, ...], Draft] = {}
        joined = {_key(one) for one in attributed if _BESIDE_MATCHES & {fact.field for fact in one.facts}}
        for group, one in enumerate(attributed):
            scene = scenes[one.scene]
            part = scene.tagged.sentence.part
            fields = {fact.field for fact in one.facts}
            if (
                fields == {"matches"}
                and (_key(one) not in joined or one.scope == "run")
                and not (one.scope == "tenure" and one.candidate.rule == "matches in charge")
            ):
                for fact in one.facts:
                    start, end = scene.tagged.place(fact.start, fact.end)
                    rejected.append(
                        Rejected(
                            fact.field,
                            str(fact.value),
                            part,
                            start,
                            end,
                            article.part(part)[start:end],
                            "matches alone",
                        )
                    )
                continue
            for fact in one.facts:
                start, end = scene.tagged.place(fact.start, fact.end)
                end = min(end, start + _LONGEST_QUOTE)
                if end <= start:
                    continue
                key = (one.manager, one.club, one.competition, one.season)
                traits = {
                    **one.traits,
                    f"rule {one.candidate.rule}": 1.0,
                    f"field {fact.field}": 1.0,
                    f"scope {one.scope}": 1.0,
                    f"kind {scene.tagged.sentence.kind.value}": 1.0,
                }
                draft = Draft(
                    key,
                    cast(Scope, one.scope),
                    cast(Status, one.status),
                    None,
                    fact.field,
                    fact.value,
                    part,
                    start,
                    end,
                    self._cues(article, scenes, one.sources),
                    one.candidate.rule,
                    0.0,
                    traits,
                    group if one.scope == "run" else -1,
                )
                slot = (key, one.scope, fact.field, group if one.scope == "run" else None)
                known = best.get(slot)
                if known is not None:
                    if known.value != draft.value:
                        known.confidence, draft.confidence = confidence.of(known.traits), confidence.of(traits)
                        loser = draft if draft.confidence <= known.confidence else known
                        rejected.append(_rejected(article, loser, "another value of the same is surer"))
                        if loser is known:
                            best[slot] = draft
                    continue
                best[slot] = draft
        drafts = _without_echoes(list(best.values()))
        _weigh(drafts)
        return drafts

    def _cues(self, article: Article, scenes: list[Scene], sources: list[Source]) -> tuple[Cue, ...]:
        cues = []
        for source in sources:
            if source.scene is None or source.end <= source.start:
                cues.append(Cue(source.role, None, None, None, None, source.how))
                continue
            tagged = scenes[source.scene].tagged
            start, end = tagged.place(source.start, source.end)
            if end <= start:
                cues.append(Cue(source.role, None, None, None, None, source.how))
                continue
            part = tagged.sentence.part
            how = "title" if tagged.sentence.kind is Kind.TITLE and source.how == "previous sentence" else source.how
            cues.append(Cue(source.role, part, start, end, article.part(part)[start:end], how))
        return tuple(cues)

    # --- spells ---

    def _with_implied(
        self, tenures: list[Tenure], attributed: list[Attributed], attribution: Attribution, article: Article
    ) -> list[Tenure]:
        """Return the spells with those that only a record tells of."""
        known = {(t.manager, t.club) for t in tenures}
        out = list(tenures)
        seasons: dict[tuple[str | None, str | None], list[int]] = {}
        for one in attributed:
            if one.season is not None:
                seasons.setdefault((one.manager, one.club), []).append(int(one.season[:4]))
        for tenure in out:
            mine = seasons.get((tenure.manager, tenure.club))
            plain = all(r.status is None for r in tenure.reports)
            if (
                mine
                and plain
                and tenure.status == "current"
                and max(mine) < article.published_on.year - 2
                and not self.gazetteer.spells_at(tenure.manager, tenure.club)
            ):
                tenure.status = "ended"
        held = {t.club for t in tenures if t.status == "current"}
        managers: dict[str, set[str]] = {}
        for manager, club in [*known, *((one.manager, one.club) for one in attributed)]:
            if manager is not None and club is not None:
                managers.setdefault(club, set()).add(manager)
        for one in attributed:
            if one.manager is None or one.club is None or (one.manager, one.club) in known:
                continue
            if one.manager in attribution.cast.guessed or one.manager not in attribution.cast.managers:
                continue  # that this is a manager is a guess: a number alone is no word of it
            known.add((one.manager, one.club))
            source = next((s for s in one.sources if s.role == "manager" and s.scene is not None), None)
            candidate = one.candidate
            report = Report(one.manager, one.club, "record", one.scene, candidate.start, candidate.end)
            if source is not None and source.scene == one.scene:
                report.manager_ref = Ref(source.start, source.end, one.manager, None, source.how)
            years = seasons.get((one.manager, one.club), [])
            status = (
                "ended"
                if one.club in held  # a club has one manager at a time
                or len(managers[one.club]) > (1 if one.status == "final" else 2)
                or (
                    years
                    and max(years) < article.published_on.year - 2
                    and not self.gazetteer.spells_at(one.manager, one.club)
                )
                else status_of(one.manager, one.club, [], [], [], [], {}, self.gazetteer, article.published_on)
            )
            out.append(Tenure(one.manager, one.club, status, "manager", [report], told=False))
        return out

    def _spell(
        self, article: Article, scenes: list[Scene], tenure: Tenure, number: int, beside: Sequence[Report]
    ) -> Iterable[Draft]:
        key = (tenure.manager, tenure.club, None, None)
        first = tenure.reports[0]
        traits = {
            "spell": 1.0,
            f"rule spell {first.rule}": 1.0,
            f"spell {tenure.status}": 1.0,
            "reports": float(min(3, len(tenure.reports))),
            "known pair": float(bool(self.gazetteer.spells_at(tenure.manager, tenure.club))),
            "known manager": float(self.gazetteer.managers.get(tenure.manager) is not None),
        }

        sure: dict[str, float] = {}

        def draft(name: str, value: Any, report: Report, place: tuple[int, int] | None) -> Draft:
            tagged = scenes[report.scene].tagged
            start, end = tagged.place(*_around(report, place))
            part = tagged.sentence.part
            end = min(end, start + _LONGEST_QUOTE)
            cues = []
            for role, ref in (("manager", report.manager_ref), ("club", report.club_ref)):
                if ref is None or ref.end <= ref.at:
                    cues.append(Cue(role, None, None, None, None, ref.how if ref else "knowledge"))
                else:
                    a, b = tagged.place(ref.at, ref.end)
                    cues.append(Cue(role, part, a, b, article.part(part)[a:b], ref.how))
            mine = {**traits, f"field {name}": 1.0}
            if name not in sure:
                sure[name] = confidence.of(mine)
            return Draft(
                key,
                "spell",
                cast(Status, tenure.status),
                cast(Role, tenure.role),
                name,
                value,
                part,
                start,
                end,
                tuple(cues),
                f"spell: {report.rule}",
                sure[name],
                mine,
                number,
            )

        dated = next((r for r in tenure.reports if r.began is not None and r.began == tenure.began), None) or next(
            (r for r in tenure.reports if r.ended is not None and r.ended == tenure.ended), None
        )
        named = next((r for r in tenure.reports if r.club_ref is not None and r.club_ref.end > r.club_ref.at), first)
        told = [dated or named, *tenure.reports, *beside]
        if first.rule in ("common knowledge", "record"):
            told += _spoken_of(tenure, scenes)
        for report in _of_sentences(told):
            yield draft("managed", True, report, None)
        if tenure.began is not None:
            for report in _of_sentences([r for r in tenure.reports if r.began == tenure.began]):
                yield draft("start", tenure.began.iso(), report, report.date_place)
        if tenure.ended is not None:
            for report in _of_sentences([r for r in tenure.reports if r.ended == tenure.ended]):
                yield draft("end", tenure.ended.iso(), report, report.end_place)
        if tenure.exit is not None:
            for report in _of_sentences([r for r in tenure.reports if r.exit == tenure.exit]):
                yield draft("exit", tenure.exit, report, report.exit_place)

    # --- claims ---

    def _claims(self, article: Article, drafts: list[Draft]) -> list[Claim]:
        groups: dict[tuple[Any, ...], list[Draft]] = {}
        for draft in drafts:
            groups.setdefault((draft.key, draft.scope, draft.group), []).append(draft)
        claims: list[Claim] = []
        taken: set[str] = set()
        for (key, scope, _), mine in groups.items():
            ids = (_slug(key[0]), _slug(key[1]), _slug(key[2]), key[3])
            status = mine[0].status
            if any(d.status != status for d in mine):
                status = "final" if any(d.status == "final" for d in mine) else status
            statement = ""
            for draft in mine:
                text = article.part(draft.part)
                start, end = draft.start, draft.end
                claim_id = identity.claim_id(article.article_id, scope, ids, draft.field, draft.part, start)
                own = statement or identity.statement_id(article.article_id, scope, ids, draft.part, start)
                while (claim_id in taken or (not statement and own in taken)) and start < end - 1:
                    start += (
                        1  # two statements of one key share their words: the later begins at a later letter of them
                    )
                    claim_id = identity.claim_id(article.article_id, scope, ids, draft.field, draft.part, start)
                    own = statement or identity.statement_id(article.article_id, scope, ids, draft.part, start)
                if claim_id in taken:
                    continue
                taken |= {claim_id, own}
                statement = own
                value = "true" if draft.value is True else str(draft.value)
                claims.append(
                    Claim(
                        claim_id=claim_id,
                        statement_id=statement,
                        article_id=article.article_id,
                        published_on=article.published_on,
                        manager=key[0],
                        manager_id=ids[0],
                        club=key[1],
                        club_id=ids[1],
                        competition=key[2],
                        competition_id=ids[2],
                        season=key[3],
                        scope=scope,
                        status=status,
                        role=draft.role,
                        field=draft.field,
                        value=value,
                        value_number=gold_form.number_of(draft.field, value),
                        value_date=gold_form.first_day(value) if draft.field in ("start", "end") else None,
                        part=draft.part,
                        char_start=start,
                        char_end=end,
                        quote=text[start:end],
                        cues=draft.cues,
                        rule=draft.rule,
                        confidence=draft.confidence,
                        parser_version=self.version,
                    )
                )
        return claims


def _around(report: Report, place: tuple[int, int] | None) -> tuple[int, int]:
    """Return the place of a spell's phrase, with the words of its date or exit."""
    if place is None:
        return report.start, report.end
    return min(report.start, place[0]), max(report.end, place[1])


_BESIDE_MATCHES: Final = frozenset(
    (
        "wins",
        "draws",
        "losses",
        "points",
        "position",
        "win_pct",
        "goals_for",
        "goals_against",
        "clean_sheets",
        "unbeaten",
    )
)
"""Facts beside which a number of matches is a fact: alone it says little."""


def _key(one: Attributed) -> tuple[str | None, ...]:
    return one.manager, one.club, one.competition, one.season, one.scope


def _slug(name: str | None) -> str | None:
    return None if name is None else identity.slug(name)


def _weigh(drafts: list[Draft]) -> None:
    """Add what the facts of one key say of each other, and give each its confidence."""
    groups: dict[tuple[Any, ...], list[Draft]] = {}
    for draft in drafts:
        groups.setdefault((draft.key, draft.scope, draft.group), []).append(draft)
    for group in groups.values():
        values = {draft.field: draft.value for draft in group}
        whole = {"wins", "draws", "losses", "matches"} <= set(values)
        fits = whole and values["wins"] + values["draws"] + values["losses"] == values["matches"]
        pointed = {"wins", "draws", "points"} <= set(values)
        for draft in group:
            draft.traits["facts of key"] = float(min(5, len(group)))
            draft.traits["sums fit"] = float(fits) - float(whole and not fits)
            if pointed:
                wins, draws = values["wins"], values["draws"]
                draft.traits["points fit"] = 1.0 if values["points"] in (3 * wins + draws, 2 * wins + draws) else -1.0
            draft.traits["no manager"] = float(draft.key[0] is None)
            draft.confidence = confidence.of(draft.traits)


def _without_echoes(drafts: list[Draft]) -> list[Draft]:
    """Leave out of a season what another fact says better: position 1 beside the title, play-off beside promotion."""
    results = {(d.key, d.scope): d.value for d in drafts if d.field == "result"}
    return [
        d for d in drafts if not (d.field == "position" and d.value == 1 and results.get((d.key, d.scope)) == "winner")
    ]


def _rejected(article: Article, draft: Draft, reason: str) -> Rejected:
    quote = article.part(draft.part)[draft.start : draft.end]
    return Rejected(draft.field, str(draft.value), draft.part, draft.start, draft.end, quote, reason)


def _of_sentences(reports: Iterable[Report]) -> list[Report]:
    """Return the first report of each sentence."""
    first: dict[int, Report] = {}
    for report in reports:
        first.setdefault(report.scene, report)
    return list(first.values())[:_MOST_REPORTS]


def _spoken_of(tenure: Tenure, scenes: list[Scene]) -> list[Report]:
    """Return where a manager is spoken of, the sentences that have his club too first."""
    found = []
    for number, scene in enumerate(scenes):
        mine = [r for r in scene.refs if r.manager == tenure.manager and r.how != "pronoun"]
        if mine:
            apart = all(r.club != tenure.club for r in scene.refs)
            report = Report(tenure.manager, tenure.club, "record", number, mine[0].at, mine[0].end)
            found.append((apart, number, report))
    return [report for _, _, report in sorted(found, key=lambda item: item[:2])]
