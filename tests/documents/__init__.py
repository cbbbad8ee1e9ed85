"""Each document type on its own: what it refuses, what it hands to its template, what it names."""
