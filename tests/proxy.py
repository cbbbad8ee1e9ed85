"""Debian's nginx with deploy/nginx.conf on ports of loopback, in front of as many machines as a test has."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import ssl
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.serving import ROOT, Answer, until
from tools.ports import free_port

CONF = ROOT / "deploy" / "nginx.conf"
#: What deploy/nginx.conf leaves to the office's nginx.conf.
_AROUND = """
error_log {folder}/error.log;
pid {folder}/pid;
events {{ }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  include {folder}/vanban.conf;
}}
"""
#: Where clerks sign in to the service itself, deploy/nginx.conf says that these are left out.
_SIGN_IN_OF_NGINX = (
    "    auth_basic $vanban_realm;\n",
    "    auth_basic_user_file /etc/nginx/vanban.htpasswd;\n",
)
_CERTIFICATE = (
    *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"),
    *("-nodes", "-days", "2", "-subj", "/CN=van-ban.example.vn"),
)


@dataclass(frozen=True)
class Proxy:
    """A running nginx: its two ports, its process, its folder; ``signs_in`` is whether it asks for passwords."""

    plain: int
    secure: int
    folder: Path
    signs_in: bool
    process: subprocess.Popen[bytes]

    def ask(
        self,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] = {},
        source: str = "127.0.0.1",
    ) -> Answer:
        """One request over https, from one of this machine's loopback addresses."""
        caller = http.client.HTTPSConnection(
            "127.0.0.1",
            self.secure,
            timeout=60,
            source_address=(source, 0),
            context=ssl._create_unverified_context(),  # noqa: S323 - made for this test
        )
        with contextlib.closing(caller):
            caller.request("GET" if body is None else "POST", path, body, dict(headers))
            got = caller.getresponse()
            return Answer(got.status, {k.lower(): v for k, v in got.getheaders()}, got.read())

    def workers(self) -> set[int]:
        """The process ids of nginx's workers, those included that only finish what they began before a reload."""
        tasks = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return {int(number) for number in tasks.read_text().split()}

    def leads_to(self, *servers: str) -> None:
        """Take these servers from now on, as after an edit of the file and ``systemctl reload nginx``."""
        text = _rendered(self.folder, self.plain, self.secure, servers, self.signs_in)
        (self.folder / "vanban.conf").write_text(text, "utf-8")
        self.process.send_signal(signal.SIGHUP)


def _rendered(
    folder: Path, plain: int, secure: int, servers: tuple[str, ...], signs_in: bool
) -> str:
    """deploy/nginx.conf with this machine's ports and files; each of them must stand in it as it is replaced."""
    text = CONF.read_text("utf-8")
    for message, here in (
        ("    server 127.0.0.1:8000;\n", "".join(f"    server {server};\n" for server in servers)),
        ("listen 80;", f"listen 127.0.0.1:{plain};"),
        ("listen 443 ssl http2;", f"listen 127.0.0.1:{secure} ssl http2;"),
        ("/etc/ssl/vanban/fullchain.pem", f"{folder}/cert.pem"),
        ("/etc/ssl/vanban/privkey.pem", f"{folder}/key.pem"),
        ("client_header_timeout 10s;", "client_header_timeout 1s;"),
        *((line, line if signs_in else "") for line in _SIGN_IN_OF_NGINX),
    ):
        assert text.count(message) == 1, message
        text = text.replace(message, here)
    return text.replace("/etc/nginx/vanban.htpasswd", f"{folder}/users")


def listens(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


@contextlib.contextmanager
def running(folder: Path, *servers: str, signs_in: bool = True) -> Iterator[Proxy]:
    """nginx alone; there need not be anything behind it yet. ``servers`` are "host:port", with what nginx takes behind."""
    plain, secure = free_port(), free_port()
    files = ("-keyout", folder / "key.pem", "-out", folder / "cert.pem")
    subprocess.run([*_CERTIFICATE, *files], check=True, capture_output=True)
    (folder / "users").write_text("lan:{PLAIN}chim bay về tổ\nhoa:{PLAIN}hoa của hoa\n", "utf-8")
    (folder / "vanban.conf").write_text(
        _rendered(folder, plain, secure, servers, signs_in), "utf-8"
    )
    (folder / "nginx.conf").write_text(_AROUND.format(folder=folder), "utf-8")
    # Its workers read what lies in a test's folder, which is nobody else's.
    user = " user root;" if os.geteuid() == 0 else ""
    given: list[str | Path] = ["-p", folder, "-c", folder / "nginx.conf"]
    given += ["-e", folder / "error.log", "-g", f"daemon off;{user}"]
    process = subprocess.Popen(["nginx", *given])
    try:
        until(lambda: process.poll() is not None or listens(secure))
        assert process.poll() is None, (folder / "error.log").read_text("utf-8")
        yield Proxy(plain, secure, folder, signs_in, process)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(15)
