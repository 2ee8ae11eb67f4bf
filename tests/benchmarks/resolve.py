"""How long resolving takes, and how much memory: 0.1, 0.3, 1 and 3 million claims of a seeded world, with history.

    python -m tests.benchmarks.resolve [MILLIONS …]

Each size is made once (in a folder of its own under the system's temporary one) and resolved in a process of its own, so
that the peak of memory is that of resolving, with the claims already in memory.
"""

import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polars as pl

from pipelines.records.judgements import parse_judgements
from pipelines.records.resolve import resolve
from schemas.contract import empty
from schemas.evidence import Quarantine

SIZES = (0.1, 0.3, 1.0, 3.0)
SEASONS = 40
CLAIMS_A_LEAGUE_SEASON = 1_800
"""What six articles a record come to, copies included; more than is wanted is cut off by article."""


def make(folder: Path, claims: int) -> None:
    """Write the articles, claims and reference of a world with so many claims."""
    from tests.property.seeded_world import seeded_world

    leagues = max(1, round(claims / CLAIMS_A_LEAGUE_SEASON / SEASONS) + 1)
    world = seeded_world(1, leagues=leagues, seasons=SEASONS, sources=12.0, words=100)
    kept = (
        world.claims.group_by("article_id", maintain_order=True)
        .len()
        .with_columns(so_far=pl.col("len").cum_sum())
        .filter(pl.col("so_far") <= claims)
    )
    folder.mkdir(parents=True)
    world.articles.join(kept, on="article_id", how="semi").write_parquet(folder / "articles.parquet")
    world.claims.join(kept, on="article_id", how="semi").write_parquet(folder / "claims.parquet")
    for name, frame in world.reference.items():
        frame.write_parquet(folder / f"reference_{name}.parquet")


def measure(folder: Path) -> None:
    """Resolve the claims of a folder, and print what it took."""
    articles = pl.read_parquet(folder / "articles.parquet")
    claims = pl.read_parquet(folder / "claims.parquet")
    reference = {
        path.stem.removeprefix("reference_"): pl.read_parquet(path) for path in sorted(folder.glob("reference_*"))
    }
    start, start_cpu = time.perf_counter(), time.process_time()
    records = resolve(articles, claims, reference, parse_judgements("").judgements, empty(Quarantine))
    seconds, cpu = time.perf_counter() - start, time.process_time() - start_cpu
    peak = int(re.findall(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[0]) / 1024**2
    print(
        f"{claims.height:>9,} claims {articles.height:>9,} articles {records.season_records.height:>8,} records "
        f"{records.record_history.height:>9,} history rows {seconds:7.1f} s (CPU {cpu:.1f} s) "
        f"{seconds / claims.height * 1e6:5.1f} s a million {peak:5.1f} GB",
        flush=True,
    )


def main() -> None:
    """Measure the sizes given, or all."""
    if len(sys.argv) > 2 and sys.argv[1] == "--measure":
        measure(Path(sys.argv[2]))
        return
    for size in map(float, sys.argv[1:]) if len(sys.argv) > 1 else SIZES:
        folder = Path(tempfile.gettempdir()) / f"gaffer-resolve-{size}"
        if not folder.exists():
            make(folder, round(size * 1_000_000))
        subprocess.run([sys.executable, "-m", "tests.benchmarks.resolve", "--measure", str(folder)], check=True)


if __name__ == "__main__":
    main()
