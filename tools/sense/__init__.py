"""Measures the rules of sense: how many faults each finds, and how often it speaks where nothing is wrong.

A clean corpus (``clean``) and small functions that put one fault each into it (``faults_*``), both invented; ``measure``
counts. ``python -m tools.sense`` prints the table that stands in docs/rules.md.
"""
