"""Small mutations put into the code on purpose, to see whether the tests notice (``python -m tools.mutants``)."""
