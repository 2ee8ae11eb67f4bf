"""Bytes to articles: one reader a format; and the reference tables."""
