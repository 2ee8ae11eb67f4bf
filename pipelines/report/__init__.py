"""The report: a static site that opens from disk, without a server or a network.

`site` writes the pages, `data` reads what sql/report prepares, `evidence` marks words in texts, `charts` and `drawing`
draw, `search` makes the index. Nothing is worked out here that a query can say; article text is hostile, and is never
put on a page but through a template that escapes it.
"""
