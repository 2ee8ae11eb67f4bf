"""The contracts of gaffer's tables: one Pandera model a table, and what is generated from them.

Imports nothing here, so that `schemas.vocabulary` can be used without loading Pandera.
"""
