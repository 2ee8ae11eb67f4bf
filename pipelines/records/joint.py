"""Managers who shared a job: an article gives one number to both, or the reference gives both the same years."""

import polars as pl


def joint_managers(claims: pl.DataFrame) -> pl.DataFrame:
    """Return pairs of managers to whom the same words of an article give the same fact.

    `claims` with manager_id and club_id. Columns: club_id, season (null for spells), manager_id, other_id; each pair
    both ways.
    """
    told = claims.filter(
        pl.col("manager_id").is_not_null(),
        pl.col("club_id").is_not_null(),
        pl.col("scope").is_in(["season", "spell", "tenure"]),
    ).select("article_id", "part", "char_start", "char_end", "field", "value", "club_id", "season", "manager_id")
    words = [name for name in told.columns if name != "manager_id"]
    shared = told.filter(pl.struct(words).is_duplicated()).unique()
    return (
        shared.join(shared.rename({"manager_id": "other_id"}), on=words, nulls_equal=True)
        .filter(pl.col("manager_id") != pl.col("other_id"))
        .select("club_id", "season", "manager_id", "other_id")
        .unique()
        .sort(pl.all())
    )


def joint_in_reference(manager_spells: pl.DataFrame) -> pl.DataFrame:
    """Return pairs of spells that the reference gives the same years at one club, a whole year between them.

    Shorter ones may be turns: a man dismissed, another tried, the first one back.
    Columns: club_id, start_year, manager_id, other_id; each pair both ways.
    """
    spells = manager_spells.filter(pl.col("end_year") > pl.col("start_year") + 1).select(
        "club_id", "start_year", "end_year", "manager_id"
    )
    years = ["club_id", "start_year", "end_year"]
    return (
        spells.join(spells.rename({"manager_id": "other_id"}), on=years)
        .filter(pl.col("manager_id") != pl.col("other_id"))
        .select("club_id", "start_year", "manager_id", "other_id")
        .unique()
        .sort(pl.all())
    )


def with_joint_tenures(tenures: pl.DataFrame, pairs: pl.DataFrame, in_reference: pl.DataFrame) -> pl.DataFrame:
    """Add joint_with to tenures: who shared the job, by articles or reference."""
    told = tenures.join(pairs, on=["club_id", "manager_id"]).select("tenure_id", "other_id")
    known = tenures.join(
        in_reference,
        left_on=["club_id", "manager_id", pl.col("start_from").dt.year()],
        right_on=["club_id", "manager_id", "start_year"],
    ).select("tenure_id", "other_id")
    return with_list(tenures, pl.concat([told, known]), "tenure_id")


def with_joint_records(records: pl.DataFrame, pairs: pl.DataFrame, tenures: pl.DataFrame) -> pl.DataFrame:
    """Add joint_with to season records: who shared the number, or the spell that holds the season."""
    told = records.join(pairs, on=["club_id", "season", "manager_id"]).select("record_id", "other_id")
    spells = (
        records.select("record_id", "tenure_ids")
        .explode("tenure_ids")
        .join(tenures.select(tenure_ids="tenure_id", other_id="joint_with"), on="tenure_ids")
        .explode("other_id")
        .drop_nulls()
        .select("record_id", "other_id")
    )
    return with_list(records, pl.concat([told, spells]), "record_id")


def records_of(claims: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Return the season records of managers who at some time shared a job at that club: record.

    `claims` with record, record_table, club_id, manager_id; `pairs`: club_id, manager_id, other_id.
    """
    return (
        claims.filter(pl.col("record_table") == "season_records", pl.col("record").is_not_null())
        .join(pairs, on=["club_id", "manager_id"], how="semi")
        .select("record")
        .unique()
    )


def with_list(frame: pl.DataFrame, pairs: pl.DataFrame, key: str) -> pl.DataFrame:
    """Add joint_with: the sorted list of others for each key, empty where there are none."""
    lists = pairs.unique().group_by(key).agg(joint_with=pl.col("other_id").sort())
    return frame.join(lists, on=key, how="left", maintain_order="left").with_columns(pl.col("joint_with").fill_null([]))
