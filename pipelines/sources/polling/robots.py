"""What a site lets robots read, and how often, by its robots.txt."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from typing import Self


@dataclass(frozen=True)
class Robots:
    """The rules of a site."""

    kind: Literal["rules", "everything", "nothing"]
    rules: Any = None
    """As Protego has read them."""

    @classmethod
    def everything(cls) -> "Self":
        """Return the rules of a site that has none."""
        return cls("everything")

    @classmethod
    def nothing(cls) -> "Self":
        """Return the rules of a site that cannot be asked for them."""
        return cls("nothing")

    @classmethod
    def parsed(cls, body: bytes) -> "Self":
        """Return the rules of a robots.txt."""
        from protego import Protego

        return cls("rules", Protego.parse(body.decode("utf-8-sig", "replace")))

    def allows(self, url: str, user_agent: str) -> bool:
        """Return whether the rules let us read a URL."""
        return self.kind == "everything" or (self.kind == "rules" and bool(self.rules.can_fetch(url, user_agent)))

    def delay(self, user_agent: str) -> float:
        """Return how many seconds should lie between two requests, 0 where the rules do not say."""
        return float(self.rules.crawl_delay(user_agent) or 0) if self.kind == "rules" else 0.0
