"""The warehouse: one DuckDB file, built from the lake, checked, and published under the eyes of its readers.

`statements` knows the files of sql/, `building` makes a candidate of them, `checking` says what is wrong with it,
`publishing` shows it to readers or keeps it back, `reading` asks it. What is in the rows was worked out before.
"""
