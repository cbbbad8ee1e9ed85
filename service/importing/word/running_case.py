"""What stands in capitals at the head of a text is taken as the text itself writes it elsewhere: "Giám đốc Sở Ngoại vụ".

A name in capitals would be printed in capitals in the middle of a sentence. Nothing is made up: a name that the text never
writes in running letters stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from service.importing.word.blocks import Source, paragraphs
from service.importing.word.lines import Line
from service.language import vietnamese

_SHORTEST, _LONGEST = 6, 300


def with_running_case(source: Source, lines: Sequence[Line]) -> list[Line]:
    """The same lines, their values in running letters where the source has them."""
    whole: dict[str, list[str]] = {}
    for line in lines:
        if line.role == "field" and line.value is None and line.pointer:
            whole.setdefault(line.pointer, []).append(line.text)
    running = {}
    texts = [
        paragraph.text for paragraph in paragraphs(source.blocks) if not paragraph.text.isupper()
    ]
    capitals = [vietnamese.upper(text) for text in texts]
    for pointer, pieces in whole.items():
        words = " ".join(" ".join(pieces).split())
        if words.isupper() and _SHORTEST <= len(words) <= _LONGEST and " " in words:
            found = next(_found(words, texts, capitals), None)
            if found is not None:
                running[pointer] = found
    return list(_replaced(lines, running))


def _found(words: str, texts: Sequence[str], capitals: Sequence[str]) -> Iterator[str]:
    """The words as running text writes them, with a capital at their head and whole words around."""
    for text, upper in zip(texts, capitals, strict=True):
        start = upper.find(words) if len(upper) == len(text) else -1
        end = start + len(words)
        if start >= 0 and not (text[:start][-1:].isalnum() or text[end : end + 1].isalnum()):
            here = text[start:end]
            if here[0].isupper() and here != words:
                yield here


def _replaced(lines: Sequence[Line], running: dict[str, str]) -> Iterator[Line]:
    """Each line with its share of the words in running letters."""
    rest = {pointer: words.split() for pointer, words in running.items()}
    for line in lines:
        if line.pointer in rest and line.role == "field" and line.value is None:
            count = len(line.text.split())
            share, rest[line.pointer] = rest[line.pointer][:count], rest[line.pointer][count:]
            yield replace(line, value=" ".join(share))
        else:
            yield line
