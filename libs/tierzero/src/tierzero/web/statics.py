"""Static files under addresses that change with their content, so that browsers may keep them."""

import gzip
import hashlib
import mimetypes
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from pathlib import Path

from fastapi import APIRouter, Request
from starlette.responses import Response

from tierzero.problems import not_found

_FOREVER = "public, max-age=31536000, immutable"
_BRIEFLY = "public, max-age=300"
_COMPRESSED = (".css", ".js", ".svg", ".json")


def static_folders(package: str) -> tuple[Path, ...]:
    """Where static files are looked for: the service's own folder, then the kit's."""
    own = Path(str(resources.files(package))) / "static"
    return (own, Path(str(resources.files("tierzero.web"))) / "static")


def vendor_files() -> dict[str, Path]:
    """Third-party files, served from the packages that carry them."""
    plotly = Path(str(resources.files("plotly"))) / "package_data" / "plotly.min.js"
    return {"vendor/plotly.min.js": plotly}


def static_routes(folders: Sequence[Path]) -> APIRouter:
    """``/static/…`` for files of the folders and of vendors."""
    router = APIRouter(include_in_schema=False)

    @router.get("/static/{name:path}")
    def static_file(request: Request, name: str, v: str = "") -> Response:
        path = find(name, folders)
        if path is None:
            raise not_found()
        return _response(path, v, "gzip" in request.headers.get("accept-encoding", ""))

    return router


def find(name: str, folders: Sequence[Path]) -> Path | None:
    """The file with a name such as ``tierzero.css``; never one outside the folders."""
    vendored = vendor_files().get(name)
    if vendored:
        return vendored
    for folder in folders:
        path = (folder / name).resolve()
        if path.is_relative_to(folder.resolve()) and path.is_file():
            return path
    return None


def static_url(name: str, folders: Sequence[Path]) -> str:
    """The address of a static file, with the fingerprint of its content."""
    path = find(name, folders)
    if path is None:
        raise FileNotFoundError(f"no static file {name}")
    return f"/static/{name}?v={fingerprint(path)}"


def fingerprint(path: Path) -> str:
    """A short hash of a file's content."""
    return _fingerprint(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=256)
def _fingerprint(path: Path, _changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


@lru_cache(maxsize=64)
def _compressed(path: Path, _changed: int) -> bytes:
    return gzip.compress(path.read_bytes(), compresslevel=6, mtime=0)


def _response(path: Path, version: str, accepts_gzip: bool) -> Response:
    headers = {"Cache-Control": _FOREVER if version == fingerprint(path) else _BRIEFLY}
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    if accepts_gzip and path.suffix in _COMPRESSED:
        content = _compressed(path, path.stat().st_mtime_ns)
        headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        return Response(content, headers=headers, media_type=media_type)
    return Response(path.read_bytes(), headers=headers, media_type=media_type)
