"""The fixtures of the integration tests serve here too."""

from tests.integration.conftest import gaffer, home

__all__ = ["gaffer", "home"]
