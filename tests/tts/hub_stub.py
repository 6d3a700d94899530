"""As much of Hugging Face's hub as its client needs to fetch files: a tree, headers, bytes."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@contextmanager
def serve_hub(repository: str, files: Mapping[str, bytes]) -> Iterator[str]:
    """A hub with one repository, on loopback; gives its address."""

    class Hub(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_HEAD(self) -> None:
            self._answer(body=False)

        def do_GET(self) -> None:
            self._answer(body=True)

        def _answer(self, *, body: bool) -> None:
            path = urlsplit(self.path).path
            name = path.removeprefix(f"/{repository}/resolve/main/").removeprefix(
                f"/{repository}/resolve/{COMMIT}/"
            )
            if path.startswith(f"/api/models/{repository}/tree/"):
                tree = [
                    {"type": "file", "path": key, "size": len(data), "oid": oid(data)}
                    for key, data in files.items()
                ]
                self._send(200, json.dumps(tree).encode(), body=body)
            elif name in files:
                self._send(200, files[name], body=body, ETag=f'"{oid(files[name])}"', X_Repo_Commit=COMMIT)
            else:
                self._send(404, b"", body=body)

        def _send(self, status: int, data: bytes, *, body: bool, **headers: str) -> None:
            self.send_response(status)
            for key, value in headers.items():
                self.send_header(key.replace("_", "-"), value)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            if body:
                self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def oid(data: bytes) -> str:
    return hashlib.sha1(data, usedforsecurity=False).hexdigest()
