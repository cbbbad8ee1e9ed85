"""What is noted of a vote: its matter, and either its three figures or the ballots with their candidates (contract §5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from service.language import wording
from service.schema.containers import Part, Parts
from service.schema.fields import Flag, Integer, Text
from service.schema.loading import PartSchema

#: More ballots than anybody counts by hand.
_MOST = 1_000_000


def number_of_votes(count: int) -> str:
    """In two digits, thousands as figures are: "08", "1.200"."""
    return wording.two_digits(count) if count < 1_000 else wording.figures(count)


def _ballots(label: str, help: str, example: int, *, required: bool = False) -> Integer:
    """A number of ballots, printed in two digits: "08"."""
    return Integer(
        label,
        help,
        example,
        least=0,
        most=_MOST,
        required=required,
        printed=number_of_votes,
    )


class Ballots(PartSchema):
    """The count of a box: valid and invalid are what was collected of those issued."""

    issued = _ballots("Số phiếu phát ra", "Số phiếu đã phát.", 9, required=True)
    collected = _ballots("Số phiếu thu về", "Hợp lệ cộng không hợp lệ.", 9, required=True)
    valid = _ballots("Số phiếu hợp lệ", "Số phiếu hợp lệ.", 8, required=True)
    invalid = _ballots("Số phiếu không hợp lệ", "Không có thì ghi 0.", 1, required=True)


class Candidate(PartSchema):
    name = Text(
        "Cá nhân, tập thể được bỏ phiếu",
        "Họ và tên, hoặc tên tập thể.",
        "Nguyễn Văn A",
        role="name",
        longest=200,
        required=True,
    )
    in_favour = _ballots("Số phiếu tán thành", "Số phiếu đồng ý.", 8, required=True)


def from_the_highest(candidates: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Candidates by their votes; among equals those typed first."""
    return sorted(candidates, key=lambda candidate: -candidate["in_favour"])


class Candidates(Parts):
    """A list that is printed from the highest, whatever the order in which it was typed."""

    def as_printed(self, value: Any, beside: Mapping[str, Any]) -> list[Any]:
        return super().as_printed(from_the_highest(value or ()), beside)


#: What a form offers together: a box, its count, and who was voted for.
_BY_BALLOT = "Bỏ phiếu kín"


class Vote(PartSchema):
    matter = Text(
        "Nội dung biểu quyết",
        "Việc đưa ra biểu quyết.",
        "thông qua báo cáo tổng kết",
        longest=500,
        required=True,
        printed=lambda text: wording.capitalised(wording.without_end(text)),
    )
    secret = Flag(
        "Bỏ phiếu kín", "Để trống nếu biểu quyết công khai.", load_default=None, rare=_BY_BALLOT
    )
    in_favour = _ballots(
        "Tán thành", "Số phiếu tán thành; để trống khi bỏ phiếu cho từng người, từng tập thể.", 38
    )
    against = _ballots("Không tán thành", "Số phiếu không tán thành.", 0)
    other = _ballots("Ý kiến khác", "Số phiếu có ý kiến khác.", 0)
    ballots = Part(Ballots, "Kiểm phiếu", "Kết quả kiểm phiếu khi bỏ phiếu kín.", rare=_BY_BALLOT)
    candidates = Candidates(
        Candidate,
        "Kết quả từng người, tập thể",
        "Người hoặc tập thể được bỏ phiếu kín; văn bản tự xếp từ cao xuống thấp.",
        is_kept_apart=False,
        rare=_BY_BALLOT,
    )
    base = Integer(
        "Tổng số để tính tỷ lệ",
        "Để trống thì lấy số người có mặt.",
        38,
        least=1,
        most=_MOST,
        printed=number_of_votes,
        rare="Tổng số để tính tỷ lệ",
    )
