"""The page's addresses: the list, a report, what is decided on it, and the same as JSON for programs."""

from typing import Annotated, Literal

from fastapi import FastAPI, Path, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware

import girml
from girml.errors import GirmlError, InputError, UsageError
from girml.review import pages
from girml.review.bodies import MET, REFUSED, Asked, Listed, Record, Sheet, Undone, Written
from girml.review.desk import Desk
from girml.review.errors import MetError, UnknownError
from girml.review.guard import Door, Guard, problem
from girml.review.state import answered, page_of, record, shown, told
from girml.review.worklist import Filter
from girml.view import Reason

_MOST_PAGES = 1_000_000
_Key = Annotated[str, Path(pattern=r"^[0-9a-f]{16}-[0-9]{1,9}$", description="The report, as the list names it.")]
_Page = Annotated[int, Query(ge=1, le=_MOST_PAGES)]
_Body = Annotated[str, Query(max_length=100, description="A part of a body's or a source's name.")]
_Year = Annotated[int | Literal[""] | None, Query(description="The year that a report is on.")]
_Reason = Annotated[Reason | Literal[""] | None, Query(description="Why a cell of it is in doubt.")]
_Progress = Annotated[Literal["all", "open", "doubtful", "done"], Query(description="How far it has come.")]


def application(desk: Desk, door: Door, who: str) -> FastAPI:
    """Return the application that serves a review behind a door; `who` is the name that decides unless another is
    given."""
    app = FastAPI(
        title="girml review",
        version=girml.__version__,
        docs_url=None,
        redoc_url=None,
        middleware=[Middleware(Guard, door=door)],
        responses=REFUSED,
    )
    _add_refusals(app)
    _add_pages(app, desk, who)
    _add_interface(app, desk)
    return app


def _add_pages(app: FastAPI, desk: Desk, who: str) -> None:
    @app.get("/", response_class=HTMLResponse)
    def show_list(
        body: _Body = "", year: _Year = None, reason: _Reason = None, progress: _Progress = "all", page: _Page = 1
    ) -> str:
        """Return the work list."""
        wanted = Filter(body, year or None, reason or None, progress)
        return pages.list_page(desk, wanted, page_of(desk, wanted, page))

    @app.get("/reports/{key}", response_class=HTMLResponse)
    def show_report(key: _Key) -> str:
        """Return the page of a report."""
        return pages.report_page(desk, key, who)

    @app.get("/assets/{name}", responses={200: {"content": {"text/css": {}, "text/javascript": {}}}})
    def show_asset(name: str) -> Response:
        """Return a style sheet or a script of the page."""
        text, kind = pages.asset_of(name)
        return Response(text, media_type=kind)


def _add_interface(app: FastAPI, desk: Desk) -> None:
    @app.get("/api/reports")
    def list_reports(
        body: _Body = "", year: _Year = None, reason: _Reason = None, progress: _Progress = "all", page: _Page = 1
    ) -> Listed:
        """Return a page of the work list."""
        return page_of(desk, Filter(body, year or None, reason or None, progress), page)

    @app.get("/api/reports/{key}", responses={204: {"description": "Nothing was decided since."}}, response_model=Sheet)
    def read_report(key: _Key, lines: Annotated[int | None, Query(ge=0, le=_MOST_PAGES)] = None) -> Sheet | Response:
        """Return a report as it stands, or nothing where just so many lines of the journal tell of it."""
        if lines is not None and len(desk.sheet(key).history) == lines:
            return Response(status_code=204)
        return shown(desk, key)

    @app.get("/api/reports/{key}/record")
    def read_record(key: _Key) -> Record:
        """Return a report as it stands, for programs."""
        return record(desk, key)

    @app.post("/api/reports/{key}/decisions", status_code=201, responses=MET)
    def decide(key: _Key, asked: Asked) -> Written:
        """Write a decision down, and return the report as it stands by it."""
        return answered(desk, desk.decide(key, asked.wish()))

    @app.post("/api/reports/{key}/undo", status_code=201, responses=MET)
    def undo(key: _Key, undone: Undone) -> Written:
        """Take back the last decision of a person on a report, and return the report as it stands by that."""
        return answered(desk, desk.undo(key, undone.who))


def _add_refusals(app: FastAPI) -> None:
    @app.exception_handler(MetError)
    def meet(request: Request, error: MetError) -> Response:
        return problem(
            request.url.path,
            409,
            str(error),
            mine=told(error.mine).model_dump(),
            theirs=told(error.theirs).model_dump(),
        )

    @app.exception_handler(GirmlError)
    def refuse(request: Request, error: GirmlError) -> Response:
        status = next((code for kind, code in _STATUSES if isinstance(error, kind)), 503)
        return problem(request.url.path, status, str(error))

    @app.exception_handler(RequestValidationError)
    def correct(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        where = " ".join(str(one) for one in first["loc"])
        return problem(
            request.url.path, 422, f"{where} is not as it should be ({first['msg']}): /openapi.json tells what is."
        )

    @app.exception_handler(HTTPException)
    def tell(request: Request, error: HTTPException) -> Response:
        status = 422 if error.status_code == 400 else error.status_code
        said = _SENTENCES.get(status, f"The request cannot be served ({error.detail}).")
        return problem(request.url.path, status, said)


_STATUSES = ((UnknownError, 404), (InputError, 404), (UsageError, 422))
_SENTENCES = {
    404: "There is nothing at this address: go back to the list.",
    422: "The body of the request is no JSON in UTF-8: /openapi.json tells what it should be.",
    405: "This address does not take such a request: /openapi.json tells what it takes.",
}
