"""The codes of the rules are a public promise: programs choose by them what to do (contract §6)."""

from __future__ import annotations

from service import documents

CODES = """
abbreviated_subject absent_but_acting academic_title addressee_below as_above_without_addressee
attendance_mismatch attendee_unclear authority_without_capacity award_beyond_authority bonus_differs
bonus_source_unused bonus_too_small count_mismatch deputy_without_kt ditto_mark duplicate_recipient
empty_proceeding ended_before_started form_name_unused head_signs_alone honorific_twice issued_before_period
kind_differs kind_for_period kt_not_deputy legal_basis_after_document legal_basis_blank legal_basis_companion
legal_basis_date legal_basis_doubtful legal_basis_expired legal_basis_law_name legal_basis_law_number
legal_basis_mismatch legal_basis_not_in_force legal_basis_number legal_basis_organ legal_basis_twice long_meeting
missing_article mixed_tone_style name_capitals no_name no_recipient no_shortcomings numbered_by_hand
odd_birth_year odd_honorific old_province period_length period_not_named period_reversed period_years
place_in_full recipient_twice required secretary_is_chair shares_not_100 similar_recipient speech_count
stated_count statutory_uncertain statutory_unknown statutory_without_date subject_event_word subject_year
table_form too_deep too_many_numbered too_many_points two_people typed_archive_line typed_capacity
typed_clerical_office unit_as_person unusual_notation votes_above_base votes_above_present wrong_article
wrong_change wrong_ratio wrong_total year_in_notation
""".split()


def test_no_rule_changes_its_code_and_a_new_one_is_written_here() -> None:
    codes = {
        rule.code for document_type in documents.TYPES.values() for rule in document_type.rules
    }
    assert sorted(codes) == CODES
