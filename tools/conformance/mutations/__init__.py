"""Every kind of fault that is put into documents."""

from tools.conformance.mutations import (
    annexes,
    closing,
    foot,
    head,
    head_words,
    list_labels,
    marks,
    opening,
    pages,
    sheet,
    structure,
    text,
)

MUTATIONS = (
    *sheet.MUTATIONS,
    *pages.MUTATIONS,
    *head.MUTATIONS,
    *head_words.MUTATIONS,
    *text.MUTATIONS,
    *opening.MUTATIONS,
    *structure.MUTATIONS,
    *list_labels.MUTATIONS,
    *closing.MUTATIONS,
    *foot.MUTATIONS,
    *annexes.MUTATIONS,
    *marks.MUTATIONS,
)
