"""The check of any .docx, measured: sound documents, documents with one known fault, documents as offices make them.

``python -m tools.conformance`` (or ``make conformance``) prints how many faults are found, by rule, and how often the check
speaks where nothing is wrong, and writes both into ``docs/conformance.md``. All names and events are invented.
"""
