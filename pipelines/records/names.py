"""Who and what: names of managers, clubs and competitions mapped to the identifiers of the reference.

A name that the reference knows maps to its slug; an alias, short name or nickname maps to the one bearer that fits club,
manager, season and country; a name that nobody knows keeps a slug of its own. Nothing is merged on a surname alone.
Which spell a manager had when stands in `tenures`; what a claim leaves out is completed in `completion`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from pipelines.records import seasons
from schemas import vocabulary
from schemas.contract import polars_schema
from schemas.identity import slug
from schemas.reference import Clubs, Competitions, Managers

KINDS: Final = ("manager", "club", "competition")
CALLED: Final = {"key": pl.String, "id": pl.String, "how": pl.String}
"""What a bearer is called: key (slug of the name in print), id (slug of the bearer), how (name, alias, short)."""
YEARS_AROUND: Final = 1
"""Years by which a claim may lie outside a known spell: spells are known by calendar years."""
WOMEN: Final = r"(?i)women|frauen|nwsl|liga f$|f[ée]minin|femminile"


@dataclass(frozen=True)
class Named:
    """Claims with resolved names, and the names themselves."""

    claims: pl.DataFrame
    """The claims, with manager, club, competition and their ids replaced by the bearers'; `is_doubtful` where a surname
    may be that of several managers, and none is given."""
    managers: pl.DataFrame
    """Managers: the reference's and those that only articles name."""
    clubs: pl.DataFrame
    """Clubs, in the same way; national teams stand in a table of their own."""
    competitions: pl.DataFrame
    """Competitions, in the same way."""


def resolve_names(claims: pl.DataFrame, reference: Mapping[str, pl.DataFrame], judgements: pl.DataFrame) -> Named:
    """Return the claims (LakeClaims) with each name replaced by its bearer's, and the tables of names."""
    decided = decisions(judgements)
    keys = claims.select(
        "manager_id",
        "club_id",
        "competition_id",
        "season",
        year=pl.coalesce(seasons.first_year(pl.col("season")), pl.col("published_on").dt.year()),
    ).with_row_index("row")
    contexts = keys.drop("row").unique().sort(pl.all())
    found = (
        contexts.pipe(with_club, reference, decided)
        .pipe(with_competition, reference, decided)
        .pipe(with_manager, reference, decided)
    )
    resolved = keys.join(
        found, on=["manager_id", "club_id", "competition_id", "season", "year"], nulls_equal=True, maintain_order="left"
    ).sort("row")
    named = claims.with_columns(
        *(resolved.get_column(f"{kind}_found").alias(f"{kind}_id") for kind in KINDS),
        resolved.get_column("is_doubtful"),
    )
    tables = {
        "manager": added(reference["managers"], named, "manager", Managers, []),
        "club": added(reference["clubs"], named, "club", Clubs, [reference["national_teams"]]),
        "competition": added(reference["competitions"], named, "competition", Competitions, []),
    }
    for kind in KINDS:
        named = with_canonical_name(named, kind, tables[kind], reference["national_teams"])
    return Named(named, tables["manager"], tables["club"], tables["competition"])


# --- what the bearers are called ---


def called(ids: pl.Series, names: Iterable[tuple[pl.Series, str]]) -> pl.DataFrame:
    """Return CALLED rows of bearers for series of names (String, or lists of them) and how each is a name."""
    frames = []
    for series, how in names:
        pairs = pl.DataFrame({"id": ids, "name": series})
        if isinstance(series.dtype, pl.List):
            pairs = pairs.explode("name")
        pairs = pairs.drop_nulls().unique().sort("id", "name")
        keys = pl.Series([slug(name) for name in pairs.get_column("name")], dtype=pl.String)
        frames.append(pairs.select("id", key=keys, how=pl.lit(how)).select(list(CALLED)))
    return pl.concat(frames).unique().sort("key", "id", "how")


