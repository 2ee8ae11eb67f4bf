"""Dagster's event log with its SQLite files held open during one run.

Dagster opens and closes a database for each event, and twice for an event of an asset: a quarter of a short run.
What is written is the same, event by event.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import dagster as dg
from dagster._core.storage.event_log.sqlite.sqlite_event_log import SqliteEventLogStorage
from sqlalchemy import Connection, Engine, create_engine

INDEX: Final = "index"
SECONDS_TO_WAIT: Final = 30
"""For a database that another process writes."""


class HeldOpen(SqliteEventLogStorage):
    """The event log of a home, whose connections are kept."""

    engines: dict[str, Engine]

    @contextmanager
    def run_connection(self, run_id: str | None = None) -> Iterator[Connection]:
        """Give the connection to the database of a run, in a transaction."""
        with self.connected(run_id or INDEX) as connection:
            yield connection

    @contextmanager
    def index_connection(self) -> Iterator[Connection]:
        """Give the connection to the database over all runs, in a transaction."""
        with self.connected(INDEX) as connection:
            yield connection

    @contextmanager
    def connected(self, shard: str) -> Iterator[Connection]:
        """Give the connection to a database; one thread has it at a time. The first use makes the database."""
        engine = self.engines.get(shard)
        if engine is None:
            with super().run_connection(shard):
                pass
            engine = self.engines[shard] = create_engine(
                self.conn_string_for_shard(shard),
                pool_size=1,
                max_overflow=0,
                connect_args={"timeout": SECONDS_TO_WAIT},
            )
        with engine.begin() as connection:
            yield connection


@contextmanager
def held_open(instance: dg.DagsterInstance) -> Iterator[None]:
    """Keep the event log's files open until the end; an event log in PostgreSQL is left as it is."""
    log = instance.event_log_storage
    if type(log) is not SqliteEventLogStorage:
        yield
        return
    log.__class__ = HeldOpen
    assert isinstance(log, HeldOpen)  # noqa: S101 - for the type checker
    log.engines = {}
    try:
        yield
    finally:
        for engine in log.engines.values():
            engine.dispose()
        log.__class__ = SqliteEventLogStorage  # type: ignore[assignment]
