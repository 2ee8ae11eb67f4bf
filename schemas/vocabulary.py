"""The words that gaffer's tables are written in: scopes, statuses, fields and the values they may take.

Only names belong here, and no rule: a rule over columns stands in the model of its table. Plain tuples, so that the
parser and the command line can use them without loading Pandera.
"""

from typing import Final, Literal

Scope = Literal["season", "tenure", "run", "career", "spell"]
Part = Literal["title", "text"]
Status = Literal["final", "to_date", "current", "ended", "agreed"]
Role = Literal["manager", "interim"]
Disposition = Literal["used", "losing", "duplicate", "unattributed", "quarantined"]

SCOPES: Final = ("season", "tenure", "run", "career", "spell")
PARTS: Final = ("title", "text")
RECORD_STATUSES: Final = ("final", "to_date")
SPELL_STATUSES: Final = ("current", "ended", "agreed")
STATUSES: Final = RECORD_STATUSES + SPELL_STATUSES
TENURE_STATUSES: Final = (*SPELL_STATUSES, "unknown_end")
ROLES: Final = ("manager", "interim")

COUNT_FIELDS: Final = (
    "matches",
    "wins",
    "draws",
    "losses",
    "points",
    "goals_for",
    "goals_against",
    "clean_sheets",
    "position",
)
RECORD_FIELDS: Final = (*COUNT_FIELDS, "win_pct", "unbeaten", "result")
SPELL_FIELDS: Final = ("managed", "start", "end", "exit")
FIELDS: Final = RECORD_FIELDS + SPELL_FIELDS

RESULTS: Final = (
    "winner",
    "runner_up",
    "semi_final",
    "quarter_final",
    "round_of_16",
    "round_of_32",
    "group_stage",
    "league_phase",
    "early_round",
    "play_off",
    "relegated",
    "promoted",
)
EXITS: Final = ("sacked", "resigned", "mutual_consent", "contract_expired", "retired", "moved")

ALL_COMPETITIONS: Final = "all"
"""The competition of numbers that cover all competitions together; its rows never enter a sum with their parts."""
SOME_LEAGUE: Final = "league"
"""The competition of a league that neither the article nor common knowledge names."""

CUE_ROLES: Final = ("manager", "club", "competition", "season", "status", "evidence")
CUE_HOWS: Final = (
    "named",
    "surname",
    "pronoun",
    "epithet",
    "nickname",
    "possessive",
    "same sentence",
    "previous sentence",
    "heading",
    "title",
    "publication date",
    "tense",
    "stated",
    "spell",
    "knowledge",
    "annotated",
)

DISPOSITIONS: Final = ("used", "losing", "duplicate", "unattributed", "quarantined")
LOSING_REASONS: Final = ("superseded", "older", "later", "outvoted", "less_sure", "revised", "judged", "rule")
COVERAGES: Final = ("whole", "part", "unknown")
VERIFICATIONS: Final = ("confirmed", "contradicted", "consistent", "unverified")
RECORD_TABLES: Final = ("season_records", "tenure_records", "runs", "career_records", "tenures")
QUARANTINE_STAGES: Final = ("source", "claim", "record")
ORIGINS: Final = ("reference", "articles")
