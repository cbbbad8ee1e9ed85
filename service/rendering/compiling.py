"""The bytes of a Word template become a CompiledTemplate: prepared once, then rendered many times.

Three ways to render, from fast to slow, and the template decides: a woven Python function; Jinja, when a
value or the template is out of the ordinary; docxtpl itself, for the few things only it can do.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
import logging
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from jinja2 import TemplateError, TemplateSyntaxError, nodes
from jinja2.environment import Template

from service import imprint
from service.errors import BrokenTemplate, UnreadableInput
from service.rendering import (
    filling,
    finishing,
    preparing,
    properties,
    safety,
    shorthand,
    tables,
    tags,
    weaving,
)
from service.rendering.expressions import NotWoven
from service.rendering.filling import Filled
from service.rendering.markup import Outline, Unproved
from service.rendering.outline import Reader
from service.rendering.package import Skeleton, skeleton
from service.rendering.preparing import Source

_log = logging.getLogger(__name__)

_DRAWING = re.compile(rb"<wp:docPr(?=[\s/>])[^>]*")
_GRID = re.compile(r"<w:tblGrid(?:\s[^>]*)?(?:/>|>.*?</w:tblGrid>)", re.DOTALL)
#: docxtpl numbers drawings from here.
_FIRST_DRAWING = 1001
#: What a mistake in a template raises when it is rendered.
_MISTAKES = (
    *(TemplateError, LookupError, TypeError, AttributeError, ValueError, ArithmeticError),
    *(tags.RunsAway, RecursionError),
)


def _printing(measure: Callable[..., Any]) -> Callable[..., str]:
    """A filter block writes text, never a number."""
    return lambda *arguments: str(measure(*arguments))


#: Measuring a text is pure arithmetic, and an office's name is in every one of its documents.
_FILTERS: dict[str, Callable[..., Any]] = {
    name: functools.lru_cache(maxsize=512)(_printing(measure))
    for name, measure in shorthand.FILTERS.items()
}
_ENVIRONMENT = tags.PlainEnvironment(_FILTERS)


@dataclass(frozen=True, slots=True)
class Part:
    """One part with tags: how to render it."""

    source: Source
    exact: Template
    woven: filling.Woven | None
    has_tags: bool
    has_marks: bool
    ids_vary: bool
    before: bytes
    after: bytes

    def render(self, context: Mapping[str, Any]) -> bytes:
        """The part's XML in UTF-8."""
        filled = self._filled(context)
        if self.has_marks:
            filled = Filled(tables.mend_marked(filled.whole()))
        if self.ids_vary:
            filled = Filled(numbered(filled.whole()))
        if self.source.is_body:
            # Only rows are aside, and not a table's last: nothing that finishing looks at.
            filled = Filled(finishing.fold_last_section(filled.text), filled.aside)
        return b"".join((self.before, *filled.pieces(), self.after))

    def _filled(self, context: Mapping[str, Any]) -> Filled:
        if self.woven is not None:
            try:
                return self.woven.fill(context)
            except filling.Unusual as unusual:
                _log.debug("%s: rendered by Jinja (%r)", self.source.name, unusual.__cause__)
        return Filled(self.exactly(context))

    def exactly(self, context: Mapping[str, Any]) -> bytes:
        """The same XML from Jinja itself, before tables are mended."""
        values = {**context, **tags.budget()}
        pieces: list[str] = []
        room = tags.BUDGET_BYTES
        for piece in self.exact.root_render_func(self.exact.new_context(values)):
            room -= len(piece)
            if room < 0:
                raise tags.RunsAway("Mẫu viết ra quá nhiều chữ.")
            pieces.append(piece)
        return "".join(pieces).encode()


@dataclass(frozen=True, slots=True)
class CompiledTemplate:
    """A template of one document type, ready to be filled; shared by all threads, changed by none.

    ``version`` is the SHA-256 of the file. ``fallback`` says why docxtpl must render it, or is "".
    """

    slug: str
    version: str
    docx: bytes = field(repr=False)
    spelled: bytes = field(repr=False)
    sources: tuple[Source, ...] = field(repr=False)
    parts: tuple[Part, ...] = field(repr=False)
    skeleton: Skeleton = field(repr=False)
    imprint_part: str
    fallback: str = ""

    def fill(self, context: Mapping[str, Any]) -> tuple[Skeleton, list[tuple[str, bytes]]]:
        """The parts that hold tags, rendered, and the skeleton they belong to.

        Raises BrokenTemplate when the template asks for what the context does not have, UnreadableInput
        when a text holds what no document can.
        """
        try:
            if self.fallback:
                return self._with_docxtpl(context)
            return self.skeleton, [(p.source.name, p.render(context)) for p in self.parts]
        except (tags.Unprintable, UnicodeEncodeError) as unprintable:
            if isinstance(unprintable, UnicodeEncodeError) or "ký tự" in str(unprintable):
                raise UnreadableInput(
                    "Dữ liệu có ký tự mà văn bản Word không chứa được."
                ) from unprintable
            raise BrokenTemplate(self.slug, [str(unprintable)]) from unprintable
        except _MISTAKES as mistake:
            raise BrokenTemplate(self.slug, [_told(mistake)]) from mistake

    def _with_docxtpl(self, context: Mapping[str, Any]) -> tuple[Skeleton, list[tuple[str, bytes]]]:
        _log.warning("template %s is rendered by docxtpl: %s", self.slug, self.fallback)
        environment = tags.CountingEnvironment(_FILTERS)
        docx = preparing.with_docxtpl(self.spelled, context, environment)
        kept, document, _ = properties.prepare(imprint.unpack(docx))
        text = kept.pop(document)
        return skeleton(kept), [(document, finishing.fold_last_section(text))]


