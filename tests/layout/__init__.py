"""The printed page, measured to the millimetre and the point."""
