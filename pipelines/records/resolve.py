"""Resolving: the claims of all articles brought together into records. The order of the work, nothing else.

Each step is a module of its own; the result is a function of the rows that come in, never of their order. No league
table is read here: see `verification`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields

import polars as pl

from pipelines.records import assembly, champions, evidence, joint, quarantine, shared_seasons, tenures
from pipelines.records.arithmetic import settled
from pipelines.records.articles import articles_of
from pipelines.records.claim_rules import with_broken_rule
from pipelines.records.completion import complete
from pipelines.records.dispositions import disposed
from pipelines.records.history import history_of
from pipelines.records.judgements import rejected_claims, withdrawn_articles
from pipelines.records.keys import with_missing, with_record_id
from pipelines.records.leagues import season_rules
from pipelines.records.names import Named, resolve_names
from pipelines.records.posts import with_misplaced
from pipelines.records.snapshots import snapshots
from schemas.articles import Articles
from schemas.claims import Claims
from schemas.contract import polars_schema
from schemas.evidence import Quarantine
from schemas.records import Tenures

CARRIED = ("cues", "quote", "rule", "parser_version")
"""Columns of claims that no step looks at: they wait until the end, since they take most of the memory."""


@dataclass(frozen=True)
class Records:
    """What resolving gives: one frame a table, each valid under its contract and sorted by key."""

    articles: pl.DataFrame
    claims: pl.DataFrame
    managers: pl.DataFrame
    clubs: pl.DataFrame
    competitions: pl.DataFrame
    season_records: pl.DataFrame
    tenures: pl.DataFrame
    tenure_records: pl.DataFrame
    runs: pl.DataFrame
    career_records: pl.DataFrame
    record_evidence: pl.DataFrame
    record_history: pl.DataFrame
    quarantine: pl.DataFrame

    def tables(self) -> dict[str, pl.DataFrame]:
        """Return the frames by the names of their tables."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def resolve(
    articles: pl.DataFrame,
    claims: pl.DataFrame,
    reference: Mapping[str, pl.DataFrame],
    judgements: pl.DataFrame,
    quarantine: pl.DataFrame,
) -> Records:
    """Resolve the claims of all drops.

    In: LakeArticles and LakeClaims of all drops, the reference tables by name (league tables are not among them),
    Judgements, and the Quarantine rows of reading. Season records come out unverified.
    """
    once = articles_of(articles)
    lake_claims = each_once(claims)
    named = resolve_names(lake_claims.drop(CARRIED), reference, judgements)
    known = with_article(named.claims, once, judgements)
    spells = tenures.tenures_of(spell_claims(known), reference["manager_spells"], newest_day(once))
    completed = complete(known, spells.tenures, named.competitions)
    checked = check_claims(completed, reference)
    return Resolution(once, lake_claims, named, reference, spells, checked, quarantine).records()


def each_once(claims: pl.DataFrame) -> pl.DataFrame:
    """Return the claims in the order of claim_id, each once."""
    order = claims.select("claim_id").with_row_index("row").sort("claim_id")
    rows = order.filter(pl.col("claim_id").ne_missing(pl.col("claim_id").shift(1))).get_column("row")
    return claims[rows]


def newest_day(articles: pl.DataFrame) -> pl.Expr:
    """Return the publication date of the newest article."""
    return pl.lit(articles.get_column("published_on").max(), pl.Date)


