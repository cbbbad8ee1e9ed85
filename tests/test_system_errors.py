"""What the system refuses is told in Vietnamese, and what nobody listed with its number."""

from __future__ import annotations

import errno

import pytest

from service import system_errors


@pytest.mark.parametrize(
    ("refused", "told"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), "không có quyền"),
        (FileNotFoundError(errno.ENOENT, "No such file or directory"), "không có tệp hoặc thư mục này"),
        (OSError(errno.ENOSPC, "No space left on device"), "hết chỗ trên đĩa"),
        (OSError(errno.ENOTTY, "Inappropriate ioctl for device"), "lỗi hệ thống ENOTTY"),
        (OSError(99_999, "?"), "lỗi hệ thống 99999"),
        (OSError(), "lỗi hệ thống 0"),
    ],
)  # fmt: skip
def test_a_refusal_of_the_system_is_told_in_vietnamese(refused: OSError, told: str) -> None:
    assert system_errors.in_words(refused) == told
