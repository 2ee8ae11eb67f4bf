"""What must hold of the environment that the lock makes."""

from importlib.util import find_spec


def test_pandas_is_not_installed() -> None:
    assert find_spec("pandas") is None
