"""What a run needs loaded, for processes that are forked to do one run each: see kills.py."""

from pipelines import steps
from pipelines.report import site
from pipelines.sources.language import identifier
from pipelines.warehouse import checking, lineage, statements

__all__ = ["site", "steps"]

steps.reader()
identifier()
lineage.column_lineage()
statements.fingerprint()
checking.check_specs()