def with_article(claims: pl.DataFrame, articles: pl.DataFrame, judgements: pl.DataFrame) -> pl.DataFrame:
    """Add what the article and the editor say of a claim: story_id, drop_id, disposition and reason of those that do not count.

    Claims of a copy are `duplicate`, those of a revised text lose as `revised`, rejected or withdrawn ones as `judged`.
    """
    rejected = rejected_claims(judgements).with_columns(is_rejected=pl.lit(True))
    withdrawn = withdrawn_articles(judgements).with_columns(is_withdrawn=pl.lit(True))
    judged = pl.col("is_rejected").fill_null(False) | pl.col("is_withdrawn").fill_null(False)
    of_article = articles.select("article_id", "story_id", "drop_id", "duplicate_of", "superseded_by")
    return (
        claims.join(of_article, on="article_id", how="left", maintain_order="left")
        .join(rejected, on="claim_id", how="left", maintain_order="left")
        .join(withdrawn, on="article_id", how="left", maintain_order="left")
        .with_columns(
            pl.coalesce("story_id", "article_id").alias("story_id"),
            out=pl.when(judged)
            .then(pl.lit("losing"))
            .when(pl.col("duplicate_of").is_not_null())
            .then(pl.lit("duplicate"))
            .when(pl.col("superseded_by").is_not_null())
            .then(pl.lit("losing")),
            out_reason=pl.when(judged)
            .then(pl.lit("judged"))
            .when(pl.col("duplicate_of").is_not_null())
            .then(pl.format("copy of {}", "duplicate_of"))
            .when(pl.col("superseded_by").is_not_null())
            .then(pl.lit("revised")),
        )
        .drop("duplicate_of", "superseded_by", "is_rejected", "is_withdrawn")
    )


def spell_claims(claims: pl.DataFrame) -> pl.DataFrame:
    """Return the claims of spells that count and have a whole key, and each total over a spell as a claim of the spell.

    "49 wins as Leeds manager" says that he managed Leeds; such claims have `is_total`.
    """
    whole = claims.filter(
        pl.col("out").is_null(),
        pl.col("scope").is_in(["spell", "tenure"]),
        pl.col("manager_id").is_not_null(),
        pl.col("club_id").is_not_null(),
    )
    total = pl.col("scope") == "tenure"
    status = pl.col("status").replace({"final": "ended", "to_date": "current"})
    return whole.with_columns(
        is_total=total,
        role=pl.col("role").fill_null("manager"),
        status=pl.when(total).then(status).otherwise("status"),
        field=pl.when(total).then(pl.lit("managed")).otherwise("field"),
    )


