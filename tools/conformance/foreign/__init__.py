"""Documents as offices make them, each with the rules that it breaks; all content is invented."""

import functools

from tools.conformance.foreign import heads, one_run_heads, texts, wholes, wrong_words
from tools.conformance.foreign.document import Foreign

__all__ = ["Foreign", "documents"]


@functools.cache
def documents() -> tuple[Foreign, ...]:
    """Every foreign document."""
    return (
        *heads.foreign(),
        *one_run_heads.foreign(),
        *texts.foreign(),
        *wholes.foreign(),
        *wrong_words.foreign(),
    )
