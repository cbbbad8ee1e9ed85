""" "Kính gửi" and those whom it names (mục II.9.b and II.9.d, ô 9a)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from service.conformance.rules.looks import looks_of
from service.conformance.rules.recognised import beginning, is_missing
from service.conformance.rules.rule import Judged, Rule, Said, rule
from service.conformance.rules.spots import Spot, is_capitals, of_kind
from service.conformance.rules.wording import end_mark
from service.language import vietnamese

NEED_ADDRESSEES: Final = frozenset({"công văn", "tờ trình"})
#: Types that are also sent up or across with it, or whose models have words of their own there.
MAY_HAVE_ADDRESSEES: Final = NEED_ADDRESSEES | {
    "báo cáo",
    "công điện",
    "giấy mời",
    "giấy giới thiệu",
    "phiếu gửi",
    "phiếu chuyển",
    "phiếu báo",
}
#: "Kính gửi", typed blanks left out.
_WORD: Final = "Kính gửi"
_NOT_UNDER_EACH_OTHER_MM: Final = 2.0


@rule("address-missing", "II.9.b", "Có “Kính gửi”")
def address_missing(judged: Judged) -> Iterator[Said]:
    """Công văn và tờ trình có “Kính gửi” và tên nơi trực tiếp giải quyết công việc."""
    if judged.components.type_name in NEED_ADDRESSEES and is_missing(judged, "addressees"):
        yield Said(
            beginning(judged),
            "không có",
            "“Kính gửi: …”",
            f"{(judged.components.type_name or '').capitalize()} không có “Kính gửi”.",
        )


@rule("address-not-here", "II.9.c", "Loại văn bản không có “Kính gửi”", severity="warning")
def address_not_here(judged: Judged) -> Iterator[Said]:
    """“Kính gửi” chỉ dùng trong công văn, tờ trình và báo cáo gửi cấp trên; văn bản khác chỉ có “Nơi nhận”."""
    name = judged.components.type_name
    if name is None or name in MAY_HAVE_ADDRESSEES:
        return
    for spot in of_kind(judged, "addressees"):
        yield Said(
            spot.where,
            "có “Kính gửi”",
            "chỉ có “Nơi nhận”",
            f"{name.capitalize()} không ghi “Kính gửi”; nơi nhận ghi ở cuối văn bản.",
        )


@rule("address-words", "II.9.d", "Từ “Kính gửi”")
def address_words(judged: Judged) -> Iterator[Said]:
    """Từ “Kính gửi” viết chữ in thường, chữ K viết hoa."""
    for spot in of_kind(judged, "addressees"):
        begins = vietnamese.nfc(" ".join(spot.text.split()))[: len(_WORD)]
        # A line that is all in capitals is told by ``address-case``.
        if begins != _WORD and spot.share(is_capitals) <= 0.95:
            yield Said(
                spot.where,
                f"“{begins}”",
                f"“{_WORD}”",
                f"Từ “{_WORD}” ghi sai chữ hoa, chữ thường.",
            )


@rule("address-colon", "II.9.d", "Dấu hai chấm sau “Kính gửi”")
def address_colon(judged: Judged) -> Iterator[Said]:
    """Sau từ “Kính gửi” có dấu hai chấm (:)."""
    for spot in of_kind(judged, "addressees"):
        if not re.match(r"\s*kính gửi\s*:", vietnamese.lower(" ".join(spot.text.split()))):
            yield Said(
                spot.where,
                "không có dấu hai chấm",
                "“Kính gửi:”",
                "Sau từ “Kính gửi” thiếu dấu hai chấm (:).",
            )


def _listed(judged: Judged) -> list[Spot]:
    return list(of_kind(judged, "addressee"))


@rule("address-one-line", "II.9.d", "Gửi một nơi trên cùng một dòng")
def address_one_line(judged: Judged) -> Iterator[Said]:
    """Gửi một nơi thì “Kính gửi” và tên nơi nhận ở trên cùng một dòng, không xuống dòng."""
    listed = _listed(judged)
    if len(listed) == 1:
        for spot in of_kind(judged, "addressees"):
            if re.fullmatch(r"\s*kính gửi\s*:?\s*", vietnamese.lower(spot.text)):
                yield Said(
                    listed[0].where,
                    "xuống dòng",
                    "cùng một dòng",
                    "Chỉ gửi một nơi thì tên nơi nhận ở cùng dòng với “Kính gửi”.",
                )


@rule("address-dash", "II.9.d", "Gạch đầu dòng khi gửi nhiều nơi")
def address_dash(judged: Judged) -> Iterator[Said]:
    """Gửi từ hai nơi trở lên thì mỗi nơi một dòng, đầu dòng có gạch đầu dòng (-)."""
    listed = _listed(judged)
    for spot in listed if len(listed) > 1 else ():
        begins = (spot.paragraph.label + spot.text).lstrip()
        if not begins.startswith("-"):
            yield Said(
                spot.where,
                f"“{begins[:20]}”",
                "gạch đầu dòng (-)",
                "Tên nơi nhận dưới “Kính gửi” thiếu gạch đầu dòng (-).",
            )


@rule("address-marks", "II.9.d", "Dấu cuối dòng dưới “Kính gửi”")
def address_marks(judged: Judged) -> Iterator[Said]:
    """Cuối mỗi dòng có dấu chấm phẩy (;), cuối dòng cuối cùng có dấu chấm (.)."""
    listed = _listed(judged)
    for spot in listed if len(listed) > 1 else ():
        wanted = "." if spot is listed[-1] else ";"
        text = spot.text.strip()
        if not text.endswith(wanted):
            yield Said(
                spot.where,
                end_mark(text),
                f"dấu “{wanted}”",
                f"Cuối dòng nơi nhận dưới “Kính gửi” phải là dấu “{wanted}”.",
            )


@rule("address-aligned", "II.9.d", "Các gạch đầu dòng thẳng hàng")
def address_aligned(judged: Judged) -> Iterator[Said]:
    """Các gạch đầu dòng dưới “Kính gửi” thẳng hàng với nhau, dưới dấu hai chấm."""
    listed = _listed(judged)
    if len(listed) < 2:
        return
    first = listed[0].paragraph.look
    for spot in listed[1:]:
        look = spot.paragraph.look
        apart = abs((look.left_mm + look.first_line_mm) - (first.left_mm + first.first_line_mm))
        if look.align != first.align or apart > _NOT_UNDER_EACH_OTHER_MM:
            yield Said(
                spot.where,
                "gạch đầu dòng lệch",
                "thẳng hàng",
                "Các gạch đầu dòng dưới “Kính gửi” không thẳng hàng với nhau.",
                (
                    spot.shape("left_mm", first.left_mm),
                    spot.shape("first_line_mm", first.first_line_mm),
                    spot.shape("align", first.align),
                ),
            )


ADDRESSEE_RULES: Final[tuple[Rule, ...]] = (
    address_missing,
    address_not_here,
    address_words,
    address_colon,
    address_one_line,
    address_dash,
    address_marks,
    address_aligned,
    *looks_of(
        ("addressees", "addressee"),
        "KinhGui",
        "“Kính gửi”",
        slug="address",
        align=False,
        case=False,
    ),
)
