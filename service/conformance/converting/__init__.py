"""Vietnamese that was typed before Unicode (TCVN3, VNI) is written in Unicode, in Times New Roman, and nothing else changes.

It is asked for by itself, never beside mending: here letters do change. Every run that does is listed.
"""

from service.conformance.converting.conversion import Converted, convert
from service.conformance.converting.old_letters import ConvertedRun

__all__ = ["Converted", "ConvertedRun", "convert"]