def check_claims(claims: pl.DataFrame, reference: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Add the rules of the season, `missing` key parts, and the rule that a claim breaks by itself."""
    keys = claims.filter(pl.col("scope") == "season").select("competition_id", "season", "club_id").unique()
    rules = season_rules(keys, reference)
    return (
        claims.join(
            rules, on=["competition_id", "season", "club_id"], how="left", nulls_equal=True, maintain_order="left"
        )
        .pipe(with_missing)
        .pipe(with_broken_rule)
    )


@dataclass(frozen=True)
class Resolution:
    """What is known once names, spells and keys are resolved; `records` does the rest."""

    articles: pl.DataFrame
    lake_claims: pl.DataFrame
    """The claims as they came, each once, in the order of claim_id."""
    named: Named
    reference: Mapping[str, pl.DataFrame]
    spells: tenures.Spells
    checked: pl.DataFrame
    """The claims with resolved names, completed keys, rules of their season."""
    quarantine: pl.DataFrame

    def records(self) -> Records:
        """Return all tables."""
        posts = self.tenures()
        pairs = joint.joint_managers(self.checked)
        keyed = with_record_id(with_misplaced(self.checked, posts, shared_jobs(pairs, posts)), posts)
        numbered = with_numbers(keyed, self.articles)
        votes = votes_of(numbered)
        rules = rules_of(numbered.filter(pl.col("record_id").is_not_null()))
        disputed = champions.disputed_titles(votes, rules)
        shared = shared_seasons.shared_days(votes, rules)
        states = snapshots(votes, pl.concat([disputed.select("record", "day"), shared]))
        together = joint.records_of(numbered, shared_jobs(pairs, posts))
        parts = shared_seasons.without_excess(settled(states, rules), states.leaders, shared, rules, together)
        valued = champions.without_disputed(parts, disputed)
        last = valued.sort("record", "day").unique("record", keep="last", maintain_order=True)
        became = disposed(votes, last, states.members)
        keys = self.keys(numbered)
        rows = assembly.common_columns(last, became).join(keys, on="record")
        seasons = assembly.season_records(assembly.keyed(rows, "season_records"), posts)
        seasons = assembly.in_order(joint.with_joint_records(seasons, pairs, posts))
        claims = self.claims(numbered, became)
        return Records(
            articles=self.articles.select(polars_schema(Articles).names()),
            claims=claims,
            managers=self.named.managers,
            clubs=self.named.clubs,
            competitions=self.named.competitions,
            season_records=seasons,
            tenures=posts.select(polars_schema(Tenures).names()).sort("tenure_id"),
            tenure_records=assembly.tenure_records(assembly.keyed(rows, "tenure_records"), seasons),
            runs=assembly.runs(assembly.keyed(rows, "runs")),
            career_records=assembly.career_records(assembly.keyed(rows, "career_records")),
            record_evidence=self.evidence(claims, rows, posts),
            record_history=history_of(
                valued.join(keys.select("record", "record_id"), on="record").join(
                    seasons.select("record_id"), on="record_id", how="semi"
                ),
                states.leaders,
                numbered.get_column("claim_id"),
            ),
            quarantine=self.all_quarantine(
                numbered, became, last.join(keys.select("record", "record_id"), on="record")
            ),
        )

    def tenures(self) -> pl.DataFrame:
        """Return the tenures with names and joint_with."""
        found = self.spells.tenures
        pairs = joint.joint_managers(self.checked.filter(pl.col("scope") == "spell"))
        shared = joint.joint_in_reference(self.reference["manager_spells"])
        return joint.with_joint_tenures(found, pairs.drop("season"), shared).pipe(self.with_names)

    def with_names(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Add manager, club and competition, the canonical names of the ids that the rows have."""
        clubs = pl.concat(
            [
                self.named.clubs.select("club_id", "club"),
                self.reference["national_teams"].select("club_id", club="team"),
            ]
        ).unique("club_id", keep="first", maintain_order=True)
        for names in (self.named.managers, clubs, self.named.competitions):
            identifier, name = names.columns[:2]
            if identifier in rows.columns:
                rows = rows.drop(name, strict=False).join(
                    names.select(identifier, name), on=identifier, how="left", maintain_order="left"
                )
        return rows

    def keys(self, claims: pl.DataFrame) -> pl.DataFrame:
        """Return for each record its table and the parts of its key, with names."""
        parts = ["record_id", "record_table", "tenure_id", "manager_id", "club_id", "season", "competition_id"]
        return (
            claims.filter(pl.col("record_id").is_not_null())
            .select("record", *parts)
            .unique()
            .sort("record")
            .pipe(self.with_names)
        )

    def claims(self, numbered: pl.DataFrame, became: pl.DataFrame) -> pl.DataFrame:
        """Return Claims: each claim with its resolved key and its one disposition."""
        of_spell = self.spells.claims.select("claim_id", spell_tenure="tenure_id", spell_used=pl.col("is_used"))
        counted = (
            numbered.drop("tenure_id")
            .join(became.select("claim_no", "disposition", "reason"), on="claim_no", how="left", maintain_order="left")
            .join(of_spell, on="claim_id", how="left", maintain_order="left")
        )
        spell = pl.col("scope") == "spell"
        disposition = (
            pl.when(pl.col("out").is_not_null())
            .then("out")
            .when(pl.col("missing").is_not_null())
            .then(pl.lit("unattributed"))
            .when(pl.col("broken_rule").is_not_null())
            .then(pl.lit("quarantined"))
            .when(spell & pl.col("spell_used"))
            .then(pl.lit("used"))
            .when(spell)
            .then(pl.lit("losing"))
            .otherwise("disposition")
        )
        reason = (
            pl.when(pl.col("out").is_not_null())
            .then("out_reason")
            .when(pl.col("missing").is_not_null())
            .then(
                pl.when(pl.col("is_doubtful") & (pl.col("missing") == "manager"))
                .then(pl.lit("doubtful manager"))
                .otherwise(pl.format("no {}", "missing"))
            )
            .when(pl.col("broken_rule").is_not_null())
            .then("broken_rule")
            .when(spell & pl.col("spell_used"))
            .then(None)
            .when(spell)
            .then(pl.lit("outvoted"))
            .otherwise("reason")
        )
        return (
            counted.with_columns(
                disposition=disposition,
                reason=reason,
                record_id=pl.when(spell).then("spell_tenure").otherwise("record_id"),
            )
            .pipe(self.with_names)
            .with_columns(self.lake_claims.select(CARRIED).get_columns())
            .select(polars_schema(Claims).names())
        )

    def evidence(self, claims: pl.DataFrame, rows: pl.DataFrame, posts: pl.DataFrame) -> pl.DataFrame:
        """Return RecordEvidence of all records and tenures."""
        tables = rows.select("record_id", "record_table")
        used = (
            claims.filter(pl.col("disposition") == "used")
            .join(tables, on="record_id", how="left")
            .with_columns(pl.col("record_table").fill_null("tenures"))
        )
        stated = evidence.stated(used)
        return pl.concat(
            [stated, evidence.derived(rows), evidence.of_reference(posts, stated.select("record_id", "field"))]
        ).sort("evidence_id")

    def all_quarantine(self, numbered: pl.DataFrame, became: pl.DataFrame, last: pl.DataFrame) -> pl.DataFrame:
        """Return the quarantine of reading, of claims, of records and of tenures."""
        words = numbered.select(
            "claim_no", "claim_id", "article_id", "drop_id", quote=self.lake_claims.get_column("quote")
        )
        counted = numbered.filter(
            pl.col("out").is_null(), pl.col("missing").is_null(), pl.col("broken_rule").is_not_null()
        ).join(words.select("claim_no", "quote"), on="claim_no")
        return (
            pl.concat(
                [
                    self.quarantine.select(polars_schema(Quarantine).names()),
                    quarantine.of_claims(counted),
                    quarantine.of_records(last, became.join(words, on="claim_no")),
                    quarantine.of_tenures(self.spells.impossible),
                ]
            )
            .unique("quarantine_id", keep="any")
            .sort("quarantine_id")
        )


def shared_jobs(pairs: pl.DataFrame, tenures: pl.DataFrame) -> pl.DataFrame:
    """Return who shared a job by articles or by spells: club_id, manager_id, other_id."""
    by_spells = (
        tenures.select("club_id", "manager_id", other_id="joint_with").explode("other_id").drop_nulls("other_id")
    )
    return pl.concat([pairs.select("club_id", "manager_id", "other_id"), by_spells]).unique()


def with_numbers(claims: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Return the claims in the order of claim_id with claim_no, and numbers for record, article and story.

    Numbers follow the order of the identifiers, and are quicker to join than these.
    """
    records = claims.select("record_id").drop_nulls().unique().sort("record_id").with_row_index("record")
    numbers = articles.select("article_id").sort("article_id").with_row_index("article")
    return (
        claims.join(records, on="record_id", how="left")
        .join(numbers, on="article_id", how="left")
        .join(numbers.rename({"article_id": "story_id", "article": "story"}), on="story_id", how="left")
        .sort("claim_id")
        .with_row_index("claim_no")
    )


def votes_of(numbered: pl.DataFrame) -> pl.DataFrame:
    """Return the claims that may count, as `snapshots.snapshots` takes them; `value` of a percentage as its number."""
    percentage = pl.col("value_number").cast(pl.String)
    return numbered.filter(
        pl.col("record_id").is_not_null(), pl.col("out").is_null(), pl.col("broken_rule").is_null()
    ).select(
        "claim_no",
        "status",
        "field",
        "story",
        "article",
        "confidence",
        "record",
        value=pl.when(pl.col("field") == "win_pct").then(percentage).otherwise("value"),
        day="published_on",
    )


def rules_of(claims: pl.DataFrame) -> pl.DataFrame:
    """Return for each record the rules of its season: record, the keys, and what `leagues.season_rules` says of it."""
    columns = [
        "competition_id",
        "season",
        "club_id",
        "is_league",
        "is_by_table",
        "teams",
        "season_matches",
        "win_points",
        "champions",
    ]
    of_season = pl.col("record_table") == "season_records"
    return (
        claims.select(
            "record",
            *(pl.when(of_season).then(name).alias(name) for name in columns),
        )
        .unique()
        .with_columns(pl.col("is_league", "is_by_table").fill_null(False))
    )
