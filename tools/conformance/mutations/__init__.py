"""Every kind of fault that is put into sound documents."""

from tools.conformance.mutations import closing, head, marks, sheet, text

MUTATIONS = (
    *sheet.MUTATIONS,
    *head.MUTATIONS,
    *text.MUTATIONS,
    *closing.MUTATIONS,
    *marks.MUTATIONS,
)
