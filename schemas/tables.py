"""The register of the published tables: every table of the warehouse with its contract, in the order of building."""

from typing import Final

from schemas.articles import Articles
from schemas.build import Build
from schemas.claims import Claims
from schemas.contract import Contract
from schemas.drops import Drops
from schemas.evidence import Quarantine, RecordEvidence, RecordHistory
from schemas.lineage import LineageColumn
from schemas.records import CareerRecords, Runs, SeasonRecords, TenureRecords, Tenures
from schemas.reference import (
    ClubLeagues,
    Clubs,
    CompetitionNames,
    Competitions,
    Deductions,
    LeagueSizes,
    LeagueTables,
    Managers,
    ManagerSpells,
    NationalTeams,
)
from schemas.source_quality import SourceQuality

REFERENCE_TABLES: Final[dict[str, type[Contract]]] = {
    "clubs": Clubs,
    "national_teams": NationalTeams,
    "competitions": Competitions,
    "competition_names": CompetitionNames,
    "club_leagues": ClubLeagues,
    "managers": Managers,
    "manager_spells": ManagerSpells,
    "league_sizes": LeagueSizes,
    "deductions": Deductions,
    "league_tables": LeagueTables,
}
RECORD_TABLES: Final[dict[str, type[Contract]]] = {
    "season_records": SeasonRecords,
    "tenures": Tenures,
    "tenure_records": TenureRecords,
    "runs": Runs,
    "career_records": CareerRecords,
    "record_evidence": RecordEvidence,
    "record_history": RecordHistory,
    "quarantine": Quarantine,
    "source_quality": SourceQuality,
}
RESOLVED_TABLES: Final[dict[str, type[Contract]]] = {
    "managers": Managers,
    "clubs": Clubs,
    "competitions": Competitions,
    "articles": Articles,
    "claims": Claims,
    **RECORD_TABLES,
}
"""What resolving gives: the records, and the tables to which it adds (names that only articles know, dispositions)."""
TABLES: Final[dict[str, type[Contract]]] = {
    **REFERENCE_TABLES,
    "drops": Drops,
    "articles": Articles,
    "claims": Claims,
    **RECORD_TABLES,
    "lineage_column": LineageColumn,
    "build": Build,
}
