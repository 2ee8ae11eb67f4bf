"""The asset graph: a snapshot of keys, groups, dependencies, checks, automation, so that an accident shows in review.

Write it anew with `GAFFER_WRITE_SNAPSHOT=1 make unit`, and read the difference.
"""

import json
import os
import warnings
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from pipelines.definitions import defs
from schemas.tables import RESOLVED_TABLES, TABLES

SNAPSHOT = Path(__file__).with_name("definitions.json")


@pytest.fixture(scope="module")
def definitions() -> dg.Definitions:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", dg.BetaWarning)
        return defs()


def drawn(definitions: dg.Definitions) -> dict[str, Any]:
    """Return the graph as plain data."""
    graph = definitions.resolve_asset_graph()
    assets = {}
    for key in sorted(graph.materializable_asset_keys):
        node = graph.get(key)
        assets[key.to_user_string()] = {
            "group": node.group_name,
            "after": sorted(parent.to_user_string() for parent in node.parent_keys),
            "kinds": sorted(node.kinds),
            "partitions": node.partitions_def.name
            if isinstance(node.partitions_def, dg.DynamicPartitionsDefinition)
            else None,
            "automatic": node.automation_condition is not None,
            "checks": sorted(check.name for check in graph.get_check_keys_for_assets({key})),
        }
    return {
        "assets": assets,
        "jobs": sorted(job.name for job in definitions.jobs or ()),
        "schedules": {s.name: s.cron_schedule for s in definitions.schedules or ()},
        "sensors": {s.name: s.default_status.value for s in definitions.sensors or ()},
    }


def test_the_graph_is_the_one_of_the_snapshot(definitions: dg.Definitions) -> None:
    found = json.dumps(drawn(definitions), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    if os.environ.get("GAFFER_WRITE_SNAPSHOT"):
        SNAPSHOT.write_text(found)
    assert json.loads(found) == json.loads(SNAPSHOT.read_text())


def test_every_asset_is_described_and_owned(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    for key in graph.materializable_asset_keys:
        node = graph.get(key)
        assert node.description, key
        assert node.owners, key


def test_every_table_shows_its_columns(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    shown = {key for key in graph.materializable_asset_keys if "dagster/column_schema" in graph.get(key).metadata}
    assert {dg.AssetKey(["warehouse", table]) for table in TABLES} <= shown
    assert {dg.AssetKey(["records", table]) for table in RESOLVED_TABLES} <= shown


def test_the_pipeline_is_ours() -> None:
    import pipelines

    assert Path(pipelines.__file__ or "").is_relative_to(Path(__file__).resolve().parents[2])
