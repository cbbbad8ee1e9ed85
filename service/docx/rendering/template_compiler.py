"""The bytes of a Word template become a CompiledTemplate: prepared once, then rendered many times.

Every part with tags is one compiled Jinja template. What it cannot be proved to print soundly is refused
here, before any clerk meets it.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import CodeType
from typing import Any

from jinja2 import TemplateError, TemplateSyntaxError, nodes
from jinja2.environment import Template

from service.docx import embedded_data
from service.docx.rendering import (
    line_filters,
    page_ends,
    properties,
    row_patterns,
    safety,
    section_breaks,
    table_repair,
    tags,
    template_preprocessor,
    template_sources,
    wordprocessing,
)
from service.docx.rendering.body_layout import BodyLayout, with_layout
from service.docx.rendering.markup import PartAnalysis, UnprovedTemplate
from service.docx.rendering.package import Skeleton, skeleton
from service.docx.rendering.static_analysis import StaticAnalyzer
from service.docx.rendering.template_preprocessor import STYLES_PART
from service.docx.rendering.template_sources import Source
from service.docx.typography import PageWidths
from service.errors import BrokenTemplate, UnreadableInput
from service.language.compounds import Compounds, in_use

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
    """A filter block writes text, never a number; what it wrote is kept by the lexicon that it went by."""

    @functools.lru_cache(maxsize=512)
    def printed(_: Compounds, *arguments: Any) -> str:
        return str(measure(*arguments))

    return lambda *arguments: printed(in_use(), *arguments)


#: Measuring a text is pure arithmetic, and an office's name is in every one of its documents.
_FILTERS: dict[str, Callable[..., Any]] = {
    name: _printing(measure) for name, measure in line_filters.FILTERS.items()
}
_ENVIRONMENT = tags.PlainEnvironment({**_FILTERS, **row_patterns.FILTERS})


@dataclass(frozen=True)
class CompiledPart:
    """One part of a template: the code that Jinja made of it, and what is to do with what that writes."""

    source: Source
    code: CodeType
    has_tags: bool
    has_marks: bool
    ids_vary: bool
    before: bytes
    after: bytes

    @functools.cached_property
    def template(self) -> Template:
        """The code, ready to run."""
        return Template.from_code(_ENVIRONMENT, self.code, _ENVIRONMENT.make_globals(None))

    def render(self, context: Mapping[str, Any]) -> bytes:
        """The part's XML in UTF-8."""
        state = tags.RenderState()
        jinja_context = self.template.new_context(state.variables(context), shared=True)
        xml, rows = "".join(self.template.root_render_func(jinja_context)).encode(), state.rows
        if self.has_marks or self.ids_vary:
            xml, rows = b"".join(row_patterns.restored(xml, rows)), []
        if self.has_marks:
            xml = table_repair.repair_marked(xml)
        if self.ids_vary:
            xml = numbered(xml)
        if self.source.is_body:
            # Only rows are put aside, and not a table's last two: nothing that these look at.
            xml = section_breaks.arrange_section_breaks(page_ends.keep_page_ends(xml))
        return b"".join((self.before, *row_patterns.restored(xml, rows), self.after))


@dataclass(frozen=True, slots=True)
class CompiledTemplate:
    """A template of one document type, ready to be filled; shared by all threads, changed by none.

    ``version`` is the SHA-256 of the file, ``paper`` how wide the text of its pages is.
    """

    slug: str
    version: str
    paper: PageWidths
    docx: bytes = field(repr=False)
    sources: tuple[Source, ...] = field(repr=False)
    parts: tuple[CompiledPart, ...] = field(repr=False)
    skeleton: Skeleton = field(repr=False)
    embedded_data_part: str
    #: The same without its styles, for a document that lays its body out in its own way.
    unstyled: Skeleton = field(repr=False)
    styles: bytes = field(repr=False)

    def styled(self, layout: BodyLayout) -> tuple[Skeleton, list[tuple[str, bytes]]]:
        """The static parts of a document with this layout: a skeleton, and the part that differs, if any."""
        if not layout or not self.styles:
            return self.skeleton, []
        return self.unstyled, [(STYLES_PART, with_layout(self.styles, layout))]

    def fill(self, context: Mapping[str, Any]) -> list[tuple[str, bytes]]:
        """The parts that hold tags, rendered.

        Raises BrokenTemplate when the template asks for what the context does not have, UnreadableInput
        when a text holds what no document can.
        """
        try:
            return [(part.source.name, part.render(context)) for part in self.parts]
        except (tags.NotXml, UnicodeEncodeError) as unprintable:
            raise UnreadableInput(
                "Dữ liệu có ký tự mà văn bản Word không chứa được."
            ) from unprintable
        except _MISTAKES as mistake:
            raise BrokenTemplate(self.slug, [_reason(mistake)]) from mistake


