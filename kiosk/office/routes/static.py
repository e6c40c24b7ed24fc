"""Style sheets, scripts and fonts: read once, served from memory, kept by browsers for a year.

The address holds a digest of all files (`/static/3f9a…/css/desk.css`): a new version is a new
address, and modules that import each other stay together.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

FOLDER = Path(__file__).resolve().parent.parent / "pages"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
_FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Shelf:
    """All static files by their path under `pages`."""

    files: Mapping[str, bytes]
    digest: str

    def address(self, name: str) -> str:
        """Return the address of a file; raises KeyError."""
        if name not in self.files:
            raise KeyError(name)
        return f"/static/{self.digest}/{name}"

    async def serve(self, request: Request) -> Response:
        """Answer a request for a file."""
        name: str = request.path_params["name"]
        content = self.files.get(name)
        if content is None:
            return PlainTextResponse("not found", 404)
        # A page that was opened before an update may ask for the file by its old address.
        current = request.path_params["digest"] == self.digest
        return Response(
            content,
            media_type=_TYPES[Path(name).suffix],
            headers={"cache-control": _FOREVER if current else "no-store"},
        )


def read_shelf(folder: Path = FOLDER) -> Shelf:
    """Read every style sheet, script and font."""
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.suffix in _TYPES
    }
    digest = hashlib.sha256()
    for name, content in files.items():
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return Shelf(files, digest.hexdigest()[:16])
