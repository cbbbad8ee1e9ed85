"""The lists of a document type that rows may go to: their fields, their names, the row around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from service.importing import vocabulary
from service.language import vietnamese
from service.language.vietnamese import fold_words
from service.schema.input_outline import Item
from service.workbook.plan import Column, Sheet

#: What may follow a list's name in a heading row: "TẬP THỂ được khen: 05 tập thể".
_COUNT = re.compile(r"(?:gom |co )?0*(\d{1,5})(?: [a-z ]{1,30})?")
_LEAD = re.compile(
    r"(?:danh sach |doi voi |doi tuong |khoi |ve |cac |khen thuong |de nghi |duoc |tang |khen |la )+"
)
_TAIL = re.compile(
    r"(?: (?:duoc khen(?: thuong)?|de nghi khen thuong|tieu bieu|xuat sac|dien hinh))+$"
)


@dataclass(frozen=True, eq=False)
class Target:
    """One list of parts ("/awards/*/individuals/*") and how clerks name it."""

    sheet: Sheet
    names: frozenset[str]

    @property
    def row(self) -> str:
        return self.sheet.row

    @property
    def title(self) -> str:
        return self.sheet.title

    @cached_property
    def key(self) -> str:
        """The last step of the list's pointer: "individuals"."""
        return self.row.removesuffix("/*").rpartition("/")[2]

    @cached_property
    def fields(self) -> tuple[Column, ...]:
        return tuple(
            column for column in self.sheet.columns if column.role == "value" and not column.many
        )

    @cached_property
    def _by_pointer(self) -> dict[str, Column]:
        return {field.pointer: field for field in self.fields}

    @cached_property
    def name(self) -> Column:
        """What a row cannot be without: its first required text, else its name."""
        texts = [field for field in self.fields if field.kind in ("text", "title")]
        required = [field for field in texts if field.required]
        named = [field for field in texts if field.pointer.endswith("/full_name")]
        return (required or named or texts)[0]

    @cached_property
    def is_of_units(self) -> bool:
        """Whether its rows are units ("name"), not people ("full_name")."""
        return self.name.pointer == f"{self.row}/name"

    @property
    def first_words(self) -> frozenset[str]:
        """The first words of the labels of its fields, folded."""
        return _first_words(self)

    def field(self, key: str) -> Column | None:
        """The field whose pointer ends in a key ("position"), or None."""
        return self._by_pointer.get(f"{self.row}/{key}")

    def best_field(self, header: str) -> tuple[Column | None, int]:
        """The field that a header means most surely, and how surely (0 to 5)."""
        return _best_field(self, header)

    def own_name_columns(self, texts: Mapping[int, str]) -> list[int]:
        """The columns whose headers mean the name itself: "Họ và tên"."""
        return [
            column
            for column, text in texts.items()
            if vocabulary.likeness(text, self.name.pointer, self.name.label) >= 2
        ]

    def name_columns(self, texts: Mapping[int, str]) -> list[int]:
        """The columns whose headers may name a row of this list."""
        found = self.own_name_columns(texts)
        group = self.field("group")
        if group is not None:
            found += [
                column
                for column, text in texts.items()
                if vocabulary.likeness(text, group.pointer, group.label) >= 4
            ]
        if any(vocabulary.is_header_of("surname_headers", text) for text in texts.values()):
            found += [
                c for c, text in texts.items() if vocabulary.is_header_of("given_headers", text)
            ]
        return found


@lru_cache(maxsize=128)
def _first_words(target: Target) -> frozenset[str]:
    return frozenset(fold_words(field.label).partition(" ")[0] for field in target.fields)


@lru_cache(maxsize=8_192)
def _best_field(target: Target, header: str) -> tuple[Column | None, int]:
    best: tuple[Column | None, int] = (None, 0)
    for column in target.fields:
        sure = vocabulary.likeness(header, column.pointer, column.label)
        if sure > best[1]:
            best = (column, sure)
    return best


