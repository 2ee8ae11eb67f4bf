"""Dagster definitions: they wire, and do nothing else."""
