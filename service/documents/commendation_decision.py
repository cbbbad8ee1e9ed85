"""Quyết định khen thưởng: awards with their recipients become articles and annexes (Mẫu 1.2, 2.1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from marshmallow.constants import missing

from service import rules as sense
from service import tables, vietnamese, wording
from service.documents.kind import DocumentType, Record
from service.fields import Choice, Integer, Money, Part, Parts, Text, Values
from service.rules.awards import AWARD_RULES, gets_money
from service.rules.legal_bases import LEGAL_BASIS_RULES
from service.rules.names import NAME_RULES
from service.rules.people import RECIPIENT_RULES
from service.rules.places import PLACE_RULES
from service.rules.receivers import DECISION_RULES, RECEIVER_RULES
from service.rules.signature import NUMBER_RULES, SIGNATURE_RULES, notation_rule
from service.schemas import IssuedDocumentSchema, PartSchema, Person, Shown, opening_form

#: The forms that are titles are "công nhận", the others "tặng" (contract §3).
FORMS = {
    "giay_khen": "Giấy khen",
    "bang_khen": "Bằng khen",
    "co_thi_dua": "Cờ thi đua",
    "lao_dong_tien_tien": "Lao động tiên tiến",
    "chien_si_thi_dua_co_so": "Chiến sĩ thi đua cơ sở",
    "tap_the_lao_dong_tien_tien": "Tập thể lao động tiên tiến",
    "tap_the_lao_dong_xuat_sac": "Tập thể lao động xuất sắc",
    "other": "Hình thức khác",
}
TITLES = frozenset(FORMS) - {"giay_khen", "bang_khen", "co_thi_dua", "other"}

#: At most this many recipients in the whole decision are named in Điều 1 itself.
NAMED_IN_ARTICLE = 3

#: The kinds of recipient: the list of the input, what one is called, and the annex's column.
KINDS = (
    ("collectives", "tập thể", "Tên tập thể", "collective"),
    ("individuals", "cá nhân", "Họ và tên", "individual"),
    ("households", "hộ gia đình", "Họ và tên chủ hộ", "household"),
)


# --- schema --------------------------------------------------------------------------------------


def _achievement() -> Text:
    return Text(
        "Thành tích",
        "Thành tích riêng, nếu khác thành tích chung.",
        "Hoàn thành xuất sắc nhiệm vụ năm 2019",
        longest=1000,
        role="running",
        printed=wording.without_end,
    )


def _bonus() -> Money:
    return Money("Tiền thưởng", "Mức riêng, thay cho mức chung; số đồng nguyên.", 450_000)


class Collective(PartSchema):
    name = Text(
        "Tên tập thể",
        "Tên đầy đủ của tập thể.",
        "Phòng Hợp tác quốc tế",
        role="name",
        longest=300,
        required=True,
        printed=opening_form,
    )
    organ_name = Text(
        "Đơn vị", "Cơ quan, đơn vị cấp trên của tập thể.", "Sở Ngoại vụ", role="name", longest=200
    )
    achievement = _achievement()
    bonus = _bonus()


class Individual(Person):
    birth_year = Integer("Năm sinh", "Bốn chữ số.", 1980, least=1900, most=2100)
    achievement = _achievement()
    bonus = _bonus()


class Household(PartSchema):
    full_name = Text(
        "Họ và tên chủ hộ",
        "Họ, tên đệm và tên.",
        "Nguyễn Văn A",
        role="name",
        longest=100,
        required=True,
        printed=opening_form,
    )
    address = Text(
        "Địa chỉ", "Thôn, xã, tỉnh.", "Thôn 1, xã Thạch Hạ, tỉnh Hà Tĩnh", role="name", longest=300
    )
    achievement = _achievement()
    bonus = _bonus()


class BonusByKind(PartSchema):
    collective = Money("Tiền thưởng mỗi tập thể", "Số đồng nguyên.", 900_000)
    individual = Money("Tiền thưởng mỗi cá nhân", "Số đồng nguyên.", 450_000)
    household = Money("Tiền thưởng mỗi hộ gia đình", "Số đồng nguyên.", 675_000)


class Bonus(Part):
    """Nothing, "statutory", or a sum for each kind of recipient."""

    kind = "bonus"
    STATUTORY = "statutory"

    def deserialize(
        self, value: Any, attr: str | None = None, data: Any = None, **kwargs: Any
    ) -> Any:
        if value is missing or value is None or value == self.STATUTORY:
            return None if value is missing else value
        if isinstance(value, str):
            near = vietnamese.nearest(value, [self.STATUTORY])
            raise self.refuse(
                "unknown_choice",
                f"“{self.label}” để trống, ghi “statutory” (mức theo quy định) hoặc mức tiền cho từng loại.",
                near,
            )
        found = super().deserialize(value, attr, data, **kwargs)
        if found is not None and not any(found.values()):
            return None
        return found

    def shown(self, pointer: str, value: Any, award: Mapping[str, Any]) -> Iterator[Shown]:
        """Only a sum that somebody gets is printed: a recipient's own bonus overrules it."""
        if value == self.STATUTORY:
            return
        for listed, _, _, kind in KINDS:
            if value.get(kind) and any(row["bonus"] is None for row in award[listed]):
                yield f"{pointer}/{kind}", (wording.figures(value[kind]),)


