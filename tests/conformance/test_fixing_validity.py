"""Microsoft's validator finds nothing in documents with tracked mending that it did not find before."""

from __future__ import annotations

from pathlib import Path

from service.conformance import checking
from service.conformance.fixing import mend
from tests import microsoft
from tools.conformance import foreign


def test_tracked_changes_are_written_as_word_wants_them(tmp_path: Path) -> None:
    before = {one.name: one.docx for one in foreign.documents()}
    after = {
        name: mend(docx, checking.judged, tracked=True).content for name, docx in before.items()
    }
    changed = [name for name in after if after[name] != before[name]]
    assert len(changed) >= 10
    new = microsoft.violations(tmp_path, {name: after[name] for name in changed})
    faulty = [name for name in changed if new[name]]
    old = microsoft.violations(tmp_path, {name: before[name] for name in faulty})
    assert {name: new[name] for name in faulty if new[name] != old[name]} == {}
