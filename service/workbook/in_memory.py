"""A workbook becomes bytes in memory; only this module knows that openpyxl would write each sheet to a file.

openpyxl puts every sheet into a temporary file before it zips it. Such a file holds what a clerk typed,
stays behind when the worker is killed, and cannot be written when the disk is full.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.workbook import Workbook
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter


def saved(workbook: Workbook) -> io.BytesIO:
    """What ``workbook.save`` would write, except that no clock is asked and nothing deflated, for it is written again."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as archive:
        _Writer(workbook, archive).write_data()
    held.seek(0)
    return held


class _Writer(ExcelWriter):
    _archive: zipfile.ZipFile

    def write_worksheet(self, ws: Any) -> None:
        """As openpyxl does it (3.1), with a buffer in place of the temporary file."""
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts = ws._charts
        ws._drawing.images = ws._images
        out = io.BytesIO()
        writer: Any = WorksheetWriter(ws, out)
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], out.getvalue())
        self.manifest.append(ws)