class Award(PartSchema):
    form = Choice(
        "Hình thức",
        "Hình thức khen thưởng hoặc danh hiệu thi đua.",
        "giay_khen",
        choices=FORMS,
        required=True,
    )
    form_name = Text(
        "Tên hình thức khác",
        "Chỉ nhập khi chọn “Hình thức khác”.",
        "Chứng nhận điển hình tiên tiến",
        longest=200,
    )
    achievement = Text(
        "Thành tích",
        "Viết tiếp sau “… và 07 cá nhân”, bắt đầu bằng “đã có thành tích …” hoặc “có thành tích …”.",
        "đã có thành tích xuất sắc trong phong trào thi đua yêu nước giai đoạn 2015 - 2020",
        longest=1000,
        required=True,
        printed=wording.without_end,
    )
    collectives = Parts(Collective, "Tập thể", "Các tập thể được khen, mỗi tập thể một dòng.")
    individuals = Parts(Individual, "Cá nhân", "Các cá nhân được khen, mỗi người một dòng.")
    households = Parts(Household, "Hộ gia đình", "Các hộ gia đình được khen, mỗi hộ một dòng.")
    declared_collectives = Integer(
        "Số tập thể đã công bố",
        "Để đối chiếu với danh sách.",
        2,
        least=0,
        most=1_000_000,
        printed=None,
    )
    declared_individuals = Integer(
        "Số cá nhân đã công bố",
        "Để đối chiếu với danh sách.",
        7,
        least=0,
        most=1_000_000,
        printed=None,
    )
    declared_households = Integer(
        "Số hộ gia đình đã công bố",
        "Để đối chiếu với danh sách.",
        1,
        least=0,
        most=1_000_000,
        printed=None,
    )
    bonus = Bonus(
        BonusByKind, "Tiền thưởng", "Để trống nếu không có; “statutory” là mức theo quy định."
    )


def _lowered(text: str) -> str:
    """The first letter small, as inside a sentence."""
    return vietnamese.lower(text[:1]) + text[1:]


def _sentence_forms(text: str) -> tuple[str, ...]:
    """Printed inside a sentence, or opening one."""
    return (*opening_form(text), _lowered(text))


def has_bonus(record: Record) -> bool:
    """Whether anybody gets money, so that the decision has an article on it."""
    return any(gets_money(award) for award in record.get("awards") or ())


class BonusSource(Text):
    """Printed in the article on money, when there is one."""

    def shown(self, pointer: str, value: str, beside: Mapping[str, Any]) -> Iterator[Shown]:
        if has_bonus(beside):
            yield pointer, (wording.without_end(value),)


