"""The fixtures of the integration tests serve here too, and a browser."""

from tests.integration.conftest import gaffer, home
from tests.system.browser import page

__all__ = ["gaffer", "home", "page"]
