"""Dagster definitions: they wire assets, checks and automation to `pipelines.steps`, and do nothing else."""
