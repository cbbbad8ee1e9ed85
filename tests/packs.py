"""Data packs for tests: signed with keys that nobody trusts elsewhere, with an invented successor of a decree."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from service.reference import data_pack, pack_file

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
STRANGER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
#: Invented: no such decree exists.
SUCCESSOR = (
    "Nghị định số 999/2027/NĐ-CP ngày 10 tháng 02 năm 2027 của Chính phủ quy định chi tiết thi hành một số điều của"
    " Luật Thi đua, khen thưởng"
)

Change = Callable[[dict[str, str]], None]


def trusted(folder: Path, key: Ed25519PrivateKey = KEY) -> Path:
    """A file of public keys that trusts ``key``."""
    path = folder / "pack-keys.txt"
    line = base64.b64encode(pack_file.public_bytes(key.public_key())).decode()
    path.write_text(f"# Invented for tests.\n\n{line} nơi phát hành thử\n", encoding="utf-8")
    return path


def files() -> dict[str, str]:
    """The texts of the built-in pack, by name."""
    return {name: content.decode() for name, content in data_pack.built_in_files().items()}


def signed(texts: Mapping[str, str], key: Ed25519PrivateKey = KEY) -> bytes:
    """The file of a pack with these texts."""
    contents = {name: text.encode() for name, text in texts.items()}
    return pack_file.packed(contents, contents.pop(data_pack.MANIFEST), key)


def dated(as_of: str, edition: int = 1, change: Change | None = None) -> bytes:
    """A signed pack of that day and edition, with the built-in data as ``change`` left it."""
    texts = files()
    if change is not None:
        change(texts)
    texts[data_pack.MANIFEST] = replaced(
        replaced(texts[data_pack.MANIFEST], "as_of: 2026-11-28", f"as_of: {as_of}"),
        "edition: 1",
        f"edition: {edition}",
    )
    return signed(texts)


def replaced(text: str, old: str, new: str) -> str:
    """The text with another beginning of something that must stand in it."""
    assert old in text, old
    return text.replace(old, new, 1)


def with_successor(texts: dict[str, str]) -> None:
    """Nghị định 152/2025 gives way to an invented decree on 01/3/2027, with coefficients of its own."""
    bases = texts["legal_bases.yaml"]
    bases = replaced(
        bases,
        "    to: 2027-02-28\n    at_latest:",
        "    to: 2027-02-28\n    replaced_by: nd-999-2027\n    at_latest:",
    )
    entry = f"""items:
  - id: nd-999-2027
    kind: nghi_dinh
    number: 999/2027/NĐ-CP
    cite: {SUCCESSOR}
    issued: 2027-02-10
    from: 2027-03-01
    certainty: H
"""
    texts["legal_bases.yaml"] = replaced(bases, "items:\n", entry)
    table = """coefficients:
  - decree: Nghị định số 999/2027/NĐ-CP
    from: 2027-03-01
    forms:
      giay_khen: {individual: "0.4", collective: "0.8", household: "0.6", certainty: H}
"""
    texts["awards.yaml"] = replaced(texts["awards.yaml"], "coefficients:\n", table)


def next_pack() -> bytes:
    """The pack that follows the built-in one, with the invented successor."""
    return dated("2027-02-20", change=with_successor)