class CommendationDecision(IssuedDocumentSchema):
    issuing_authority = Text(
        "Thẩm quyền ban hành",
        "Chức vụ người đứng đầu hoặc tên tập thể ban hành quyết định.",
        "Giám đốc Sở Ngoại vụ tỉnh Hà Tĩnh",
        role="name",
        longest=200,
        required=True,
        printed=lambda text: (vietnamese.upper(text), text),
    )
    legal_bases = Values(
        Text(
            "Căn cứ",
            "Mỗi căn cứ một dòng; chữ “Căn cứ” và dấu chấm phẩy tự thêm.",
            "Căn cứ Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003",
            role="basis",
            longest=1000,
            required=True,
            printed=lambda text: wording.without_end(_basis(text)),
        ),
        at_least=1,
    )
    proposed_by = Text(
        "Theo đề nghị của",
        "Người hoặc đơn vị đề nghị; không gõ chữ “Theo đề nghị của”.",
        "Chánh Văn phòng Sở",
        longest=300,
        printed=lambda text: wording.without_end(_proposal(text)),
    )
    awards = Parts(Award, "Khen thưởng", "Mỗi hình thức và mỗi dịp khen là một mục.", at_least=1)
    bonus_source = BonusSource(
        "Nguồn tiền thưởng",
        "Bắt buộc khi có tiền thưởng.",
        "Quỹ thi đua, khen thưởng của Sở Ngoại vụ năm 2020",
        longest=300,
    )
    executors = Values(
        Text(
            "Nơi thi hành",
            "Ai thi hành quyết định; mỗi nơi một dòng, in đúng như đã gõ.",
            "Chánh Văn phòng Sở",
            longest=300,
            required=True,
            printed=lambda text: opening_form(wording.without_end(text)),
        ),
        at_least=1,
    )
    effective = Text(
        "Hiệu lực",
        "Để trống thì ghi “kể từ ngày ký”.",
        "kể từ ngày ký",
        longest=100,
        printed=lambda text: _sentence_forms(wording.without_end(text)),
    )


# --- rules that the contract names for this type alone ------------------------------------------


@sense.rule("no_recipient", reads=[f"/awards/*/{listed}" for listed, *_ in KINDS])
def no_recipient(record: Record, reference: Any) -> Iterator[sense.Finding]:
    """Mỗi mục khen thưởng phải có ít nhất một tập thể, cá nhân hoặc hộ gia đình."""
    for index, award in enumerate(record.get("awards") or ()):
        if award and not any(award.get(listed) for listed, *_ in KINDS):
            yield sense.Finding(
                f"/awards/{index}",
                f"Mục khen thưởng thứ {index + 1} chưa có ai được khen; hãy nhập tập thể, cá nhân hoặc hộ gia đình.",
            )


@sense.rule("required")
def form_name_missing(record: Record, reference: Any) -> Iterator[sense.Finding]:
    """Chọn “Hình thức khác” thì phải ghi tên hình thức."""
    for index, award in enumerate(record.get("awards") or ()):
        if award.get("form") == "other" and not award.get("form_name"):
            yield sense.Finding(
                f"/awards/{index}/form_name",
                "Chưa có “Tên hình thức khác”; hãy ghi tên hình thức khen thưởng.",
            )


@sense.rule("form_name_unused")
def form_name_unused(record: Record, reference: Any) -> Iterator[sense.Finding]:
    """Tên hình thức chỉ ghi khi chọn “Hình thức khác”; hình thức có sẵn đã có tên."""
    for index, award in enumerate(record.get("awards") or ()):
        if award.get("form") not in (None, "other") and award.get("form_name"):
            yield sense.Finding(
                f"/awards/{index}/form_name",
                "“Tên hình thức khác” chỉ dùng khi chọn “Hình thức khác”; hãy xóa mục này hoặc chọn lại hình thức.",
            )


@sense.rule("bonus_source_unused", reads=("/awards",), severity="warning")
def bonus_source_unused(record: Record, reference: Any) -> Iterator[sense.Finding]:
    """Nguồn tiền thưởng chỉ được in khi có tiền thưởng."""
    if record.get("bonus_source") and not has_bonus(record):
        yield sense.Finding(
            "/bonus_source",
            "Không có tiền thưởng nên “Nguồn tiền thưởng” không được in; hãy nhập mức tiền thưởng hoặc xóa mục này.",
        )


