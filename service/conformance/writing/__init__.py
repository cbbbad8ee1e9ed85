"""One list of findings, written in the ways that people and programs read it: SARIF, comments of Word, pictures of the pages."""
