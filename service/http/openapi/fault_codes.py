"""Every code of a violation with what it means, for programs: /api/v1/fault-codes, the enum of codes, the manual.

What a rule means in Vietnamese its docstring says; everything else is said here. A code is never given another meaning, and
a test holds this list against the code of the service (tests/test_fault_codes.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from service.documents.document_type import DocumentType
from service.rules import Rule, prose

#: What the codes of violations by single values mean; those of the rules explain themselves.
OF_VALUES = {
    "required": "Mục bắt buộc còn trống.",
    "unknown_field": "Tên mục không có trong loại văn bản này; đề nghị tên gần giống nhất.",
    "not_part": "Phải là một nhóm mục, đặt trong { }.",
    "not_list": "Phải là một danh sách, đặt trong [ ].",
    "too_few": "Danh sách có ít dòng hơn mức tối thiểu.",
    "too_many_rows": "Danh sách có nhiều dòng hơn giới hạn.",
    "not_text": "Phải là chữ.",
    "too_long": "Dài hơn số ký tự cho phép.",
    "wrong_form": "Không đúng dạng quy định của mục.",
    "control_character": "Có ký tự điều khiển.",
    "letter_lost": "Có một chữ đã bị mất (U+FFFD); phải gõ lại.",
    "legacy_encoding": "Gõ bằng bảng mã TCVN3 hoặc VNI; đề nghị chữ Unicode.",
    "invisible_removed": "Cảnh báo: có ký tự ẩn đã được bỏ.",
    "unknown_choice": "Không phải một trong các giá trị được chọn.",
    "not_integer": "Phải là số nguyên.",
    "not_figure": "Phải là số.",
    "out_of_range": "Số nằm ngoài khoảng cho phép.",
    "not_flag": "Phải là true hoặc false.",
    "not_date": "Không phải ngày có thật, viết dạng năm-tháng-ngày.",
    "not_moment": "Không phải ngày giờ có thật, viết dạng 2020-07-01T08:00.",
    "date_out_of_range": "Năm nằm ngoài khoảng cho phép.",
    "too_deep": "Tiêu đề của bảng, hoặc đề mục, có nhiều cấp hơn mức cho phép.",
    "not_cell": "Ô của bảng phải là chữ, số hoặc null.",
}
#: Those of a file, and of a list of violations.
OF_FILES = {
    "row_not_taken": "Cảnh báo: một dòng của bảng tính có thứ giống tên người mà không được lấy.",
    "column_not_used": "Cảnh báo: một cột của bảng tính có dữ liệu mà văn bản không có mục nào cho nó.",
    "unit_left_blank": "Cảnh báo: cột đơn vị của bảng tính chỉ ghi một lần, các dòng bên dưới để trống.",
    "unit_not_taken": "Cảnh báo: tên trang tính hay dòng tiêu đề nhóm có thể là đơn vị của các dòng không có cột đơn vị.",
    "several_givers": "Cảnh báo: danh sách ghi cùng một hình thức khen thưởng của nhiều nơi tặng khác nhau.",
    "doubtful_sum": "Cảnh báo: số tiền rất lớn ở cột tính bằng nghìn đồng, triệu đồng; có thể đã gõ đủ số đồng.",
    "day_for_text": "Cảnh báo: ô tên, chức vụ, đơn vị là ngày tháng; có thể Excel đã đổi chữ (lớp 10/1) thành ngày.",
    "comment_not_read": "Cảnh báo: ô của danh sách có ghi chú gắn vào ô (comment), không được đọc.",
    "merged_sum": "Cảnh báo: ô số tiền gộp xuống nhiều dòng, chỉ dòng đầu có số tiền đó.",
    "struck_out": "Cảnh báo: một ô bị gạch ngang, cả ô hay một phần, mà vẫn được lấy.",
    "count_differs": "Số hay số thứ tự ghi trong bảng tính khác số dòng đã lấy.",
    "headers_missing": "Cảnh báo: danh sách không có dòng tiêu đề, hay cột tên có tiêu đề không rõ nghĩa; cột được hiểu theo nội dung.",
    "unknown_kind": "Cột phân loại của bảng tính ghi một loại không có.",
    "formula_error": "Ô của bảng tính có công thức báo lỗi hoặc chưa tính.",
    "two_ways": "Bảng tính ghi cả một chữ (“theo quy định”) lẫn mức cụ thể.",
    "unknown_parent": "Dòng của một trang tính không nêu, hoặc nêu sai, số của dòng mà nó thuộc về.",
    "wrong_level": "Cấp của dòng không nối tiếp cấp của dòng trên.",
    "number_twice": "Hai dòng của một trang tính có cùng số thứ tự.",
    "list_says_other": "Cảnh báo: danh sách ghi khác phần dữ liệu gửi kèm; danh sách được lấy.",
    "changed_in_word": "Cảnh báo: một chỗ đã sửa trong Word mà văn bản mới không giữ.",
    "not_compared": "Cảnh báo: dữ liệu kèm trong tệp có lỗi nên chưa đối chiếu với chữ trong Word.",
    "template_changed": "Cảnh báo: tệp được tạo từ một phiên bản khác của mẫu.",
    "id_twice": "Hai mục của một lô có cùng mã.",
    "both_ways": "Cảnh báo: tệp Excel vừa có văn bản ghi mỗi dòng một văn bản, vừa có văn bản ghi riêng một trang tính.",
    "not_read": "Một tệp, trang tính hay dòng của một lô không đọc được hoặc không được lấy.",
    "not_made": "Chưa tạo được văn bản của một mục trong lô do lỗi của máy chủ.",
    "more_faults": "Còn lỗi, cảnh báo khác chưa nêu; câu báo ghi bao nhiêu.",
}

_ENGLISH = {
    # values
    "required": "A required value is missing.",
    "unknown_field": "The type has no field of this name; the nearest name is suggested.",
    "not_part": "An object is wanted.",
    "not_list": "An array is wanted.",
    "too_few": "The list has fewer rows than it must have.",
    "too_many_rows": "The list has more rows than the limit.",
    "not_text": "A string is wanted.",
    "too_long": "The text is longer than the field allows.",
    "wrong_form": "The text does not have the form of the field.",
    "control_character": "The text holds a control character.",
    "letter_lost": "A letter was lost (U+FFFD) and must be typed again.",
    "legacy_encoding": "The text is in TCVN3 or VNI; the Unicode text is suggested.",
    "invisible_removed": "Invisible characters were removed.",
    "unknown_choice": "The value is none of the choices.",
    "not_integer": "An integer is wanted.",
    "not_figure": "A number is wanted.",
    "out_of_range": "The number is outside the range of the field.",
    "not_flag": "true or false is wanted.",
    "not_date": "Not an existing date of the form 2020-07-01.",
    "not_moment": "Not an existing date and time of the form 2020-07-01T08:00.",
    "date_out_of_range": "The year is outside the range of the field.",
    "too_deep": "Headings, or headers of a table, are nested deeper than allowed.",
    "not_cell": "A cell of a table is a string, a number or null.",
    # files
    "row_not_taken": "A row of the spreadsheet looks like a name and was not taken.",
    "column_not_used": "A column of the spreadsheet holds data for which there is no field.",
    "unit_left_blank": "A unit is written once in the spreadsheet and left blank in the rows below.",
    "unit_not_taken": "A sheet's name or a heading may be the unit of rows without a column of units.",
    "several_givers": "One form of award is of several givers in the list.",
    "doubtful_sum": "A very large sum in a column of thousands or millions; whole đồng may have been typed.",
    "day_for_text": "A name, position or unit is a day; Excel may have made one of a text (class 10/1).",
    "comment_not_read": "Cells of the list have comments, which are not read.",
    "merged_sum": "A cell with a sum of money is merged over several rows; only the first has it.",
    "struck_out": "A cell is struck out, wholly or in part, and was taken all the same.",
    "count_differs": "A count or running number in the spreadsheet differs from the rows taken.",
    "headers_missing": "The list has no headers, or one that does not say that it stands above names; columns were understood by what they hold.",
    "unknown_kind": "The column that says what each row is holds an unknown kind.",
    "formula_error": "A cell holds a formula with an error or without a value.",
    "two_ways": "The workbook says the same thing both by a word and by figures.",
    "unknown_parent": "A row names no existing parent row.",
    "wrong_level": "The level of a row does not follow from the row above.",
    "number_twice": "Two rows of a sheet have the same running number.",
    "list_says_other": "The list differs from the data sent beside it; the list was used.",
    "changed_in_word": "A place was changed in Word and a new document will not keep it.",
    "not_compared": "The embedded input has errors, so the text was not compared with it.",
    "template_changed": "The document was made with another version of its template.",
    "id_twice": "Two items of a batch have the same id.",
    "both_ways": "The workbook has documents a row each and documents a sheet each; all were taken.",
    "not_read": "A file, sheet or row of a batch could not be read, or was not taken.",
    "not_made": "The document of an item could not be made, for a reason that is not in its input.",
    "more_faults": "More violations were found than are shown; the message gives their number.",
    # wording, in every document
    "short_date": "A date in prose is abbreviated (19/6/2015).",
    "date_padding": "A day or month has a leading zero too many or too few.",
    "range_dash": "A range is written without a spaced hyphen (2015 - 2020).",
    "clock": "A time is abbreviated (8h30).",
    "left_over_blank": "A blank of a form was not filled in.",
    "doubled_word": "A word is typed twice in a row.",
    "doubled_phrase": "A name is typed twice in a row.",
    "doubled_mark": "A punctuation mark is doubled.",
    "blank_around_mark": "A blank before a punctuation mark, or none after it.",
    "missing_full_stop": "The last sentence of a paragraph has no full stop.",
    "typed_end_mark": "The end mark ./. is typed; the service adds it.",
    "short_form": "An abbreviation (đ/c, v/v, &) stands in prose.",
    "misspelt_abbreviation": "An abbreviation is misspelt.",
    "citation_capitals": "Parts of a cited text have the wrong capitals.",
    "state_and_people": "Nhà nước or Nhân dân lacks its capital.",
    "peoples_organ": "The name of an organ of the people has a capital too many.",
    "number_padding": "The number of a cited document has a zero too many.",
    "no_such_day": "A day that no calendar has.",
    "wrong_weekday": "A day of the week that does not belong to the date beside it.",
    "proper_name_capitals": "The name of an organ, office, order, feast or region has the wrong capitals.",
    "award_name": "A title or award is not named as the law names it.",
    "sum_in_words": "A sum in words is not the sum in figures before it.",
    "share_in_text": "A share in a sentence is not what its two numbers give.",
    "change_in_text": "A change in per cent in a sentence is not what its two numbers give.",
    "cited_pair": "Number (or name) and date of a text named in prose do not belong together.",
    "special_place": "Thủ đô Hà Nội or Thành phố Hồ Chí Minh lacks its capital.",
    "official_spelling": "An official title, law or motto is spelt differently from its source.",
    "look_alike_letter": "A letter of another alphabet stands for a Vietnamese one.",
    "html_entity": "An HTML entity stands in the text.",
    "lost_letter": "A question mark stands inside a word where a letter was lost.",
    "broken_lines": "A paragraph is broken into lines, as text copied from a PDF is.",
    # content and tables
    "too_many_points": "More points than there are letters to number them (23).",
    "too_many_numbered": "More numbered parts than Roman numerals can number (3,999).",
    "numbered_by_hand": "A number or bullet was typed by hand and was removed.",
    "clause_without_text": "A clause without a heading must begin with a paragraph.",
    "block_form": "A block holds exactly one thing, and blocks do not stand beside paragraphs, items or a table.",
    "table_form": "A row has the wrong number of cells, a computed column is wrong, or the table is too wide.",
    "wrong_ratio": "A ratio in a table is not what its columns give.",
    "wrong_change": "A change in per cent is not what its columns give.",
    "wrong_total": "A total in a table is not the sum of its rows.",
    "shares_not_100": "Shares in a table do not add up to 100 %.",
    # reports
    "period_reversed": "The period ends before it begins.",
    "period_not_named": "Neither subject nor text names the period.",
    "period_length": "The period's days do not fit its name.",
    "period_years": "The years in the period's name do not fit its days.",
    "subject_year": "The year in the subject is outside the period.",
    "issued_before_period": "The report is issued before its period begins.",
    "kind_differs": "The subject names the other kind of report.",
    "kind_for_period": "The kind of report does not fit the period.",
    "no_shortcomings": "The report has no part on shortcomings.",
    "issued_far_ahead": "The date of issue is years ahead.",
    # signature, recipients, notation
    "academic_title": "An academic title stands before the signer's name.",
    "name_capitals": "A name is all capitals or lacks capitals.",
    "old_province": "The place is a province that was merged on 1 July 2025.",
    "place_in_full": "The place's name must be written in full.",
    "authority_without_capacity": "An authority is given and no capacity (TM, KT, TL, TUQ).",
    "kt_not_deputy": "KT. is only for a deputy.",
    "deputy_without_kt": "A deputy signs without KT.",
    "head_signs_alone": "The head of such an office signs without TM.",
    "typed_capacity": "The capacity is typed into the position.",
    "year_in_notation": "The notation contains a year.",
    "abbreviated_subject": "The subject begins with V/v.",
    "unusual_notation": "The notation is not the usual one; it is kept.",
    "as_above_without_addressee": "'Như trên' without an addressee above.",
    "typed_archive_line": "The archive line is typed; the service adds it.",
    "typed_clerical_office": "VT is typed among the archive units; it is always printed.",
    "recipient_twice": "A recipient is listed twice.",
    "addressee_below": "A report is addressed to an office that is not above.",
    "typed_signature": "A signature mark or the words beside a digital signature are typed into the text.",
    "typed_attachment_line": "'(Kèm theo …)' is typed into an annex's title; the service prints it.",
    "annex_in_own_file": "An electronic document speaks of an annex in a file of its own, which the organ must sign apart.",
    # legal bases
    "legal_basis_after_document": "A legal basis was issued after the document.",
    "legal_basis_expired": "A legal basis is no longer in force.",
    "legal_basis_not_in_force": "A legal basis is not yet in force.",
    "legal_basis_doubtful": "A legal basis guides a text that has expired.",
    "legal_basis_companion": "An amendment that must be cited too is missing.",
    "legal_basis_twice": "A legal basis is cited twice.",
    "legal_basis_mismatch": "Number, date and title of a legal basis do not fit each other.",
    "legal_basis_law_number": "A law is cited with its number or organ.",
    "legal_basis_law_name": "A law's name has the wrong capitals.",
    "legal_basis_date": "The date of a legal basis is not written in words.",
    "legal_basis_blank": "A number or date of a legal basis is left blank.",
    "legal_basis_number": "The number of a legal basis is not written as in its source.",
    "legal_basis_organ": "A legal basis is cited without the organ that issued it.",
    # awards
    "no_recipient": "An award names nobody.",
    "form_name_unused": "A form's name is given although the form is not 'other'.",
    "bonus_source_unused": "A source of money is given and there is no bonus.",
    "award_beyond_authority": "The issuing authority may not grant this form.",
    "statutory_without_date": "A statutory bonus needs the date of issue.",
    "statutory_unknown": "No coefficient or base salary is known for a statutory bonus.",
    "statutory_uncertain": "The figures behind a statutory bonus are not certain.",
    "bonus_differs": "A bonus differs from the statutory one; it is kept.",
    "titles_of_one_period": "Several titles of one period: only the highest bonus is due.",
    "forms_of_one_time": "Several forms for one time or achievement: whether each bonus is due must be decided.",
    "bonus_too_small": "A bonus below 10,000 đồng was probably meant in thousands.",
    "duplicate_recipient": "The same recipient is listed twice in one award.",
    "similar_recipient": "Two recipients may be the same.",
    "mixed_tone_style": "Both styles of tone marks (hòa, hoà) are used for one word.",
    "count_mismatch": "A declared count differs from the list.",
    "stated_count": "The counts in the subject differ from the lists.",
    "odd_birth_year": "The year of birth is unlikely.",
    "household_without_honorific": "A household's head has no honorific.",
    "no_name": "What stands in the name's place is no name.",
    "odd_honorific": "What stands in the honorific's place is none.",
    "honorific_twice": "The honorific is typed into the name again.",
    "two_people": "One row names two people.",
    "position_in_name": "The position is typed into the name.",
    "number_before_name": "A running number or a bullet is typed before the name.",
    "more_than_name": "A telephone, a year of birth or a remark is typed into the name.",
    "unit_as_person": "A unit is listed among individuals.",
    "ditto_mark": "A ditto mark stands where the text must be repeated.",
    "wrong_article": "'Như Điều …' names another article than the executing one.",
    "missing_article": "An article is named that the decision does not have.",
    # minutes
    "state_title_vote": "A vote on a title of the State level has the wrong base, too few votes, or was no ballot.",
    "council_quorum": "Fewer members of the council are present than its rules ask for, or others were summoned.",
    "council_share": "A vote on awards has fewer votes in favour than the council's rules ask for.",
    "attendee_unclear": "An attendee is either a person or a group.",
    "empty_proceeding": "A proceeding holds nothing.",
    "ended_before_started": "The meeting ends before it begins.",
    "long_meeting": "The meeting lasts longer than 12 hours.",
    "secretary_is_chair": "Secretary and chair are the same person.",
    "attendance_mismatch": "Present and absent do not add up to those summoned.",
    "absent_but_acting": "Somebody listed as absent chairs, writes, attends or speaks.",
    "vote_unclear": "A vote has either one result or one for each candidate.",
    "ballots_mismatch": "The ballots' counts contradict each other.",
    "votes_above_base": "More votes than the base of the ratio.",
    "votes_above_present": "More votes than people present.",
    "subject_event_word": "The subject names another kind of meeting, or none.",
    "speech_count": "The number of speeches in the text differs from those listed.",
    "started_far_ahead": "The meeting begins years ahead.",
    "ended_far_ahead": "The meeting ends years ahead.",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FaultCode:
    """One code, what it means in Vietnamese and in English."""

    code: str
    vietnamese: str
    english: str

    def as_json(self) -> dict[str, str]:
        return {"code": self.code, "meaning_vi": self.vietnamese, "meaning_en": self.english}


def codes() -> list[str]:
    """Every code, in the order of the list."""
    return list(_ENGLISH)


def meanings(document_types: Iterable[DocumentType]) -> list[FaultCode]:
    """Every code with its meanings. Raises KeyError for one that nothing explains in Vietnamese."""
    known = _of_rules(document_types) | OF_VALUES | OF_FILES
    return [FaultCode(code, known[code], english) for code, english in _ENGLISH.items()]


def _of_rules(document_types: Iterable[DocumentType]) -> dict[str, str]:
    """The rules' own words by code; several rules with one code say theirs one after the other."""
    rules: list[Rule | prose.ProseRule] = [*prose.PROSE_RULES]
    for document_type in document_types:
        rules += document_type.rules
    said: dict[str, list[str]] = {}
    for rule in rules:
        said.setdefault(rule.code, []).append(rule.text)
    return {code: " ".join(dict.fromkeys(texts)) for code, texts in said.items()}
