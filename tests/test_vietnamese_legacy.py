"""Old encodings: what must be caught, and what must never be."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.language import vietnamese

# The tables from Unicode, written apart from those of the module: Vietnamese letter -> code.
TCVN3 = dict(
    zip(
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂÊÔƠƯĐ",
        bytes.fromhex(
            "b5b8b6b7b9a8bbbebcbdc6a9c7cac8c9cbaeccd0cecfd1aad2d5d3d4d6d7ddd8dcdedfe3e1e2e4"
        ).decode("latin-1")
        + bytes.fromhex(
            "abe5e8e6e7e9aceaedebeceeeff3f1f2f4adf5f8f6f7f9fafdfbfcfea1a2a3a4a5a6a7"
        ).decode("latin-1"),
        strict=True,
    )
)
VNI_MARKS = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
VNI_LETTERS = {"ơ": "ô", "ư": "ö", "đ": "ñ", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î"}
VNI_HATS = {"ă": "êéèúüë", "â": "âáàåãä", "ê": "âáàåãä", "ô": "âáàåãä"}
HAT_BASE = {"ă": "a", "â": "a", "ê": "e", "ô": "o"}
TONES = ["", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"]

SENTENCES = [
    "Nghị định này quy định về công tác văn thư và quản lý nhà nước về công tác văn thư.",
    "Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;",
    "Theo đề nghị của Bộ trưởng Bộ Nội vụ;",
    "Chữ và số được trình bày liền nhau, không có dấu cách.",
    "Tập thể cán bộ, công chức, viên chức Sở Ngoại vụ tỉnh Hà Tĩnh đã có nhiều nỗ lực phấn đấu.",
    "Khen thưởng 02 tập thể và 07 cá nhân có thành tích xuất sắc giai đoạn 2015 - 2020",
    "Trường hợp cấp phó được giao phụ trách thì thực hiện như cấp phó ký thay cấp trưởng.",
    "Ủy ban nhân dân huyện Kỳ Anh",
    "đồng chí Ngô Thị Hoài Nam, Phó Giám đốc Sở",
]


def to_tcvn3(text: str) -> str:
    return "".join(TCVN3.get(c, TCVN3.get(c.lower(), c)) for c in text)


def vni_letter(letter: str) -> str:
    small = letter.lower()
    written = VNI_LETTERS.get(small)
    if written is None:
        bare, mark = small, ""
        for tone in TONES[1:]:
            for vowel in "aăâeêioôơuưy":
                if unicodedata.normalize("NFC", vowel + tone) == small:
                    bare, mark = vowel, tone
        if bare in VNI_HATS:
            written = HAT_BASE[bare] + VNI_HATS[bare][TONES.index(mark)]
        elif mark and bare == "i":
            written = small
        else:
            written = VNI_LETTERS.get(bare, bare) + VNI_MARKS.get(mark, "")
    return written.upper() if letter.isupper() else written


def to_vni(text: str) -> str:
    return "".join(vni_letter(c) for c in text)


def to_mojibake(text: str, page: str = "cp1252") -> str:
    return "".join(
        bytes([code]).decode(page, "ignore") or chr(code) for code in text.encode("utf-8")
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("§ång chÝ", "Đồng chí"),
        ("Uû ban nh©n d©n tØnh Hµ TÜnh", "Uỷ ban nhân dân tỉnh Hà Tĩnh"),
        ("NguyÔn V¨n ¸nh", "Nguyễn Văn Ánh"),
        ("Lª Minh", "Lê Minh"),
        ("§inh Thu Trang", "Đinh Thu Trang"),
        ("Hµ", "Hà"),
        ("TÜnh", "Tĩnh"),
        ("§¶ng bé", "Đảng bộ"),
        ("tr\u00adêng", "trường"),
        ("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Sè 15, ngµy 01 th¸ng 7: § 5 cña LuËt", "Số 15, ngày 01 tháng 7: § 5 của Luật"),
        ("®) Sè trang cña v¨n b¶n (®)", "đ) Số trang của văn bản (®)"),
        ("theo « sè 1, tr×nh bµy", "theo ô số 1, trình bày"),
    ],
)
def test_tcvn3_is_caught_and_read(typed: str, meant: str) -> None:
    assert vietnamese.detect_legacy(typed) == "tcvn3"
    assert vietnamese.to_unicode(typed, "tcvn3") == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("coäng hoøa xaõ hoäi", "cộng hòa xã hội"),
        ("COÄNG HOØA", "CỘNG HÒA"),
        ("Traàn Vaên Bình", "Trần Văn Bình"),
        ("Phaïm Minh", "Phạm Minh"),
        ("ñoàng chí", "đồng chí"),
        ("AÙnh, Aùnh saùng", "Ánh, Ánh sáng"),
        ("baùo caùo cuûa ngöôøi", "báo cáo của người"),
        ("Ñaïi hoäi", "Đại hội"),
    ],
)
def test_vni_is_caught_and_read(typed: str, meant: str) -> None:
    assert vietnamese.detect_legacy(typed) == "vni"
    assert vietnamese.to_unicode(typed, "vni") == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Ä‘á»“ng chÃ\u00ad", "đồng chí"),
        ("NguyÃªn", "Nguyên"),
        ("ngÃ\u00a0y vÃ\u00a0 Ä‘Ãªm", "ngày và đêm"),
        ("Sá»Ÿ Ngoáº¡i vá»¥ lÃ  má»™t, ngÃ y", "Sở Ngoại vụ là một, ngày"),
        ("Sá»Ÿ Ngoáº¡i vá»¥ lÃ má»™t, lÃ", "Sở Ngoại vụ là một, là"),
        ("Ă¡o", "áo"),
        ("2015 â€“ 2020", "2015 – 2020"),
    ],
)
def test_utf8_read_as_a_windows_code_page_is_caught_and_read(typed: str, meant: str) -> None:
    assert vietnamese.detect_legacy(typed) == "mojibake"
    assert vietnamese.to_unicode(typed, "mojibake") == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("đồng chí NguyÔn V¨n ¸nh", "đồng chí Nguyễn Văn ánh"),
        ("UBND tỉnh Hµ TÜnh", "UBND tỉnh Hà Tĩnh"),
        ("Công tác đối ngoại (cña Së)", "Công tác đối ngoại (của Sở)"),
    ],
)
def test_old_words_beside_unicode_ones_are_caught_alone(typed: str, meant: str) -> None:
    assert vietnamese.detect_legacy(typed) == "tcvn3"
    assert vietnamese.to_unicode(typed, "tcvn3") == meant


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_of_office_prose_survives_the_way_through_every_old_encoding(
    sentence: str,
) -> None:
    in_vni, in_tcvn3, in_pieces = to_vni(sentence), to_tcvn3(sentence), to_mojibake(sentence)
    assert vietnamese.detect_legacy(in_vni) == "vni"
    assert vietnamese.to_unicode(in_vni, "vni") == sentence
    assert vietnamese.detect_legacy(in_tcvn3) == "tcvn3"
    # TCVN3 has no capitals with tones: only their case may differ.
    assert vietnamese.to_unicode(in_tcvn3, "tcvn3").lower() == sentence.lower()
    assert vietnamese.detect_legacy(in_pieces) == "mojibake"
    assert vietnamese.to_unicode(in_pieces, "mojibake") == sentence


@pytest.mark.parametrize("sentence", SENTENCES)
def test_unicode_is_never_suspected_whole_or_in_pieces(sentence: str) -> None:
    words = sentence.split()
    for size in range(1, len(words) + 1):
        for start in range(len(words) - size + 1):
            piece = " ".join(words[start : start + size])
            assert vietnamese.detect_legacy(piece) is None
            assert vietnamese.detect_legacy(vietnamese.upper(piece)) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ha Tinh",
        "Công an",
        "Lê Thu Hà",
        "Tô Hoài",
        "hoà, toà, xoá, hoá, loà xoà",
        "tòan, hòan, qúy, gía, hôp, tôt",
        "Thông tin",
        "ÔNG, BÀ",
        "Ý Yên",
        "Ðà Nẵng",
        "Ðông Hà",
        "Krông Nô, Ê-đê, H'Mông, Gié-Triêng",
        "Xôa-thi-lan",
        "10°C, 5 m², 3 m³, ±2",
        "5µm, 20 µm, µg",
        "m×n, a·b, 2×4, x ÷ y",
        "½ ngày, 3½ ngày, ¼",
        "§ 5, § 12",
        "· Nội dung",
        "•\tThông tin",
        "·Hà",
        "«Hà», « Công », «a»",
        "£m, £5, ¥100, 5 ¢",
        "Vaseline®, Windows®, ABC®",
        "© 2020, ©2020, Sở Ngoại vụ ©",
        "Tổng số¹, Nam¹",
        "1ª, 1º",
        "Ünal, Zürich, Köln, Müller, Düsseldorf, Genève, Nîmes",
        "São Paulo, São Tomé, El Niño, La Niña, Côte d'Ivoire",
        "café, thé, hôtel, forêt, été, où, là, Noël, Thaï, Loïc, Haïti, Hanoï",
        "naïve, façade, résumé, fiancé, jalapeño, Beyoncé, Brontë",
        "Citroën, Haagen-Dazs, Malmö, Ålesund",
        "aún, país, Raúl, señor, niño",
        "Le Comité populaire de la province a reçu une délégation française à Hanoï",
        "Die Prüfung der »Größe« erfolgte für »%s« in München",
        "XÃ",
        "“XÃ”",
        "XÃ”",
        "“con cá”…",
        "con cá»",
        "TM. ỦY BAN NHÂN DÂN",
        "👍 Tốt · 😀",
        "中文, ภาษาไทย, Русский",
        "Trung tâm ABC — «Đối ngoại» · § 5 · ½ · 10°C · © ®",
        "hội\u00adnghị, công\u00adtác",
        "\u00ad",
        "Viê\u0323t Nam",
        "\ud800 lẻ",
    ],
)
def test_ordinary_text_is_never_suspected(text: str) -> None:
    assert vietnamese.detect_legacy(text) is None
    for part in text.split(", "):
        assert vietnamese.detect_legacy(part) is None


@given(st.text())
def test_any_text_gets_an_answer_and_a_reading(text: str) -> None:
    found = vietnamese.detect_legacy(text)
    if found is not None:
        read = vietnamese.to_unicode(text, found)
        assert read != text
        assert vietnamese.nfc(read) == read


@given(st.text(alphabet="aeioungthcµ¸¶·¨©®ªßãáäåæçéêíëîïñòôöøùúüþ§«»ÃÄ‘á»“ ", max_size=40))
def test_odd_mixtures_get_an_answer_and_a_reading(text: str) -> None:
    found = vietnamese.detect_legacy(text)
    if found is not None:
        assert vietnamese.to_unicode(text, found) != text


def test_every_letter_of_both_tables_reads_back() -> None:
    for letter, code in TCVN3.items():
        assert vietnamese.to_unicode(f"n{code}n", "tcvn3") == f"n{letter}n"
        assert vietnamese.to_unicode(f"n{vni_letter(letter)}n", "vni") == f"n{letter}n"
        capital = letter.upper()
        assert vietnamese.to_unicode(f"N{vni_letter(capital)}N", "vni") == f"N{capital}N"


@pytest.mark.parametrize(
    "text", ["§ " + SENTENCES[0] * 250, "a¡" * 10_000, "Ã’" * 10_000, "¡" * 20_000]
)
def test_the_longest_paragraph_is_judged(text: str) -> None:
    assert vietnamese.detect_legacy(text) in (None, "tcvn3", "vni", "mojibake")
