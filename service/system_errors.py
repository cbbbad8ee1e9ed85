"""What the system refused becomes a few Vietnamese words, for whoever installs or runs the service."""

from __future__ import annotations

import errno
from typing import Final

_WORDS: Final = {
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.EEXIST: "đã có tệp cùng tên",
    errno.ENOTDIR: "không phải thư mục",
    errno.EISDIR: "là thư mục, không phải tệp",
    errno.ENOSPC: "hết chỗ trên đĩa",
    errno.EFBIG: "tệp lớn quá mức cho phép",
    errno.EDQUOT: "hết dung lượng được cấp",
    errno.EROFS: "đĩa chỉ cho đọc",
    errno.EIO: "lỗi đọc, ghi đĩa",
    errno.ELOOP: "liên kết vòng quanh",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.EMFILE: "mở quá nhiều tệp",
    errno.ENFILE: "mở quá nhiều tệp",
}


def in_words(error: OSError) -> str:
    """Why it was refused, as the middle of a sentence; what is seldom with the number that manuals explain."""
    number = error.errno or 0
    return _WORDS.get(number) or f"lỗi hệ thống {errno.errorcode.get(number, number)}"