# --- context -------------------------------------------------------------------------------------


def form_name(award: Mapping[str, Any]) -> str:
    """What is granted: "Giấy khen"; titles in quotation marks after "danh hiệu"."""
    return award.get("form_name") or "" if award["form"] == "other" else FORMS[award["form"]]


def with_sums(record: Record, reference: Any) -> list[dict[str, Any]]:
    """The awards with a sum in đồng, or None, beside every recipient's values as ``sum``.

    A recipient's own bonus overrules the award's; "statutory" is coefficient × base salary on the
    date of issue, rounded up to 10,000 đồng (Điều 49, Nghị định 152/2025/NĐ-CP).
    """
    found = []
    for award in record["awards"]:
        bonus = award["bonus"]
        general: dict[str, int | None] = bonus if isinstance(bonus, dict) else {}
        if bonus == Bonus.STATUTORY:
            general = _statutory(record, award, reference.awards)
        summed = {
            listed: [{**row, "sum": row["bonus"] or general.get(kind)} for row in award[listed]]
            for listed, _, _, kind in KINDS
        }
        found.append({**award, **summed})
    return found


def _statutory(record: Record, award: Mapping[str, Any], tables: Any) -> dict[str, int | None]:
    grantor = tables.grantor(record["issuing_authority"])
    found = {}
    for listed, _, _, kind in KINDS:
        if any(row["bonus"] is None for row in award[listed]):
            bonus = tables.statutory_bonus(
                award["form"], kind, record["issued_date"], grantor.id if grantor else ""
            )
            found[kind] = bonus.amount
    return found


def context(kind: DocumentType, record: Record, reference: Any) -> dict[str, Any]:
    awards = with_sums(record, reference)
    record = {**record, "awards": awards}
    recipients = sum(len(award[listed]) for award in awards for listed, *_ in KINDS)
    named = recipients <= NAMED_IN_ARTICLE
    notation = kind.notation(record)
    articles = [_granting(record, named)]
    money = _money(record, named)
    if money is not None:
        articles.append(money)
    articles.append(_execution(record))
    for number, article in enumerate(articles, start=1):
        article["number"] = number
    sheet = kind.issued_sheet(record)
    return {
        **sheet,
        "subject": subject(record["subject"]),
        "issuing_authority": vietnamese.upper(record["issuing_authority"]),
        "legal_bases": _bases(record),
        "articles": articles,
        "annexes": [] if named else _annexes(record, notation),
        "recipients": _recipients(sheet["recipients"], len(articles)),
    }


_SUBJECT_OPENINGS = ("về việc", "v/v", "ban hành", "phê duyệt")


def subject(text: str) -> str:
    """ "Về việc" in front of a subject that has no opening of its own (Mẫu 1.2)."""
    if vietnamese.lower(text).startswith(_SUBJECT_OPENINGS):
        return text
    return f"Về việc {text}"


def _basis(text: str) -> str:
    text = wording.without_end(text)
    opens = vietnamese.lower(text).startswith("căn cứ")
    return wording.capitalised(text) if opens else f"Căn cứ {text}"


def _proposal(text: str) -> str:
    text = wording.without_end(text)
    opens = vietnamese.lower(text).startswith(("theo đề nghị", "xét đề nghị"))
    return wording.capitalised(text) if opens else f"Theo đề nghị của {text}"


def _bases(record: Record) -> list[str]:
    lines = [_basis(each) for each in record["legal_bases"] if each]
    if record.get("proposed_by"):
        lines.append(_proposal(record["proposed_by"]))
    return [f"{line};" for line in lines[:-1]] + [f"{lines[-1]}."]


def _recipients(listed: list[str], executing: int) -> list[str]:
    if any(vietnamese.lower(each).startswith("như điều") for each in listed):
        return listed
    return [f"Như Điều {executing}", *listed]


