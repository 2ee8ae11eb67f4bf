"""The home of a run, as a Dagster resource: which folder, which inbox."""

from pathlib import Path

import dagster as dg
from pydantic import Field

from pipelines.defs.runs import name_process
from pipelines.home import Home


class HomeResource(dg.ConfigurableResource[Home]):
    """Where a run reads and writes. Both are found as the command line finds them where they are not given."""

    root: str | None = Field(
        default=None, description="The home; by default GAFFER_HOME, else warehouse/ of the checkout"
    )
    inbox: str | None = Field(default=None, description="The folder with the drops; by default inbox/ of the home")

    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        """Name the process of a run as it begins; sensors and schedules have no run."""
        if context.run and context.instance:
            name_process(context.instance, context.run.run_id)

    def open(self) -> Home:
        """Return the home, its folders made. Raises HomeError where it is not ours to use."""
        return Home.find(Path(self.root) if self.root else None).prepare()

    def inbox_folder(self) -> Path:
        """Return the folder with the drops."""
        return Path(self.inbox) if self.inbox else self.open().inbox


@dg.definitions
def resources() -> dg.Definitions:
    """Return the resources that all assets, sensors and schedules share."""
    return dg.Definitions(resources={"home": HomeResource()}, executor=dg.in_process_executor)
