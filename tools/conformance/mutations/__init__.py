"""Every kind of fault that is put into sound documents."""

from tools.conformance.mutations import closing, head, sheet, text

MUTATIONS = (*sheet.MUTATIONS, *head.MUTATIONS, *text.MUTATIONS, *closing.MUTATIONS)
