"""The Vietnamese language and how an office writes: letters, numbers, dates, names of files."""