def compile_template(slug: str, docx: bytes) -> CompiledTemplate:
    """Prepare a template. Raises BrokenTemplate with the reasons; one with unsafe content is not used."""
    try:
        unpacked = embedded_data.unpack(docx)
        reasons = safety.unsafe_content(unpacked)
        if reasons:
            raise BrokenTemplate(slug, reasons)
        expanded = template_preprocessor.expand(docx)
        paper = wordprocessing.paper(unpacked[template_preprocessor.DOCUMENT_PART])
        sources = template_sources.sources(expanded)
        kept, _, item = properties.prepare(embedded_data.unpack(expanded))
    except UnreadableInput as unreadable:
        raise BrokenTemplate(slug, [str(unreadable)]) from unreadable
    except (*_MISTAKES, SyntaxError) as mistake:
        raise BrokenTemplate(
            slug, [f"Không đọc được tệp mẫu ({type(mistake).__name__})."]
        ) from mistake
    parts = [_compiled(slug, source) for source in sources]
    filled = {part.source.name for part in parts if part.has_tags}
    rendered = {part.source.name: part.render({}) for part in parts if not part.has_tags}
    static = {name: part for name, part in {**kept, **rendered}.items() if name not in filled}
    return CompiledTemplate(
        slug=slug,
        version=hashlib.sha256(docx).hexdigest(),
        paper=paper,
        docx=docx,
        sources=tuple(sources),
        parts=tuple(part for part in parts if part.has_tags),
        skeleton=skeleton(static),
        embedded_data_part=item,
        unstyled=skeleton({name: part for name, part in static.items() if name != STYLES_PART}),
        styles=static.get(STYLES_PART, b""),
    )


def _compiled(slug: str, source: Source) -> CompiledPart:
    try:
        return compile_part(source)
    except TemplateSyntaxError as wrong:
        reason, line = f"Lệnh trong mẫu viết sai ({wrong.message})", wrong.lineno
        raise BrokenTemplate(slug, [f"{reason} ở đoạn “{source.words(line)}”."]) from wrong
    except UnprovedTemplate as unproved:
        reason, line = f"Không in được mẫu này: {unproved}", unproved.lineno
        raise BrokenTemplate(slug, [f"{reason} (đoạn “{source.words(line)}”)."]) from unproved


def compile_part(source: Source) -> CompiledPart:
    """Prepare one part. Raises UnprovedTemplate, or TemplateSyntaxError as Jinja does."""
    tree = parse(source)
    analysis = StaticAnalyzer(_FILTERS.keys()).analyse(tree)
    marked: set[int] = set()
    if source.is_body:
        settled = replace(source, xml=_settled(source.xml, analysis))
        marked = {n for n in analysis.outermost if _must_be_counted(analysis.verdicts[n])}
        if marked or settled != source:
            source, tree = settled, parse(settled)
            StaticAnalyzer(_FILTERS.keys(), marked).analyse(tree)
    row_patterns.RowPatterns().visit(tree)
    tree.set_environment(_ENVIRONMENT)
    return CompiledPart(
        source=source,
        code=_ENVIRONMENT.compile(tree),
        has_tags=analysis.has_tags,
        has_marks=bool(marked),
        ids_vary=source.is_body and analysis.ids_vary,
        before=source.before.encode(),
        after=source.after.encode(),
    )


def parse(source: Source) -> nodes.Template:
    """The tags of a part as Jinja's syntax tree; line numbers count paragraphs (``Source.words``)."""
    tree = _ENVIRONMENT.parse(source.lines)
    for literal in tree.find_all(nodes.TemplateData):
        literal.data = re.sub(r"\n<w:p([ >])", r"<w:p\1", literal.data)
    return tree


def _must_be_counted(verdict: table_repair.Verdict) -> bool:
    return not verdict.fits and verdict.cells is None


def _settled(xml: str, analysis: PartAnalysis) -> str:
    """Carry out once what comes out the same in every render: fixed tables, fixed drawings."""
    starts = [found.start() for found in re.finditer(r"<w:tbl(?=[ >])", xml)]
    for number, start in reversed([*enumerate(starts)]):
        verdict = analysis.verdicts[number]
        grid = _GRID.search(xml, start)
        if verdict.cells is not None and verdict.spans is not None and grid:
            repaired = table_repair.repair_grid(
                grid[0].encode(), verdict.cells, verdict.spans
            ).decode()
            xml = xml[: grid.start()] + repaired + xml[grid.end() :]
    return xml if analysis.ids_vary else numbered(xml.encode()).decode()


def numbered(xml: bytes) -> bytes:
    """Drawings numbered in their order, as docxtpl numbers them."""
    numbers = itertools.count(_FIRST_DRAWING)

    def number(found: re.Match[bytes]) -> bytes:
        tag = re.sub(rb'\sid="[^"]*"', b"", found[0])
        return b'<wp:docPr id="%d"' % next(numbers) + tag[len("<wp:docPr") :]

    return _DRAWING.sub(number, xml)


def _reason(mistake: BaseException) -> str:
    """The reason for the office: ours in Vietnamese, others only by name, for they may quote data."""
    if isinstance(mistake, TemplateError | tags.RunsAway | tags.Unprintable):
        return str(mistake)
    return f"Lệnh trong mẫu không hợp với dữ liệu ({type(mistake).__name__})."