def manager_names(reference: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Return what the managers of the reference are called; a single word and a nickname are `short` names."""
    managers = reference["managers"]
    ids = managers.get_column("manager_id")
    full = called(
        ids,
        [
            (managers.get_column("manager"), "name"),
            (managers.get_column("full_name"), "alias"),
            (managers.get_column("aliases"), "alias"),
            (managers.get_column("nicknames"), "short"),
        ],
    )
    return pl.concat([as_short_if_single(full), surnames(ids)]).unique().sort("key", "id", "how")


def as_short_if_single(names: pl.DataFrame) -> pl.DataFrame:
    """Return CALLED rows in which an alias of a single word counts as short: it may be a surname that others bear."""
    single = ~pl.col("key").str.contains("-") & (pl.col("how") == "alias") & ~(pl.col("key") == pl.col("id"))
    return names.with_columns(how=pl.when(single).then(pl.lit("short")).otherwise("how"))


def surnames(ids: pl.Series) -> pl.DataFrame:
    """Return CALLED rows with the surnames of slugs: every ending of one ("van-gaal" and "gaal" of louis-van-gaal)."""
    tokens = pl.col("id").str.split("-")
    endings = [
        pl.DataFrame({"id": ids.unique()})
        .filter(tokens.list.len() > length)
        .select(key=tokens.list.tail(length).list.join("-"), id="id", how=pl.lit("short"))
        for length in (1, 2, 3)
    ]
    return pl.concat(endings).cast(CALLED)  # type: ignore[arg-type]


def club_names(reference: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Return what clubs and national teams are called; one word of a longer name is a `short` name."""
    clubs, teams = reference["clubs"], reference["national_teams"]
    full = pl.concat(
        [
            called(
                clubs.get_column("club_id"),
                [(clubs.get_column("club"), "name"), (clubs.get_column("aliases"), "alias")],
            ),
            called(
                teams.get_column("club_id"),
                [(teams.get_column("team"), "name"), (teams.get_column("aliases"), "alias")],
            ),
        ]
    )
    words = (
        clubs.select(key=pl.col("club_id").str.split("-"), id="club_id")
        .filter(pl.col("key").list.len() > 1)
        .explode("key")
        .filter(pl.col("key").str.len_chars() > 3)
        .select("key", "id", how=pl.lit("short"))
    )
    return pl.concat([full, words]).unique().sort("key", "id", "how")


def competition_names(reference: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Return what competitions are called anywhere."""
    table = reference["competitions"]
    return called(
        table.get_column("competition_id"),
        [(table.get_column("competition"), "name"), (table.get_column("aliases"), "alias")],
    )


# --- decisions of an editor ---


def decisions(judgements: pl.DataFrame) -> pl.DataFrame:
    """Return what an editor decided on names: kind (manager, club, competition, null = any), key, id; the last counts.

    `alias` and `same` map the subject to the object; `not-same` maps the subject to itself.
    """
    rows = judgements.filter(pl.col("kind").is_in(["alias", "same", "not-same"])).with_row_index("row")
    if rows.is_empty():
        return pl.DataFrame(schema={"kind": pl.String, "key": pl.String, "id": pl.String})
    subject, target = (split_kind(rows.get_column(column)) for column in ("subject", "object"))
    return (
        rows.select("row", decision="kind")
        .with_columns(kind=subject[0], key=subject[1], target=target[1])
        .with_columns(id=pl.when(pl.col("decision") == "not-same").then("key").otherwise("target"))
        .sort("row")
        .unique(["kind", "key"], keep="last", maintain_order=True)
        .select("kind", "key", "id")
    )


def split_kind(names: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Return the kind before the slash (null where there is none) and the slug of the name after it."""
    parts = [name.rpartition("/") for name in names]
    kinds = pl.Series([before if before in KINDS else None for before, _, _ in parts], dtype=pl.String)
    return kinds, pl.Series([slug(after) for _, _, after in parts], dtype=pl.String)


def of_kind(decided: pl.DataFrame, kind: str) -> pl.DataFrame:
    """Return the decisions on names of one kind: key, decided."""
    return (
        decided.filter(pl.col("kind").eq(kind) | pl.col("kind").is_null())
        .sort("kind", nulls_last=True)
        .unique("key", keep="first", maintain_order=True)
        .select("key", decided="id")
    )


# --- clubs ---


def with_club(contexts: pl.DataFrame, reference: Mapping[str, pl.DataFrame], decided: pl.DataFrame) -> pl.DataFrame:
    """Add club_found: the club that the name means under that manager, in that competition and year."""
    names = club_names(reference)
    mentions = contexts.filter(pl.col("club_id").is_not_null()).with_row_index("mention")
    bearers = mentions.select("mention", "club_id", "manager_id", "competition_id", "year").join(
        names, left_on="club_id", right_on="key"
    )
    fits_manager = bearers.join(manager_clubs(reference), on="manager_id").filter(
        pl.col("id") == pl.col("spell_club"), covers_year()
    )
    country = home_countries(reference)
    competitions = reference["competitions"].filter(pl.col("kind").is_in(["league", "cup"]))
    fits_country = (
        bearers.join(country, on="id")
        .join(competitions.select("competition_id", "country"), on=["competition_id", "country"])
        .filter((pl.col("how") != "short") | (pl.col("is_in_known_league") & ~pl.col("id").str.contains(r"-women$")))
    )
    certain = bearers.filter(pl.col("how") == "name")
    # Inter in MLS: an alias gives way where the country of the competition has bearers of the name of its own.
    at_home = fits_country.select("mention", "id").unique()
    aliases = bearers.filter(pl.col("how") == "alias")
    aliases = pl.concat(
        [
            aliases.join(at_home, on=["mention", "id"], how="semi"),
            aliases.join(at_home, on="mention", how="anti"),
        ]
    )
    choices = [
        sole(fits_manager, "by_manager"),
        sole(certain, "by_name"),
        sole(aliases, "by_alias"),
        sole(fits_country, "by_country"),
        sole(fits_country.filter(pl.col("how") == "name"), "by_name_at_home"),
        sole(fits_country.filter(pl.col("how") != "short"), "by_country_alias"),
    ]
    for choice in choices:
        mentions = mentions.join(choice, on="mention", how="left")
    # A name that is a club's own is that club, unless manager or country speak for another: Rangers in the Championship.
    abroad = (
        pl.col("by_name_at_home").is_null()
        & pl.col("by_country").is_not_null()
        & pl.col("competition_id").is_in(competitions.get_column("competition_id").implode())
    )
    found = mentions.join(of_kind(decided, "club"), left_on="club_id", right_on="key", how="left").with_columns(
        club_found=pl.coalesce(
            "decided",
            "by_manager",
            pl.when(abroad & pl.col("manager_id").is_null()).then("by_country"),
            "by_name",
            "by_country_alias",
            "by_alias",
            "by_country",
            "club_id",
        )
    )
    return (
        contexts.join(
            found.select("manager_id", "club_id", "competition_id", "season", "year", "club_found"),
            on=["manager_id", "club_id", "competition_id", "season", "year"],
            how="left",
            nulls_equal=True,
        )
        .pipe(with_womens_team, reference)
        .sort(contexts.columns)
    )


def home_countries(reference: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Return the country in whose competitions a club plays (Swansea: England): id, country, is_in_known_league.

    The country is null for national teams; leagues that the reference does not know are the lowest.
    """
    leagues = reference["competitions"].select(league="competition", league_country="country")
    clubs = reference["clubs"].join(leagues, on="league", how="left")
    return pl.concat(
        [
            clubs.select(
                id="club_id",
                country=pl.coalesce("league_country", "country"),
                is_in_known_league=pl.col("league_country").is_not_null(),
            ),
            reference["national_teams"].select(
                id="club_id", country=pl.lit(None, pl.String), is_in_known_league=pl.lit(False)
            ),
        ]
    )


def with_womens_team(contexts: pl.DataFrame, reference: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Replace a club by its women's team where competition or manager is theirs."""
    womens = reference["competitions"].filter(pl.col("competition").str.contains(WOMEN)).get_column("competition_id")
    teams = pl.concat([reference["clubs"].get_column("club_id"), reference["national_teams"].get_column("club_id")])
    team = pl.col("club_found") + "-women"
    spells = manager_clubs(reference)
    theirs = (
        contexts.join(spells, on="manager_id", nulls_equal=False)
        .filter(pl.col("spell_club").str.strip_suffix("-women") == pl.col("club_found"), covers_year())
        .group_by("manager_id", "club_found", "year")
        .agg(of_women=(pl.col("spell_club") != pl.col("club_found")).all())
    )
    return (
        contexts.join(theirs, on=["manager_id", "club_found", "year"], how="left", nulls_equal=True)
        .with_columns(
            club_found=pl.when(
                team.is_in(teams.implode()),
                pl.col("competition_id").is_in(womens.implode()).fill_null(False) | pl.col("of_women").fill_null(False),
            )
            .then(team)
            .otherwise("club_found")
        )
        .drop("of_women")
    )


# --- competitions ---


def with_competition(
    contexts: pl.DataFrame, reference: Mapping[str, pl.DataFrame], decided: pl.DataFrame
) -> pl.DataFrame:
    """Add competition_found: what the name meant in that season and in the country of that club."""
    table, clubs = reference["competitions"], reference["clubs"]
    eras = era_names(reference)
    local = called(table.get_column("competition_id"), [(table.get_column("context_aliases"), "alias")]).with_columns(
        key=pl.col("key")
    )
    mentions = (
        contexts.filter(pl.col("competition_id").is_not_null())
        .with_row_index("mention")
        .join(clubs.select(club_found="club_id", club_country="country"), on="club_found", how="left")
    )
    in_era = mentions.join(eras, left_on="competition_id", right_on="key").filter(
        pl.col("season") >= pl.col("from_season").fill_null("0000"),
        pl.col("season") <= pl.col("to_season").fill_null("9999"),
        (pl.col("era_country") == pl.col("club_country")).fill_null(False),
    )
    bearers = mentions.join(competition_names(reference), left_on="competition_id", right_on="key")
    near = mentions.join(local, left_on="competition_id", right_on="key").join(
        table.select(id="competition_id", club_country="country"), on=["id", "club_country"]
    )
    for choice in (
        sole(in_era, "by_era"),
        sole(bearers.filter(pl.col("how") == "name"), "by_name"),
        sole(bearers, "by_alias"),
        sole(near, "by_country"),
    ):
        mentions = mentions.join(choice, on="mention", how="left")
    found = mentions.join(
        of_kind(decided, "competition"), left_on="competition_id", right_on="key", how="left"
    ).with_columns(
        competition_found=pl.coalesce("decided", "by_era", "by_name", "by_alias", "by_country", "competition_id")
    )
    keys = ["manager_id", "club_id", "competition_id", "season", "year"]
    return contexts.join(found.select(*keys, "competition_found"), on=keys, how="left", nulls_equal=True)


def era_names(reference: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Return what printed names meant in a period and country: key, id, from_season, to_season, era_country."""
    table = reference["competition_names"]
    return table.select(
        key=pl.Series([slug(name) for name in table.get_column("name")], dtype=pl.String),
        id=pl.Series([slug(name) for name in table.get_column("competition")], dtype=pl.String),
        from_season="from_season",
        to_season="to_season",
        era_country="country",
    )


# --- managers ---


def with_manager(contexts: pl.DataFrame, reference: Mapping[str, pl.DataFrame], decided: pl.DataFrame) -> pl.DataFrame:
    """Add manager_found, the manager whom the name means at that club in that year, and is_doubtful: nobody stands out."""
    known = reference["managers"].get_column("manager_id")
    unknown = new_managers(contexts, reference)
    names = pl.concat([manager_names(reference), surnames(unknown)]).unique()
    mentions = (
        contexts.filter(pl.col("manager_id").is_not_null())
        .with_row_index("mention")
        .with_columns(key=undoubled(contexts.get_column("manager_id").drop_nulls()))
    )
    bearers = mentions.join(names, on="key")
    at_club = bearers.join(
        posts(contexts, reference, unknown), left_on=["id", "club_found"], right_on=["manager_id", "spell_club"]
    ).filter(covers_year())
    for choice in (
        sole(at_club, "by_club"),
        sole(bearers.filter(pl.col("how") == "name"), "by_name"),
        sole(bearers.filter(pl.col("how") == "alias"), "by_alias"),
        sole(bearers.filter(pl.col("id").is_in(known.implode())), "by_reference"),
    ):
        mentions = mentions.join(choice, on="mention", how="left")
    mentions = mentions.join(bearers.group_by("mention").agg(bearers=pl.len()), on="mention", how="left")
    is_full = pl.col("key").str.contains("-")
    found = mentions.join(of_kind(decided, "manager"), left_on="manager_id", right_on="key", how="left").with_columns(
        manager_found=pl.coalesce(
            "decided",
            "by_name",
            pl.when(is_full).then("by_alias"),
            "by_club",
            # A surname alone, without a club that decides, is taken for its one bearer only if the reference knows one.
            pl.when(~is_full & pl.col("club_found").is_null()).then("by_reference"),
            pl.when(is_full).then("key"),
            # A surname that several may bear is nobody's; one that nobody else bears is one person's at one club.
            pl.when(pl.col("bearers").is_null()).then(pl.concat_str("key", "club_found", separator="-")),
            pl.when(pl.col("bearers").is_null()).then("key"),
        )
    )
    keys = ["manager_id", "club_id", "competition_id", "season", "year"]
    return contexts.join(found.select(*keys, "manager_found"), on=keys, how="left", nulls_equal=True).with_columns(
        is_doubtful=pl.col("manager_id").is_not_null() & pl.col("manager_found").is_null()
    )


def new_managers(contexts: pl.DataFrame, reference: Mapping[str, pl.DataFrame]) -> pl.Series:
    """Return the full names (slugs of two words or more) that the reference does not know by any name."""
    names = manager_names(reference).get_column("key")
    ids = contexts.get_column("manager_id").drop_nulls().unique().sort()
    return ids.filter(ids.str.contains("-") & ~ids.is_in(names.implode()))


def posts(contexts: pl.DataFrame, reference: Mapping[str, pl.DataFrame], unknown: pl.Series) -> pl.DataFrame:
    """Return who was where and when: manager_id, spell_club, start_year, end_year (null: open).

    From the spells of the reference, and for managers that only articles name from the years that they give.
    """
    seen = (
        contexts.filter(pl.col("manager_id").is_in(unknown.implode()), pl.col("club_found").is_not_null())
        .group_by("manager_id", spell_club="club_found")
        .agg(start_year=pl.col("year").min(), end_year=pl.col("year").max())
    )
    return pl.concat([manager_clubs(reference), seen.select("manager_id", "spell_club", "start_year", "end_year")])


def manager_clubs(reference: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Return the spells of the reference: manager_id, spell_club, start_year, end_year (null: open)."""
    return (
        reference["manager_spells"]
        .select("manager_id", "start_year", "end_year", spell_club="club_id")
        .select("manager_id", "spell_club", "start_year", "end_year")
    )


def covers_year() -> pl.Expr:
    """Return whether a spell (start_year, end_year) holds `year`, give or take a year."""
    return pl.col("year").is_between(
        pl.col("start_year") - YEARS_AROUND, pl.col("end_year").fill_null(9999) + YEARS_AROUND
    )


def undoubled(ids: pl.Series) -> pl.Series:
    """Return slugs without words said twice in a row, and without a whole said twice ("ann-lee-ann-lee")."""
    distinct = ids.unique()
    short = {}
    for name in distinct:
        words = name.split("-")
        half = len(words) // 2
        if half and words[:half] == words[half:]:
            words = words[:half]
        short[name] = "-".join(word for i, word in enumerate(words) if i == 0 or word != words[i - 1])
    return ids.replace_strict(list(short), list(short.values()), return_dtype=pl.String)


# --- shared ---


def sole(bearers: pl.DataFrame, name: str) -> pl.DataFrame:
    """Return mention and its bearer (named `name`) where there is exactly one."""
    return (
        bearers.select("mention", "id")
        .unique()
        .group_by("mention")
        .agg(pl.col("id").first().alias(name), pl.len().alias("bearers"))
        .filter(pl.col("bearers") == 1)
        .drop("bearers")
    )


def added(
    table: pl.DataFrame, claims: pl.DataFrame, kind: str, model: type, elsewhere: list[pl.DataFrame]
) -> pl.DataFrame:
    """Return a table of names with a row (origin = articles) for each that it lacks and that claims use."""
    identifier = f"{kind}_id"
    known = pl.concat([table.get_column(identifier), *(other.get_column(identifier) for other in elsewhere)])
    new = (
        claims.filter(pl.col(identifier).is_not_null() & ~pl.col(identifier).is_in(known.implode()))
        .group_by(identifier, kind)
        .agg(uses=pl.len())
        .sort(identifier, "uses", kind, descending=[False, True, False])
        .unique(identifier, keep="first", maintain_order=True)
    )
    schema = polars_schema(model)
    blank = {name: pl.lit(None, dtype) for name, dtype in schema.items()}
    lists = {name: pl.lit([], dtype) for name, dtype in schema.items() if isinstance(dtype, pl.List)}
    own = {identifier: pl.col(identifier), kind: pl.col(kind), "origin": pl.lit("articles")}
    if kind == "competition":
        own["kind"] = pl.col(kind).replace_strict(
            [vocabulary.ALL_COMPETITIONS, vocabulary.SOME_LEAGUE], ["all", "league"], default="unknown"
        )
    rows = new.select(**(blank | lists | own)).select(schema.names()).cast(schema)
    return pl.concat([table.select(schema.names()), rows]).sort(identifier)


def with_canonical_name(claims: pl.DataFrame, kind: str, table: pl.DataFrame, teams: pl.DataFrame) -> pl.DataFrame:
    """Replace the name in a column of claims by the canonical one of its id."""
    identifier = f"{kind}_id"
    names = table.select(identifier, kind)
    if kind == "club":
        names = pl.concat([names, teams.select("club_id", club="team")]).unique("club_id", keep="first")
    return claims.drop(kind).join(names, on=identifier, how="left", maintain_order="left")
