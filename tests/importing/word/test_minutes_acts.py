"""Lines that tell what happened, below a list of people."""

from __future__ import annotations

import pytest

from service.importing.word import minutes_acts


@pytest.mark.parametrize(
    ("text", "is_sentence"),
    [
        ("Việc này đã xong từ đầu năm.", False),
        ("Việc này đã xong từ đầu năm nay.", True),
        ("Việc này đã xong từ đầu năm nay", False),
        ("Đại diện các phòng chuyên môn và văn phòng.", False),
        ("Phòng Tổ chức cán bộ và Văn phòng Sở.", False),
    ],
)
def test_a_sentence_has_eight_words_and_an_end_and_names_no_group(
    text: str, is_sentence: bool
) -> None:
    assert minutes_acts.is_sentence(text) == is_sentence
