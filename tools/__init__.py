"""Programs of the workshop: they make what the service ships, and are not part of it."""
