"""Folders of Word files become compiled templates; an edit on disk is picked up, whole or not at all."""

from __future__ import annotations

import mmap
import os
import threading
import weakref
from collections.abc import Iterable, Sequence
from pathlib import Path

from service.docx import standard
from service.docx.rendering.template_cache import compiled_template
from service.docx.rendering.template_compiler import CompiledTemplate
from service.docx.typography import PageWidths
from service.errors import BrokenTemplate

#: What distinguishes one state of a file from another.
Signature = tuple[Path, int, int, int, int]

_TRIES = 5
_GONE = (
    "Tệp mẫu riêng của cơ quan không còn trong thư mục mẫu đã cấu hình; hãy đặt lại tệp, "
    "hoặc khởi động lại dịch vụ nếu muốn dùng mẫu có sẵn."
)

_stores: weakref.WeakSet[TemplateStore] = weakref.WeakSet()


class TemplateStore:
    """The templates of the types ``slugs``: an office's own folders before the last one, of defaults.

    ``get`` costs one or two ``stat`` calls while nothing changes. All threads share the compiled
    templates, which nobody changes; a process that is forked starts with its parent's. An office's
    template that was there once and is gone is never replaced by the default, until a new start.
    """

    def __init__(self, folders: Sequence[Path], slugs: Iterable[str]) -> None:
        self._folders = tuple(folders)
        self._index = {slug: index for index, slug in enumerate(slugs)}
        # Shared with every process that is forked from this one: what one worker saw binds all, and a
        # worker that is replaced does not forget it.
        self._own_seen = mmap.mmap(-1, max(len(self._index), 1))
        self._lock = threading.Lock()
        self._known: dict[str, tuple[Signature, CompiledTemplate | BrokenTemplate]] = {}
        _stores.add(self)

    def get(self, slug: str) -> CompiledTemplate:
        """The template ``<slug>.docx`` as it is on disk now. Raises BrokenTemplate with the reason."""
        signature = self._signature(slug)
        known = self._known.get(slug)
        if known is None or known[0] != signature:
            with self._lock:
                known = self._known.get(slug)
                if known is None or known[0] != signature:
                    known = self._compiled(slug)
                    self._known[slug] = known
        if isinstance(known[1], BrokenTemplate):
            raise BrokenTemplate(known[1].template, known[1].problems)
        return known[1]

    def paper(self, slug: str) -> PageWidths:
        """How wide the text of a type's pages is; of a broken template, which prints nothing, the decree's."""
        try:
            return self.get(slug).paper
        except BrokenTemplate:
            return PageWidths(standard.TEXT_WIDTH_TWIPS, standard.TEXT_WIDTH_LANDSCAPE_TWIPS)

    def _signature(self, slug: str) -> Signature:
        if slug not in self._index:
            raise BrokenTemplate(slug, ["Không tìm thấy tệp mẫu."])
        for number, folder in enumerate(self._folders, start=1):
            is_default = number == len(self._folders)
            if is_default and self._own_seen[self._index[slug]]:
                raise BrokenTemplate(slug, [_GONE])
            path = folder / f"{slug}.docx"
            found = _state(slug, path)
            if found is not None:
                if not is_default:
                    self._own_seen[self._index[slug]] = 1
                return path, found.st_ino, found.st_mtime_ns, found.st_ctime_ns, found.st_size
        raise BrokenTemplate(slug, ["Không tìm thấy tệp mẫu."])

    def _compiled(self, slug: str) -> tuple[Signature, CompiledTemplate | BrokenTemplate]:
        """Read the file between two equal signatures, so that no half-written one is used."""
        for _ in range(_TRIES):
            before = self._signature(slug)
            try:
                docx = before[0].read_bytes()
            except OSError:
                continue
            if self._signature(slug) == before:
                try:
                    return before, compiled_template(slug, docx)
                except BrokenTemplate as broken:
                    return before, broken
        raise BrokenTemplate(slug, ["Tệp mẫu đang được ghi; hãy thử lại sau."])

    def _after_fork(self) -> None:
        self._lock = threading.Lock()


def _state(slug: str, path: Path) -> os.stat_result | None:
    """The file status of a template; None when its folder is there and the file is not."""
    try:
        return path.stat()
    except (FileNotFoundError, NotADirectoryError):
        if not path.parent.is_dir():
            # A share that is not mounted must not quietly change how documents look.
            raise BrokenTemplate(slug, ["Không thấy thư mục mẫu đã cấu hình."]) from None
        if path.is_symlink():
            raise BrokenTemplate(slug, ["Tệp mẫu là liên kết đến một tệp không còn."]) from None
        return None
    except OSError as refused:
        raise BrokenTemplate(slug, ["Không mở được tệp mẫu."]) from refused


def _unlock() -> None:
    # A thread of the parent may have held a lock that nobody will release here.
    for store in _stores:
        store._after_fork()


os.register_at_fork(after_in_child=_unlock)
