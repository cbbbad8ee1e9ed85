"""A data pack becomes one signed file, and a file that a trusted key signed becomes a data pack.

The first line says what it is, the second holds the Ed25519 signature of all that follows: one JSON object of names and
texts. Nothing is parsed before the signature was found right.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import IO, TYPE_CHECKING, Final

from service.errors import UnreadableInput
from service.reference.data_files import WrongCatalogue
from service.reference.data_pack import FILES, LARGEST_BYTES, MANIFEST, DataPack, read_manifest
from service.untrusted.strict_json import read_json

# Loaded where it is needed: a service in which no pack was installed starts without it.
if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (
        Ed25519PrivateKey,
        Ed25519PublicKey,
    )

_FIRST_LINE: Final = b"vanban data pack 1\n"
_ALGORITHM: Final = "ed25519"
#: Escapes and the head; what counts is measured again when it is unpacked.
_LARGEST_FILE_BYTES: Final = LARGEST_BYTES * 2
_KEY_ID_LETTERS: Final = 16
_KEY_BYTES: Final = 32


class RefusedPack(UnreadableInput):
    """A data pack is not taken; the message is a Vietnamese sentence that says why."""


@dataclass(frozen=True, slots=True)
class TrustedKey:
    """A public key whose packs are taken, with the name that its file gives it."""

    name: str
    key: Ed25519PublicKey

    @property
    def id(self) -> str:
        """The beginning of the SHA-256 of the key: it tells keys apart."""
        return key_id(self.key)


def key_id(key: Ed25519PublicKey) -> str:
    """The name by which a pack says who signed it."""
    return hashlib.sha256(public_bytes(key)).hexdigest()[:_KEY_ID_LETTERS]


def public_bytes(key: Ed25519PublicKey) -> bytes:
    """The 32 bytes of a public key."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def read_keys(text: str) -> tuple[TrustedKey, ...]:
    """A file of public keys, one a line: 44 letters of base64 and a name. Raises WrongCatalogue."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    keys = []
    for number, line in enumerate(text.splitlines(), start=1):
        written, _, name = line.strip().partition(" ")
        if not written or written.startswith("#"):
            continue
        try:
            key = base64.b64decode(written, validate=True)
        except ValueError:
            key = b""
        if len(key) != _KEY_BYTES:
            raise WrongCatalogue(f"dòng {number} không phải một khóa công khai Ed25519.")
        keys.append(TrustedKey(name.strip() or written, Ed25519PublicKey.from_public_bytes(key)))
    return tuple(keys)


def packed(files: Mapping[str, bytes], manifest: bytes, key: Ed25519PrivateKey) -> bytes:
    """The signed file: ``manifest`` is given the checksums of the files. Raises WrongCatalogue for what no pack may be."""
    sums = "".join(f"  {name}: {hashlib.sha256(files[name]).hexdigest()}\n" for name in FILES)
    whole = manifest.rstrip() + b"\nsha256:\n" + sums.encode()
    read_manifest(whole, files)
    texts = {MANIFEST: whole.decode(), **{name: files[name].decode() for name in FILES}}
    body = json.dumps(texts, ensure_ascii=False, indent=1).encode() + b"\n"
    signature = base64.b64encode(key.sign(_FIRST_LINE + body)).decode()
    head = f"{_ALGORITHM} {key_id(key.public_key())} {signature}\n"
    return _FIRST_LINE + head.encode() + body


def read_bounded(file: IO[bytes]) -> bytes:
    """What is in a file, and no more than shows that it is too large for a pack."""
    return file.read(_LARGEST_FILE_BYTES + 1)


def read_pack(content: bytes, keys: Iterable[TrustedKey]) -> DataPack:
    """The pack in a file that one of the keys signed. Raises RefusedPack."""
    body = _signed_body(content, {key.id: key.key for key in keys})
    texts = read_json(body)
    if not isinstance(texts, dict) or set(texts) != {MANIFEST, *FILES}:
        raise RefusedPack(f"Gói dữ liệu phải có đúng các tệp {MANIFEST}, {', '.join(FILES)}.")
    if not all(isinstance(text, str) for text in texts.values()):
        raise RefusedPack("Mỗi tệp trong gói dữ liệu phải là chữ.")
    try:
        files = {name: text.encode() for name, text in texts.items()}
    except UnicodeEncodeError as wrong:
        raise RefusedPack("Gói dữ liệu bị hỏng: có ký tự không hợp lệ.") from wrong
    if sum(map(len, files.values())) > LARGEST_BYTES:
        raise RefusedPack(_too_large())
    try:
        manifest = read_manifest(files.pop(MANIFEST), files)
    except WrongCatalogue as wrong:
        raise RefusedPack(f"Gói dữ liệu bị hỏng: {wrong}") from wrong
    return DataPack(manifest, files)


def check_newer(pack: DataPack, used: tuple[date, int], version: str) -> None:
    """Raises RefusedPack for a pack that is older than the one in use, of this order and version."""
    if pack.manifest.order < used:
        raise RefusedPack(
            f"Gói dữ liệu {pack.manifest.version} cũ hơn dữ liệu đang dùng ({version}); nếu thật sự muốn quay lại gói"
            " cũ thì thêm --older."
        )


def _signed_body(content: bytes, keys: Mapping[str, Ed25519PublicKey]) -> bytes:
    from cryptography.exceptions import InvalidSignature

    if len(content) > _LARGEST_FILE_BYTES:
        raise RefusedPack(_too_large())
    if not content.startswith(_FIRST_LINE):
        raise RefusedPack("Tệp này không phải gói dữ liệu pháp luật; hãy chọn đúng tệp đã nhận.")
    head, _, body = content[len(_FIRST_LINE) :].partition(b"\n")
    algorithm, signer, signature = _head_of(head)
    if algorithm != _ALGORITHM or not signature:
        raise RefusedPack("Gói dữ liệu chưa được ký; hãy lấy gói có chữ ký từ nơi phát hành.")
    if not keys:
        raise RefusedPack(
            "Máy chủ này chưa tin khóa nào nên không nhận gói dữ liệu; hãy đặt VANBAN_PACK_KEYS là tệp khóa công khai"
            " của nơi phát hành."
        )
    if signer not in keys:
        raise RefusedPack(
            "Gói dữ liệu được ký bằng một khóa không có trong VANBAN_PACK_KEYS; chỉ nhận gói của nơi phát hành đã tin."
        )
    try:
        keys[signer].verify(signature, _FIRST_LINE + body)
    except InvalidSignature:
        raise RefusedPack(
            "Chữ ký không khớp với nội dung: gói dữ liệu bị hỏng hoặc đã bị sửa; hãy lấy lại từ nơi phát hành."
        ) from None
    return body


def _head_of(head: bytes) -> tuple[str, str, bytes]:
    """Algorithm, signer and signature, empty where the line is not what it should be."""
    try:
        algorithm, signer, signature = head.decode("ascii").split(" ")
        return algorithm, signer, base64.b64decode(signature, validate=True)
    except ValueError:
        return "", "", b""


def _too_large() -> str:
    return f"Gói dữ liệu lớn hơn {LARGEST_BYTES} byte, không được nhận."
