"""A whole text of Word, LibreOffice or Google Docs becomes the draft of an input, with nothing lost.

Read in this order: ``blocks`` (paragraphs, tables), the readers ``html_reader``, ``docx_reader`` and
``plain_reader`` (with ``plain_table``, ``page_numbers``), ``labels`` ("I.", "1.", "a)"), ``entries``, ``headings``, ``letterhead`` (with
``head_marks``, ``subject_lines``), ``foot_extent`` and ``signature``, the drafts ``report`` (with ``report_table``), ``minutes`` (with ``minutes_acts``,
``people_in_line``) and ``decision`` (with ``decision_articles``, ``decision_executors``), ``verification`` (each letter is found again), ``draft`` (the way
through), ``account`` (what became of each piece) and ``joining`` (a draft beside what was typed).
"""

from service.importing.word.blocks import NotTaken
from service.importing.word.draft import Builder, Draft, of_docx, of_paste
from service.importing.word.joining import Joined, join
from service.importing.word.lines import Line

__all__ = ["Builder", "Draft", "Joined", "Line", "NotTaken", "join", "of_docx", "of_paste"]
