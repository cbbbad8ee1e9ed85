"""Makes the key that signs data packs, or a signed data pack: ``python -m tools.make_pack key|pack``.

The private key belongs where packs are published, and never into the repository; services get the line that is printed.
"""

from __future__ import annotations

import argparse
import base64
import os
import sys
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from service.reference import data_pack, pack_file
from service.reference.data_files import WrongCatalogue

KEY = Path("private/pack.key")


def main(arguments: list[str] | None = None) -> int:
    """0 when done; what a service is to trust, or the pack's file, goes to standard output."""
    parser = argparse.ArgumentParser(prog="make_pack", description=__doc__)
    parser.add_argument("what", choices=["key", "pack"])
    parser.add_argument("--key", type=Path, default=KEY, help="file of the private key")
    parser.add_argument(
        "--name", default="vanban", help="whose key it is, for the file of a service"
    )
    parser.add_argument("--data", type=Path, help="folder of the pack's files instead of our own")
    parser.add_argument("--output", type=Path, help="file of the pack")
    asked = parser.parse_args(arguments)
    try:
        return _make_key(asked.key, asked.name) if asked.what == "key" else _make_pack(asked)
    except (WrongCatalogue, OSError, ValueError) as wrong:
        print(wrong, file=sys.stderr)
        return 1


def _make_key(file: Path, name: str) -> int:
    """A new private key for its owner alone; an old one is never overwritten."""
    key = Ed25519PrivateKey.generate()
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    written = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as made:
        made.write(written)
    print(base64.b64encode(pack_file.public_bytes(key.public_key())).decode(), name)
    print(f"{file} stays secret; services get the line above in VANBAN_PACK_KEYS", file=sys.stderr)
    return 0


def _make_pack(asked: argparse.Namespace) -> int:
    files = _files(asked.data)
    manifest = files.pop(data_pack.MANIFEST)
    key = load_pem_private_key(asked.key.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError(f"{asked.key} is no Ed25519 key")
    content = pack_file.packed(files, manifest, key)
    made = pack_file.read_pack(content, [pack_file.TrustedKey("", key.public_key())])
    data_pack.opened(made, None)
    output = asked.output or Path("build") / f"vanban-data-{made.manifest.version}.pack"
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_bytes(content)
    print(output)
    return 0


def _files(folder: Path | None) -> dict[str, bytes]:
    """The built-in files, or those of a folder; one that it does not have is the built-in one, but never the manifest."""
    files = data_pack.built_in_files()
    if folder is not None:
        files[data_pack.MANIFEST] = (folder / data_pack.MANIFEST).read_bytes()
        for name in data_pack.FILES:
            if (folder / name).exists():
                files[name] = (folder / name).read_bytes()
    return files


if __name__ == "__main__":
    sys.exit(main())
