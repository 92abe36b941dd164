"""Failing: every error as a page with one line of help, or as JSON for whoever asks for that."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from litestar import MediaType, Request, Response
from litestar.exceptions import HTTPException
from litestar.response import Template

from onrecord.errors import NotFoundError, OnrecordError
from onrecord.web.asking import QueryError

if TYPE_CHECKING:
    from litestar.types import ExceptionHandlersMap

Asked = Request[Any, Any, Any]
Answer = Response[Any] | Template

_log = logging.getLogger("onrecord.web")
TITLES = {400: "That could not be understood", 404: "Not in the ledger", 405: "Pages here are only read"}
HELP = {
    400: "Check the address, or start from the overview.",
    404: "Search for it, or start from the overview.",
    405: "Open the address in a browser.",
    500: "Try again; if it stays so, report it with the address.",
}


def answer(request: Asked, status: int, problem: str, remedy: str) -> Answer:
    """Answer with what is wrong and what to do next."""
    title = TITLES.get(status, "Something went wrong")
    if wants_json(request):
        return Response(
            {"status": status, "problem": problem, "remedy": remedy}, status_code=status, media_type=MediaType.JSON
        )
    context = {"status": status, "title": title, "problem": problem, "remedy": remedy}
    return Template("error.html", context=context, status_code=status)


def wants_json(request: Asked) -> bool:
    """Answer whether the one who asks prefers JSON to a page."""
    accepted = request.headers.get("accept", "")
    return request.url.path.endswith(".json") or ("json" in accepted and "html" not in accepted)


def on_own_error(request: Asked, error: OnrecordError) -> Answer:
    """Answer an error of ours in its own words."""
    status = 404 if isinstance(error, NotFoundError) else 400 if isinstance(error, QueryError) else 500
    return answer(request, status, f"{error.where}: {error.problem}", error.remedy)


def on_http_error(request: Asked, error: HTTPException) -> Answer:
    """Answer an address that leads nowhere, or a question that is not heard."""
    status = error.status_code if error.status_code in HELP else 500 if error.status_code >= 500 else 400
    problem = "No page has this address." if status == 404 else str(error.detail)
    return answer(request, status, problem, HELP[status])


def on_fault(request: Asked, error: Exception) -> Answer:
    """Answer a fault of ours; the page says nothing of our insides, the log has them."""
    _log.error("%s %s", request.method, request.url.path, exc_info=error)
    return answer(request, 500, "This page failed by a fault of ours.", HELP[500])


HANDLERS: ExceptionHandlersMap = {
    OnrecordError: on_own_error,
    HTTPException: on_http_error,
    Exception: on_fault,
}
