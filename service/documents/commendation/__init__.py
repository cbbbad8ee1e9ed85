"""The commendation decision: its schema and rules, its articles, its annexes."""
