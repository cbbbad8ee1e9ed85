"""Every way in which a request fails, once: the error handlers answer by this table and the manual describes it.

A problem's ``slug`` is its address in /docs and never changes; ``type`` in a problem response leads there.
"""

from __future__ import annotations

from dataclasses import dataclass

from service import errors


@dataclass(frozen=True, slots=True)
class Problem:
    """One row: what an answer says (RFC 9457), and what the manual says of it (``advice``).

    ``error`` is the exception that means this problem. ``detail`` is for a program and ``page_detail`` for a
    clerk's page (when it differs), both for a failure that brings no sentence of its own.
    """

    slug: str
    status: int
    title: str
    error: type[errors.VanbanError] | None
    advice: str
    detail: str = ""
    page_detail: str = ""


PROBLEMS = (
    Problem("unreadable-input", 400, "Không đọc được dữ liệu", errors.UnreadableInput,
        "Dữ liệu không phải JSON đúng cú pháp trong UTF-8, một mục được ghi hai lần, có giá trị NaN hay vô hạn, hoặc tệp gửi lên bị hỏng. Mục “where” cho biết chỗ sai, khi xác định được."),
    Problem("bad-request", 400, "Yêu cầu không đọc được", None,
        "Yêu cầu HTTP không đúng dạng, ví dụ biểu mẫu nhiều phần bị cắt ngang. Hãy xem lại cách gửi.",
        detail="Yêu cầu HTTP không đúng dạng; hãy xem lại dòng đầu, các tiêu đề và cách gửi.",
        page_detail="Yêu cầu không đọc được; hãy xem lại cách gửi."),
    Problem("not-signed-in", 401, "Chưa được phép vào", errors.NotSignedIn,
        "Dịch vụ này cần khóa truy cập: gửi tiêu đề “Authorization: Bearer vb_…”. Khóa sai, hết hạn hoặc đã bị thu hồi cũng được trả lời như vậy; khóa do người quản trị cấp."),
    Problem("not-allowed", 403, "Không có quyền", errors.NotAllowed,
        "Khóa không có quyền dùng địa chỉ này; tiêu đề WWW-Authenticate nêu quyền còn thiếu. Hãy xin người quản trị khóa có quyền đó."),
    Problem("foreign-request", 403, "Yêu cầu không phải từ trang này", errors.ForeignRequest,
        "Trình duyệt cho biết yêu cầu do trang web khác gửi, hoặc trang đã mở quá lâu. Hãy mở lại trang rồi gửi lại."),
    Problem("not-found", 404, "Không có địa chỉ này", None,
        "Đường dẫn sai. Các địa chỉ có trong bảng ở đầu trang này.",
        detail="Không có địa chỉ này; hãy xem tài liệu ở /docs.",
        page_detail="Không có trang này; hãy bắt đầu lại từ trang đầu."),
    Problem("unknown-document-type", 404, "Không có loại văn bản này", errors.UnknownDocumentType,
        "Tên loại văn bản trong đường dẫn sai. GET /api/v1/document-types liệt kê các loại hiện có."),
    Problem("unknown-profile", 404, "Không có hồ sơ này", errors.UnknownProfile,
        "Không có hồ sơ cơ quan nào tên như vậy. GET /api/v1/profiles liệt kê các hồ sơ đã cài."),
    Problem("unknown-job", 404, "Không có lô văn bản này", errors.UnknownJob,
        "Không có lô nào mang mã này, lô đã hết hạn hoặc đã xóa, hoặc do khóa hay tài khoản khác gửi."),
    Problem("method-not-allowed", 405, "Cách gọi không được nhận", None,
        "Địa chỉ có thật nhưng không nhận cách gọi này; tiêu đề Allow ghi các cách được nhận.",
        detail="Địa chỉ này không nhận cách gọi đó; các cách được nhận ghi ở tiêu đề Allow.",
        page_detail="Trang này không mở trực tiếp được; hãy trở lại trang nhập."),
    Problem("not-acceptable", 406, "Không trả lời được ở dạng đó", None,
        "Tiêu đề Accept yêu cầu một dạng mà địa chỉ này không có. Hãy bỏ tiêu đề Accept hoặc ghi đúng dạng nêu ở từng địa chỉ.",
        detail="Không trả lời được ở dạng mà tiêu đề Accept yêu cầu."),
    Problem("no-converter", 406, "Không tạo được PDF trên máy này", errors.ConverterMissing,
        "Máy chủ chưa cài phần chuyển đổi sang PDF. Hãy lấy tệp .docx, hoặc nhờ người quản trị cài thêm."),
    Problem("request-timeout", 408, "Gửi quá lâu", None,
        "Dữ liệu gửi lên quá chậm nên bị ngắt. Hãy gửi lại.",
        detail="Dữ liệu gửi quá lâu chưa xong; hãy gửi lại."),
    Problem("not-done-yet", 409, "Chưa làm xong", errors.NotDoneYet,
        "Lô văn bản chưa làm xong, hoặc đã bị hủy, nên chưa có kết quả. Hãy xem “state” của lô rồi lấy lại."),
    Problem("input-too-large", 413, "Dữ liệu quá lớn", errors.InputTooLarge,
        "Dữ liệu vượt giới hạn kích thước; mục “limit” ghi giới hạn bị vượt, tính bằng byte hoặc bằng số phần của biểu mẫu. Hãy tách thành nhiều văn bản.",
        detail="Dữ liệu vượt giới hạn kích thước.",
        page_detail="Dữ liệu gửi lên quá lớn nên máy chủ không nhận; hãy tách thành nhiều văn bản."),
    Problem("uri-too-long", 414, "Địa chỉ quá dài", None,
        "Địa chỉ của yêu cầu dài quá 4094 ký tự. Hãy gửi dữ liệu trong thân yêu cầu.",
        detail="Địa chỉ của yêu cầu quá dài; hãy gửi dữ liệu trong thân yêu cầu."),
    Problem("unsupported-media-type", 415, "Loại dữ liệu không được nhận", errors.UnsupportedMedia,
        "Chỉ nhận application/json, hoặc multipart/form-data với đúng một tệp ở phần “file”. Hãy xem lại tiêu đề Content-Type và đuôi tệp. Dữ liệu nén (Content-Encoding) cũng không được nhận.",
        detail="Loại dữ liệu này không được nhận.",
        page_detail="Tệp này không mở được ở đây; hãy chọn tệp khác."),
    Problem("expectation-failed", 417, "Không đáp ứng được tiêu đề Expect", None,
        "Tiêu đề Expect chỉ nhận “100-continue”. Hãy bỏ tiêu đề đó.",
        detail="Tiêu đề Expect chỉ nhận “100-continue”; hãy bỏ tiêu đề đó."),
    Problem("invalid-input", 422, "Dữ liệu có lỗi", errors.InvalidInput,
        "Dữ liệu đọc được nhưng chưa đúng. Mục “errors” nêu mọi lỗi cùng một lúc, mỗi lỗi có chỗ sai và cách sửa; chưa có văn bản nào được tạo."),
    Problem("idempotency-key-reused", 422, "Khóa lặp lại đã dùng", errors.KeyReused,
        "Tiêu đề Idempotency-Key này đã đi cùng một lô khác. Gửi lại đúng lô cũ, hoặc dùng khóa mới cho lô mới."),
    Problem("not-to-be-changed", 422, "Văn bản không được sửa", errors.NotToBeChanged,
        "Văn bản đã ký số, đang được bảo vệ (hạn chế chỉnh sửa), có macro hoặc ở dạng Strict Open XML nên không được sửa thể thức; mục “detail” cho biết vì sao và phải làm gì. Văn bản như vậy vẫn kiểm tra được."),
    Problem("headers-too-large", 431, "Tiêu đề quá lớn", None,
        "Các tiêu đề HTTP của yêu cầu dài quá mức. Hãy bỏ bớt.",
        detail="Các tiêu đề của yêu cầu quá lớn hoặc quá nhiều; hãy bỏ bớt."),
    Problem("quota-used-up", 429, "Gửi quá nhiều yêu cầu", errors.QuotaUsedUp,
        "Khóa, tài khoản hoặc địa chỉ này đã dùng hết số yêu cầu mỗi phút. Tiêu đề Retry-After cho biết sau bao nhiêu giây thì gửi lại; RateLimit và RateLimit-Policy có ở mọi trả lời."),
    Problem("internal-error", 500, "Lỗi của máy chủ", errors.ValueLost,
        "Máy chủ gặp lỗi ngoài dự kiến và chưa giao văn bản nào. Hãy báo mã ở mục “id” cho người quản trị; mã đó cũng có trong nhật ký.",
        detail="Máy chủ gặp lỗi ngoài dự kiến, chưa có văn bản nào được giao; hãy báo mã lỗi cho người quản trị."),
    Problem("mended-too-much", 500, "Bản sửa không được giao", errors.MendedTooMuch,
        "Sau khi sửa thể thức, bản mới được so với bản gốc và khác ở chỗ không được khác (chữ, hình, trường, chú thích, liên kết), nên không được giao. Hãy báo mã ở mục “id” cho người quản trị."),
    Problem("broken-template", 500, "Mẫu Word không dùng được", errors.BrokenTemplate,
        "Mẫu Word của loại văn bản này bị hỏng, bị từ chối hoặc đã biến mất, nên chưa giao văn bản nào; mẫu khác không được dùng thay. Người quản trị xem lý do ở /readyz, hoặc trong nhật ký theo mã ở mục “id”."),
    Problem("unsupported-transfer-coding", 501, "Cách truyền không được nhận", None,
        "Tiêu đề Transfer-Encoding chỉ nhận “chunked”. Hãy gửi không nén.",
        detail="Tiêu đề Transfer-Encoding chỉ nhận “chunked”; hãy gửi không nén."),
    Problem("converter-busy", 503, "Đang bận tạo PDF", errors.ConverterBusy,
        "Quá nhiều văn bản đang chờ chuyển sang PDF. Tiêu đề Retry-After cho biết sau bao nhiêu giây thì gửi lại."),
    Problem("conversion-failed", 503, "Chưa tạo được PDF", errors.ConversionFailed,
        "Phần chuyển đổi sang PDF không cho kết quả. Hãy gửi lại sau, hoặc lấy tệp .docx."),
    Problem("saturated", 503, "Máy chủ đang bận", errors.Saturated,
        "Quá nhiều yêu cầu đang chờ nên yêu cầu này chưa được nhận. Tiêu đề Retry-After cho biết sau bao nhiêu giây thì gửi lại."),
    Problem("took-too-long", 503, "Yêu cầu chạy quá lâu", errors.TookTooLong,
        "Yêu cầu chạy quá giới hạn thời gian nên bị dừng. Hãy tách thành văn bản nhỏ hơn, hoặc nhờ người quản trị xem lại mẫu Word."),
    Problem("jobs-away", 503, "Chưa nhận được lô văn bản", errors.JobsAway,
        "Chỗ giữ các lô văn bản (đĩa, kho tệp) đang không dùng được. Hãy gửi lại sau; văn bản đơn lẻ vẫn tạo được."),
    Problem("http-error", 0, "Lỗi HTTP khác", None,
        "Một lỗi HTTP không có tên riêng ở đây; mục “status” và “detail” cho biết đó là lỗi gì."),
)  # fmt: skip

BY_SLUG = {problem.slug: problem for problem in PROBLEMS}
INTERNAL = BY_SLUG["internal-error"]
#: An HTTP status without a problem of its own; an answer fills in status and title.
OTHER = BY_SLUG["http-error"]
_BY_ERROR = {problem.error: problem for problem in PROBLEMS if problem.error}
#: What a status means when nothing but the status is known.
_BY_STATUS = {problem.status: problem for problem in PROBLEMS if problem.detail}


def of_error(error: errors.VanbanError) -> Problem | None:
    """The problem that an exception means; None for one that no answer should show."""
    return next((_BY_ERROR[kind] for kind in type(error).__mro__ if kind in _BY_ERROR), None)


def of_status(status: int) -> Problem | None:
    """The problem that a bare HTTP status means."""
    return _BY_STATUS.get(status)
