"""What an input may hold: fields and parts, reading them, and finding their values in a document again."""
