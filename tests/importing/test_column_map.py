"""What columns of a list mean, and what is left when one of them means nothing any more."""

from __future__ import annotations

from service.importing.column_map import ColumnMap
from service.importing.header_rows import Header


def test_a_column_that_is_let_go_means_nothing_and_the_others_what_they_meant() -> None:
    found = ColumnMap(
        Header(0, 0, (0, 1, 2, 3, 4), {}),
        fields={"individuals": {"/full_name": [1, 2], "/unit": [2]}},
        around={"/form": 2, "/decision": 3},
        number=0,
        kind=2,
    )
    found.marks.update({2: "x", 4: "y"})
    found.release(2)
    assert found.fields == {"individuals": {"/full_name": [1]}}
    assert found.around == {"/decision": 3}
    assert (found.number, found.kind, list(found.marks)) == (0, None, [4])
