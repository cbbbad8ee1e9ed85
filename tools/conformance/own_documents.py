"""What this service makes: every sample, and inputs that use what samples leave out. None may have a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from service import config, documents, intake, pipeline
from service.untrusted import strict_json
from tools.make_samples import ROOT, samples

Change = Callable[[dict[str, Any]], None]


def documents_of_samples() -> Iterator[tuple[str, str, bytes]]:
    """(name, slug, document) of every sample, complete, minimal and of today."""
    services = pipeline.build_services(config.load())
    found = [(path.stem, slug, path) for slug, path in samples()]
    for folder in ("minimal", "today"):
        paths = sorted((ROOT / "samples" / folder).glob("*.json"))
        found += [(f"{folder}-{path.stem}", path.stem, path) for path in paths]
    for name, slug, path in found:
        yield name, slug, _made(services, slug, strict_json.read_json(path.read_bytes()))


def changed_documents() -> Iterator[tuple[str, str, bytes]]:
    """(name, slug, document) of samples that were changed: other sizes, signers, marks, tables, annexes."""
    services = pipeline.build_services(config.load())
    for name, (slug, change) in _CHANGES.items():
        data = strict_json.read_json((ROOT / "samples" / f"{slug}.json").read_bytes())
        change(data)
        yield name, slug, _made(services, slug, data)


def _made(services: pipeline.Services, slug: str, data: dict[str, Any]) -> bytes:
    document_type = documents.get(slug)
    body = strict_json.readable(data)
    return pipeline.produce(
        services, document_type, intake.read(body, "json", document_type)
    ).content


def _small_and_wide(data: dict[str, Any]) -> None:
    data["layout"] = {"body_size": 13, "line_spacing": 1.5}


def _collective(data: dict[str, Any]) -> None:
    data["signer"] |= {
        "on_behalf_of": "Ủy ban nhân dân",
        "capacity": "KT",
        "authority": "Chủ tịch",
        "position": "Phó Chủ tịch",
        "other_title": "Trưởng Ban Chỉ đạo",
    }


def _marks(data: dict[str, Any]) -> None:
    data |= {"priority": "thuong_khan", "circulation": "xem_xong_tra_lai"}


def _blanks(data: dict[str, Any]) -> None:
    data |= {"code_number": None, "issued_date": None}


def _electronic(data: dict[str, Any]) -> None:
    data["medium"] = "electronic"


def _parts(data: dict[str, Any]) -> None:
    data["use_parts"] = True


def _wide_table(data: dict[str, Any]) -> None:
    names = [f"Chỉ tiêu {letter}" for letter in "ABCDEFGHIK"]
    data["annexes"] = [
        {
            "title": "Kết quả thực hiện các chỉ tiêu",
            "table": {
                "columns": ["Đơn vị", *names],
                "rows": [
                    [f"Phòng số {row}", *[1_000_000 + 1_111 * row] * len(names)]
                    for row in range(1, 9)
                ],
            },
        },
        {"title": "Danh mục nhiệm vụ", "paragraphs": ["Nhiệm vụ thường xuyên của các phòng."]},
    ]


def _members(data: dict[str, Any]) -> None:
    people = ("Trần Văn Hậu", "Phan Thị Lụa", "Hồ Sỹ Lâm")
    data["member_signatures"] = [{"full_name": name, "position": "Thành viên"} for name in people]


_CHANGES: dict[str, tuple[str, Change]] = {
    "decision-13": ("commendation-decision", _small_and_wide),
    "report-13": ("summary-report", _small_and_wide),
    "minutes-13": ("conference-minutes", _small_and_wide),
    "decision-for-collective": ("commendation-decision", _collective),
    "report-for-collective": ("summary-report", _collective),
    "decision-marked": ("commendation-decision", _marks),
    "report-marked": ("summary-report", _marks),
    "decision-undated": ("commendation-decision", _blanks),
    "report-undated": ("summary-report", _blanks),
    "decision-electronic": ("commendation-decision", _electronic),
    "report-in-parts": ("summary-report", _parts),
    "report-landscape": ("summary-report", _wide_table),
    "minutes-with-members": ("conference-minutes", _members),
}
