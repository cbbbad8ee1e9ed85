"""Many inputs out of the files that a clerk has: an archive of data files, one workbook, lines of JSON.

``reading.read`` gives them one by one: every file, row or line is an item under a name that a clerk finds again, with its
input or with why there is none. What is no document and is not taken either is told the same way. Nothing is made here.
"""

from service.batch_files.item import BatchItem
from service.batch_files.reading import ENDINGS, Source, read

__all__ = ["ENDINGS", "BatchItem", "Source", "read"]
