"""Claims to records: pure functions over frames.

`resolve` brings the claims of all articles together; each other module holds one idea of it. Nothing here reads a
file (but for the editor's judgements), a clock or a league table (but for `verification`).
"""
