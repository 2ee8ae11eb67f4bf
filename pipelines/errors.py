"""The base of all errors that a user can put right: the command line shows their message and no traceback.

Each error class stands in the module that raises it; only their common base belongs here.
"""


class GafferError(Exception):
    """Something that the user can put right. The message says what is wrong, where, and what to do."""
