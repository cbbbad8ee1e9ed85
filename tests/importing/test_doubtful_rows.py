"""Of many rows or cells the first are named."""

from __future__ import annotations

import pytest

from service.importing import doubtful_rows


@pytest.mark.parametrize(
    ("count", "named"),
    [(1, "1"), (5, "1, 2, 3, 4, 5"), (6, "1, 2, 3, 4, 5, …"), (9, "1, 2, 3, 4, 5, …")],
)
def test_five_are_named_and_further_ones_hinted_at(count: int, named: str) -> None:
    assert doubtful_rows.first_of(range(1, count + 1)) == named
