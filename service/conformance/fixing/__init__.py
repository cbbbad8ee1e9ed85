"""What a check found wrong in the format of a document is mended, and not one character changed.

``plan`` says what will be done, ``applying`` does it (``*_setting`` property by property; ``page_numbers``, ``drawn_rules``
and ``typed_letterhead`` what is more than a property), ``proof`` compares before and after, ``mending`` leads.
"""

from service.conformance.fixing.mending import Mended, mend
from service.conformance.fixing.plan import Plan, Step, plan

__all__ = ["Mended", "Plan", "Step", "mend", "plan"]
