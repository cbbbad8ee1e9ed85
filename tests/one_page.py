"""A PDF of one page with a line of text, and a converter that gives it for every document, at once."""

from __future__ import annotations

import shlex
from pathlib import Path

_TEXT = b"BT /F1 24 Tf 72 700 Td (SO NGOAI VU) Tj ET"
_OBJECTS = (
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
    b"<</Length %d>>stream\n%s\nendstream" % (len(_TEXT), _TEXT),
    b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
)
#: Without a table of its objects: every reader looks for them then.
PDF = b"".join(
    (
        b"%PDF-1.6\n",
        *(b"%d 0 obj\n%s\nendobj\n" % (number, body) for number, body in enumerate(_OBJECTS, 1)),
        b"trailer<</Root 1 0 R/Size 6>>\nstartxref\n0\n%%EOF\n",
    )
)


def soffice(folder: Path) -> Path:
    """A program that answers as LibreOffice does, with ``PDF``."""
    (folder / "one-page.pdf").write_bytes(PDF)
    script = folder / "soffice"
    script.write_text(
        "#!/bin/sh\nfor word; do SOURCE=$word; done\n"
        f'cp {shlex.quote(str(folder / "one-page.pdf"))} "${{SOURCE%.docx}}.pdf"\n'
    )
    script.chmod(0o755)
    return script


def pictures(page: str) -> int:
    """How many pages a preview shows."""
    return page.count('src="data:image/png;base64,iVBORw0KGgo')
