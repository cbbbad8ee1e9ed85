"""service/docx/standard.py becomes the three Word templates in templates_docx/, the same bytes every time."""