def targets_of(sheets: Iterable[Sheet], asked: str = "") -> list[Target]:
    """The lists that a clerk's sheet may hold: of parts in which no further lists stand that a sheet may hold.

    ``asked`` is the row of a list that a clerk chose himself: it is one too, and the list around it then is none.
    """
    return [
        _target(sheet)
        for sheet in sheets
        if _takes_rows(sheet, asked) and not asked.startswith(f"{sheet.row}/")
    ]


def _target(sheet: Sheet) -> Target:
    key = sheet.row.removesuffix("/*").rpartition("/")[2]
    label = fold_words(sheet.item.label if sheet.item else sheet.title)
    return Target(sheet, vocabulary.load().lists.get(key, frozenset()) | {label})


def _takes_rows(sheet: Sheet, asked: str) -> bool:
    if sheet.shape != "list" or sheet.item is None or sheet.item.kind != "parts":
        return False
    if not sheet.item.field.is_kept_apart and sheet.row != asked:
        return False
    return not any(map(_is_kept_apart, sheet.item.inside)) and any(
        column.kind in ("text", "title") and not column.many
        for column in sheet.columns
        if column.role == "value"
    )


def _is_kept_apart(item: Item) -> bool:
    """Whether clerks keep lists of it; of blocks in free order, which are prose, nobody does."""
    return item.kind == "parts" and item.field.is_kept_apart and not item.one_of


def named_by(text: str, targets: Sequence[Target]) -> tuple[Target | None, int | None]:
    """The list that a heading names ("II. CÁ NHÂN: 02 người" without its number), and the count it says."""
    words = (
        _LEAD.sub("", fold_words(text), count=1)
        if _LEAD.match(fold_words(text))
        else fold_words(text)
    )
    for target in targets:
        for name in sorted(target.names, key=len, reverse=True):
            if words == name or words.startswith(name + " "):
                rest = _TAIL.sub("", words[len(name) :]).strip()
                found = _COUNT.fullmatch(rest)
                if not rest or found:
                    return target, int(found[1]) if found else None
    return _of_the_absent(text, targets), None


#: "vàng" without its mark is "vắng" without its.
_ABSENT = re.compile(r"\b(?:vắng|không (?:tham )?dự|không có mặt|xin nghỉ)\b")
_PRESENT = re.compile(r"\bcó mặt\b|(?<!không )(?<!không tham )\bdự\b")
_COUNTED_ABSENT = re.compile(
    r"vắng(?: mặt)?\s*:?\s*\d|\d\s*(?:người|đồng chí|đ/c|đại biểu)?\s*vắng"
)


def _of_the_absent(text: str, targets: Sequence[Target]) -> Target | None:
    """The list of the absent where a line speaks of them and of nobody who came: "Khách mời vắng họp"."""
    words = vietnamese.lower(text)
    if not _ABSENT.search(words) or _PRESENT.search(words.replace("không có mặt", "")):
        return None
    return next((target for target in targets if target.key == "absentees"), None)


@lru_cache(maxsize=4_096)
def _kind_words(text: str) -> str:
    words = fold_words(text)
    return _LEAD.sub("", words, count=1) if _LEAD.match(words) else words


def kind_of(text: str, targets: Sequence[Target]) -> Target | None:
    """The list that a cell of a kind column means: "Tập thể", "Khen thưởng cá nhân", "TAPTHE"."""
    words = f"{_kind_words(text)} "
    found = [
        (len(name), target)
        for target in targets
        for name in target.names
        if words.startswith(f"{name} ")
    ]
    return max(found, key=lambda match: match[0])[1] if found else None


def titled(text: str, targets: Sequence[Target]) -> Target | None:
    """The one list that a title or a sheet's name speaks of; None when it is none or several."""
    said = re.sub(r"\([^)]*\)", " ", text)
    absent = _of_the_absent(said, targets)
    if absent is not None and not _COUNTED_ABSENT.search(vietnamese.lower(said)):
        return absent
    words = f" {fold_words(text)} "
    found = [
        target
        for target in targets
        # "hộ" without its mark is also "họ" and "hồ": too little in the middle of a title.
        if any(len(name) > 3 and f" {name} " in words for name in target.names)
    ]
    return found[0] if len(found) == 1 else None
