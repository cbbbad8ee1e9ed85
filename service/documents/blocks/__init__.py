"""What document types share beyond the parts of ``schema.parts``: fields, rules and their part of the context."""
