"""Bytes from outside: what an upload may hold, and the child processes in which it is read."""