def compile_template(slug: str, docx: bytes) -> CompiledTemplate:
    """Prepare a template. Raises BrokenTemplate with the reasons; one that ``safety`` complains of is not used."""
    try:
        problems = safety.complaints(imprint.unpack(docx))
        if problems:
            raise BrokenTemplate(slug, problems)
        spelled = shorthand.spell_out(docx)
        sources = preparing.sources(spelled)
        kept, _, item = properties.prepare(imprint.unpack(spelled))
    except UnreadableInput as unreadable:
        raise BrokenTemplate(slug, [str(unreadable)]) from unreadable
    except (*_MISTAKES, SyntaxError) as mistake:
        raise BrokenTemplate(
            slug, [f"Không đọc được tệp mẫu ({type(mistake).__name__})."]
        ) from mistake
    parts, fallback = _parts(slug, sources)
    static = {p.source.name: p.render({}) for p in parts if not p.has_tags}
    filled = {part.source.name for part in parts if part.has_tags}
    return CompiledTemplate(
        slug=slug,
        version=hashlib.sha256(docx).hexdigest(),
        docx=docx,
        spelled=spelled,
        sources=tuple(sources),
        parts=tuple(part for part in parts if part.has_tags),
        skeleton=skeleton({n: c for n, c in {**kept, **static}.items() if n not in filled}),
        imprint_part=item,
        fallback=fallback,
    )


def _parts(slug: str, sources: Sequence[Source]) -> tuple[list[Part], str]:
    """All parts compiled, or none and the reason why only docxtpl can render the template."""
    parts: list[Part] = []
    for source in sources:
        try:
            parts.append(_part(source))
        except TemplateSyntaxError as wrong:
            words = source.words(wrong.lineno)
            raise BrokenTemplate(
                slug, [f"Lệnh trong mẫu viết sai ({wrong.message}) ở đoạn “{words}”."]
            ) from wrong
        except Unproved as unproved:
            _log.warning("template %s will be rendered by docxtpl: %s", slug, unproved)
            return [], str(unproved)
    return parts, ""


def _part(source: Source) -> Part:
    outline = Reader(_FILTERS.keys()).read(parse(source))
    source = replace(source, xml=_settled(source.xml, outline) if source.is_body else source.xml)
    marked = {n for n in outline.outermost if _must_be_counted(outline.verdicts[n])}
    if not source.is_body:
        marked = set()
    tree = parse(source)
    Reader(_FILTERS.keys(), marked).read(tree)
    tree.set_environment(_ENVIRONMENT)
    try:
        woven = weaving.weave(tree, _ENVIRONMENT.filters, _ENVIRONMENT.tests)
    except NotWoven as needed:
        _log.info("%s is rendered by Jinja because of %s", source.name, needed)
        woven = None
    return Part(
        source=source,
        exact=_ENVIRONMENT.from_string(tree),
        woven=woven,
        has_tags=outline.has_tags,
        has_marks=bool(marked),
        ids_vary=source.is_body and outline.ids_vary,
        before=source.before.encode(),
        after=source.after.encode(),
    )


def parse(source: Source) -> nodes.Template:
    """The tags of a part as Jinja's syntax tree; line numbers count paragraphs (``Source.words``)."""
    tree = _ENVIRONMENT.parse(source.lines)
    for literal in tree.find_all(nodes.TemplateData):
        literal.data = re.sub(r"\n<w:p([ >])", r"<w:p\1", literal.data)
    return tree


def _must_be_counted(verdict: tables.Verdict) -> bool:
    return not verdict.fits and verdict.cells is None


def _settled(xml: str, outline: Outline) -> str:
    """Carry out once what comes out the same in every render: fixed tables, fixed drawings."""
    starts = [found.start() for found in re.finditer(r"<w:tbl(?=[ >])", xml)]
    for number, start in reversed([*enumerate(starts)]):
        verdict = outline.verdicts[number]
        grid = _GRID.search(xml, start)
        if verdict.cells is not None and verdict.spans is not None and grid:
            mended = tables.mend_grid(grid[0].encode(), verdict.cells, verdict.spans).decode()
            xml = xml[: grid.start()] + mended + xml[grid.end() :]
    return xml if outline.ids_vary else numbered(xml.encode()).decode()


def numbered(xml: bytes) -> bytes:
    """Drawings numbered in their order, as docxtpl numbers them."""
    numbers = itertools.count(_FIRST_DRAWING)

    def number(found: re.Match[bytes]) -> bytes:
        tag = re.sub(rb'\sid="[^"]*"', b"", found[0])
        return b'<wp:docPr id="%d"' % next(numbers) + tag[len("<wp:docPr") :]

    return _DRAWING.sub(number, xml)


def _told(mistake: BaseException) -> str:
    """The reason for the office: ours in Vietnamese, others only by name, for they may quote data."""
    if isinstance(mistake, TemplateError | tags.RunsAway | tags.Unprintable):
        return str(mistake)
    return f"Lệnh trong mẫu không hợp với dữ liệu ({type(mistake).__name__})."
