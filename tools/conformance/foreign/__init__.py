"""Documents as offices make them, each with the rules that it breaks; all content is invented."""

from tools.conformance.foreign import heads, texts, wholes
from tools.conformance.foreign.document import Foreign

__all__ = ["Foreign", "documents"]


def documents() -> list[Foreign]:
    """Every foreign document."""
    return [*heads.foreign(), *texts.foreign(), *wholes.foreign()]
