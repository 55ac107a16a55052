"""`/docs` and `/openapi.json`: Swagger UI from files that a package ships, so nothing is fetched from elsewhere."""

import importlib.util
from pathlib import Path
from typing import Final

import orjson
from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse
from starlette.exceptions import HTTPException

FILES: Final = {
    "swagger-ui-bundle.js": "text/javascript",
    "swagger-ui.css": "text/css",
    "favicon.png": "image/png",
}

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

PAGE: Final = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="docs/swagger-ui.css">
<link rel="icon" type="image/png" href="docs/favicon.png">
</head>
<body>
<main id="swagger-ui"></main>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
"""

# The document names the public address; "Try it out" calls the address that the page came from.
START: Final = """"use strict";
fetch("openapi.json").then(answer => answer.json()).then(spec => {
  const here = new URL(".", location.href).pathname.replace(/\\/$/, "");
  SwaggerUIBundle({
    spec: {...spec, servers: [{url: here}]},
    dom_id: "#swagger-ui",
    deepLinking: true,
    docExpansion: "none",
    validatorUrl: null,
  });
});
"""

router = APIRouter(include_in_schema=False)


def _shipped() -> Path:
    found = importlib.util.find_spec("fastapi_offline")
    if found is None or not found.submodule_search_locations:
        raise RuntimeError("The package fastapi-offline, which ships Swagger UI, is not installed.")
    return Path(found.submodule_search_locations[0]) / "static"


SHIPPED: Final = _shipped()


@router.get("/openapi.json")
async def openapi_json(request: Request) -> Response:
    state = request.app.state
    if getattr(state, "openapi", None) is None:
        state.openapi = orjson.dumps(request.app.openapi())
    return Response(state.openapi, media_type="application/json")


@router.get("/docs")
async def docs(request: Request) -> Response:
    page = PAGE.format(title=request.app.title)
    return Response(page, headers={"Content-Security-Policy": POLICY}, media_type="text/html; charset=utf-8")


@router.get("/docs/start.js")
async def docs_start() -> Response:
    return Response(START, media_type="text/javascript; charset=utf-8")


@router.get("/docs/{file}")
async def docs_file(file: str) -> Response:
    if file not in FILES:
        raise HTTPException(404)
    return FileResponse(SHIPPED / file, media_type=FILES[file], headers={"Cache-Control": "public, max-age=86400"})
