"""Everything that speaks HTTP: the API, the pages, who may call, and how errors are answered."""