def _grant(record: Record, award: Mapping[str, Any]) -> str:
    """ "Tặng Giấy khen của … cho 02 tập thể và 07 cá nhân đã có thành tích …"."""
    name = form_name(award)
    whom = wording.counted((len(award[listed]), called) for listed, called, *_ in KINDS)
    why = wording.without_end(award["achievement"])
    if award["form"] in TITLES:
        return f"Công nhận danh hiệu “{name}” cho {whom} {why}"
    giver = "" if award["form"] == "other" else f" của {record['issuing_authority']}"
    return f"Tặng {name}{giver} cho {whom} {why}"


def _full_name(row: Mapping[str, Any]) -> str:
    return " ".join(filter(None, (row.get("honorific"), row.get("name") or row["full_name"])))


def _granting(record: Record, named: bool) -> dict[str, Any]:
    awards = record["awards"]
    lines: list[dict[str, str]] = []
    several = len(awards) > 1
    for index, award in enumerate(awards):
        if named:
            tail = ", gồm:"
        elif several:
            tail = f" (danh sách tại Phụ lục {vietnamese.roman(index + 1)} kèm theo)"
            tail += "." if index == len(awards) - 1 else ";"
        else:
            tail = " (danh sách tại Phụ lục kèm theo)."
        sentence = _grant(record, award) + tail
        if several:
            lines.append({"kind": "clause", "text": f"{index + 1}. {sentence}"})
        else:
            opening = sentence
        if named:
            items = [_named(row) for listed, *_ in KINDS for row in award[listed]]
            ends = [";"] * (len(items) - 1) + ["."]
            lines += [
                {"kind": "item", "text": wording.marked(item, end)}
                for item, end in zip(items, ends, strict=True)
            ]
    if several:
        called = ", ".join(
            called for listed, called, *_ in KINDS if any(award[listed] for award in awards)
        )
        opening = f"Khen thưởng các {called} có thành tích như sau:"
    return {"text": opening, "lines": lines}


def _named(row: Mapping[str, Any]) -> str:
    """A recipient in a sentence: who, born when, of what office, for what."""
    who = wording.person({**row, "full_name": row.get("name") or row["full_name"]})
    if row.get("birth_year"):
        who += f", sinh năm {row['birth_year']}"
    if row.get("address"):
        who += f", địa chỉ: {row['address']}"
    if row.get("achievement"):
        who += f": {wording.without_end(row['achievement'])}"
    return wording.capitalised(who)


def _money(record: Record, named: bool) -> dict[str, Any] | None:
    """The article on money: each sum and the total, in figures and in words, and its source."""
    lines: list[str] = []
    total = 0
    several = len(record["awards"]) > 1
    for index, award in enumerate(record["awards"]):
        for listed, called, *_ in KINDS:
            sums = Counter(row["sum"] for row in award[listed] if row["sum"])
            total += sum(amount * count for amount, count in sums.items())
            where = f" tại khoản {index + 1} Điều 1" if several else ""
            if named and len(sums) > 1:
                # No annex says who gets which sum, so the article does.
                lines += [
                    f"{wording.capitalised(_full_name(row))}{where}: {wording.money(row['sum'])}"
                    for row in award[listed]
                    if row["sum"]
                ]
                continue
            for amount, count in sums.items():
                each = f", mỗi {called}" if count > 1 else ":"
                lines.append(
                    f"{wording.two_digits(count)} {called}{where}{each} {wording.money(amount)}"
                )
    if not total:
        return None
    lines.append(f"Tổng số tiền thưởng: {wording.money(total)}")
    source = record.get("bonus_source")
    if source:
        lines.append(f"Nguồn tiền thưởng: {wording.without_end(source)}")
    ends = [";"] * (len(lines) - 1) + ["."]
    return {
        "text": "Mức tiền thưởng kèm theo hình thức khen thưởng tại Điều 1 như sau:",
        "lines": [
            {"kind": "item", "text": line + end} for line, end in zip(lines, ends, strict=True)
        ],
    }


