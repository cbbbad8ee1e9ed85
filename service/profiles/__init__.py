"""What an office says the same in every document: kept once as a profile, and put where an input says nothing.

A profile is plain data in the names of the inputs. It is never referred to: the input that it filled is whole,
and so is the record that a document carries.
"""

from __future__ import annotations

from service.profiles.filling import completed, filled, taken_from
from service.profiles.profile_schema import DOCUMENTS, SCHEMA, SIGNERS, places
from service.profiles.profile_store import Profile, ProfileStore, load
from service.profiles.remembering import remembered
from service.profiles.review import review

__all__ = [
    "DOCUMENTS",
    "SCHEMA",
    "SIGNERS",
    "Profile",
    "ProfileStore",
    "completed",
    "filled",
    "load",
    "places",
    "remembered",
    "review",
    "taken_from",
]
