"""The minutes of a conference: their schema, their rules and their context."""