def _execution(record: Record) -> dict[str, Any]:
    effective = wording.without_end(record.get("effective") or "kể từ ngày ký")
    if not vietnamese.lower(effective).startswith(("có hiệu lực", "quyết định")):
        effective = f"có hiệu lực {_lowered(effective)}"
    if not vietnamese.lower(effective).startswith("quyết định"):
        effective = f"Quyết định này {_lowered(effective)}"
    who = wording.enumerated(wording.without_end(each) for each in record["executors"] if each)
    return {
        "text": f"{wording.capitalised(effective)}. {wording.capitalised(who)} chịu trách nhiệm thi hành Quyết định này./.",
        "lines": [],
    }


def _annexes(record: Record, notation: str) -> list[dict[str, Any]]:
    awards = record["awards"]
    return [
        {
            "name": wording.annex_name(index, len(awards)),
            "title": _annex_title(award),
            "reference": wording.reference(
                "Quyết định", record, notation, record["issuing_authority"]
            ),
            "landscape": False,
            "groups": _groups(award),
            "end": "./.",
        }
        for index, award in enumerate(awards)
    ]


def _annex_title(award: Mapping[str, Any]) -> str:
    held = ", ".join(called for listed, called, *_ in KINDS if award[listed])
    granted = (
        f"được công nhận danh hiệu “{form_name(award)}”"
        if award["form"] in TITLES
        else f"được tặng {form_name(award)}"
    )
    return vietnamese.upper(f"danh sách {held} {granted}")


#: The annex's columns after the name, in the contract's order: key, header, alignment.
_COLUMNS = (
    ("position", "Chức vụ", "left"),
    ("organ_name", "Đơn vị", "left"),
    ("address", "Địa chỉ", "left"),
    ("birth_year", "Năm sinh", "center"),
    ("achievement", "Thành tích", "left"),
    ("bonus", "Tiền thưởng (đồng)", "right"),
)


def _groups(award: Mapping[str, Any]) -> list[dict[str, Any]]:
    held = [each for each in KINDS if award[each[0]]]
    return [
        {
            "heading": f"{vietnamese.roman(index + 1)}. {vietnamese.upper(called)}"
            if len(held) > 1
            else "",
            "table": _table(award[listed], header),
        }
        for index, (listed, called, header, _) in enumerate(held)
    ]


def _table(recipients: list[dict[str, Any]], name_header: str) -> dict[str, Any]:
    sums = {
        amount: wording.figures(amount) for amount in {row["sum"] for row in recipients} if amount
    }
    rows = [
        {
            "number": str(number),
            "name": _full_name(row),
            "position": row.get("position") or "",
            "organ_name": row.get("organ_name") or "",
            "address": row.get("address") or "",
            "birth_year": str(row.get("birth_year") or ""),
            "achievement": wording.without_end(row.get("achievement") or ""),
            "bonus": sums.get(row["sum"], ""),
        }
        for number, row in enumerate(recipients, start=1)
    ]
    columns = [("number", "STT", "center"), ("name", name_header, "left")]
    columns += [each for each in _COLUMNS if any(row[each[0]] for row in rows)]
    widths = tables.widths_of([[header, *(row[key] for row in rows)] for key, header, _ in columns])
    return {
        "columns": [
            {"key": key, "header": header, "align": align, "width": width}
            for (key, header, align), width in zip(columns, widths, strict=True)
        ],
        "rows": rows,
    }


TYPE = DocumentType(
    slug="commendation-decision",
    title="Quyết định khen thưởng",
    type_name="Quyết định",
    abbreviation="QĐ",
    purpose="Quyết định tặng giấy khen, bằng khen hoặc công nhận danh hiệu, kèm danh sách người được khen.",
    schema=CommendationDecision(),
    fill=context,
    issued_on=lambda record: record.get("issued_date"),
    signed_by=lambda record: record["signer"],
    rules=(
        no_recipient,
        form_name_missing,
        form_name_unused,
        bonus_source_unused,
        *LEGAL_BASIS_RULES,
        *AWARD_RULES,
        *RECIPIENT_RULES,
        *NAME_RULES,
        *PLACE_RULES,
        *SIGNATURE_RULES,
        *NUMBER_RULES,
        notation_rule("QĐ"),
        *RECEIVER_RULES,
        *DECISION_RULES,
    ),
)
