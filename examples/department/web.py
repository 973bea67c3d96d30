"""A small web application for a department: reports are uploaded, verdicts follow, in Vietnamese and English.

Run it with `uvicorn web:app`. It asks nobody who they are: put it behind what guards your other applications.
"""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from fastapi import FastAPI, File, Form, Query, Request, UploadFile
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from fastapi.templating import Jinja2Templates
from starlette.exceptions import HTTPException
from store import days, keep, kept, opened
from words import WORDS

from xhht import (
    Assessment,
    Language,
    Level,
    Outcome,
    Region,
    Regions,
    XhhtError,
    assess,
    assess_days,
    explain_error,
)
from xhht.errors import UnknownIdError
from xhht.ext import ical, spreadsheets
from xhht.ext.formulas import guarded
from xhht.ext.looks import LOOKS
from xhht.ext.rows import to_rows
from xhht.periods import day_from_text
from xhht.programmes import ctph_154
from xhht.texts import format_count, format_day

HERE = Path(__file__).parent
PROGRAMME = ctph_154.PROGRAMME
WHOLE = "yen-bai"
MOST_BYTES = 5_000_000
LONGEST_ADDRESS = 500
# Where the districts lie, column and row: drawn by hand after a map of the province.
TILES = {
    "137": (0, 0),
    "136": (2, 0),
    "135": (3, 0),
    "139": (0, 1),
    "133": (1, 1),
    "138": (2, 1),
    "141": (3, 1),
    "140": (1, 2),
    "132": (2, 2),
}

app = FastAPI(title="xhht", docs_url=None, redoc_url=None)
templates = Jinja2Templates(HERE / "templates")
ENGINE = opened()


def read_places() -> Regions:
    """The province and its districts."""
    with (HERE.parent / "data" / "yen_bai_places.csv").open(encoding="utf-8", newline="") as file:
        return Regions(
            Region(
                row["id"],
                row["name"],
                level=Level(row["level"]),
                parent=row["parent"] or None,
                traits=row["traits"].split(";") if row["traits"] else None,
            )
            for row in csv.DictReader(file)
        )


PLACES = read_places()


def language_of(request: Request) -> Language:
    """The language of the address; Vietnamese where it names none."""
    return "en" if request.query_params.get("language") == "en" else "vi"


def day_of(request: Request) -> date | None:
    """The day of the address, or else the latest that was reported; None where nothing was.

    Raises:
        InvalidValueError: if the address names what is no day.
    """
    if chosen := request.query_params.get("on"):
        return day_from_text(chosen)
    return next(iter(days(ENGINE)), None)


def page(request: Request, name: str, status: int = 200, **values: Any) -> HTMLResponse:  # noqa: ANN401  # For a template.
    """A page in the language of its address."""
    language = language_of(request)
    other = "en" if language == "vi" else "vi"
    address = str(request.url.include_query_params(language=other))
    common = {
        "language": language,
        "other_language": other,
        "other_address": address if len(address) <= LONGEST_ADDRESS else f"/?language={other}",
        "words": {key: text.in_language(language) for key, text in WORDS.items()},
        "day_text": lambda day: format_day(day, language),
        "looks": LOOKS,
        "on": request.query_params.get("on", ""),
    }
    return templates.TemplateResponse(request, name, common | values, status_code=status)


def judged(day: date) -> Assessment:
    """All verdicts of a day, the province added up from its districts where it did not report itself."""
    reports = kept(ENGINE)
    earlier = [seen.on for seen in reports if seen.on < day]
    return assess(PROGRAMME, reports, regions=PLACES, as_of=day, baseline_on=min(earlier, default=None), into=[WHOLE])


@app.get("/", response_class=HTMLResponse)
def overview(request: Request) -> HTMLResponse:
    """Every place and target of a day, on a map of tiles and in a table."""
    day = day_of(request)
    if day is None:
        return page(request, "overview.html", day=None)
    assessment = judged(day)
    reported = [target for target in PROGRAMME.targets if any(v.actual for v in assessment.where(target=target.id))]
    chosen = request.query_params.get("target") or (reported[0].id if reported else None)
    known = {target.id: target for target in PROGRAMME.targets}
    if chosen is not None and chosen not in known:
        raise UnknownIdError("target", chosen, known)
    silent = assessment.silent()
    return page(
        request,
        "overview.html",
        day=day,
        days=days(ENGINE),
        targets=reported,
        chosen=known.get(chosen or ""),
        places=PLACES.alive_on(day),
        verdicts={verdict.key: verdict for verdict in assessment},
        tiles=TILES,
        silent={
            target.id: [PLACES.get(place, day).name for place in silent.get(target.indicator, ())]
            for target in reported
        },
        ranking=assessment.ranking(chosen) if chosen else (),
        outcomes=list(Outcome),
    )


@app.get("/places/{place}", response_class=HTMLResponse)
def of_place(request: Request, place: str) -> HTMLResponse:
    """The verdicts of one place in whole sentences, and its shares over the years."""
    day = day_of(request)
    if day is None:
        return page(request, "place.html", day=None)
    assessment = judged(day).where(region=place)
    ordered = sorted(days(ENGINE))
    years = assess_days(PROGRAMME, kept(ENGINE), regions=PLACES, days=ordered, into=[WHOLE])
    return page(
        request,
        "place.html",
        day=day,
        place=PLACES.get(place, day),
        verdicts=[verdict for verdict in assessment if verdict.reason.value != "not_reported"],
        years=[(one.as_of, {verdict.target.id: verdict for verdict in one.where(region=place)}) for one in years],
    )


@app.get("/reports", response_class=HTMLResponse)
def form(request: Request) -> HTMLResponse:
    """The form to send a report."""
    return page(request, "reports.html", report=None)


@app.post("/reports", response_class=HTMLResponse)
def upload(request: Request, file: Annotated[UploadFile, File()], on: Annotated[str, Form()]) -> HTMLResponse:
    """Read a report, keep what could be read, and say of every other cell why it could not."""
    content = file.file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        language = language_of(request)
        most = WORDS["too_large"].in_language(language).format(format_count(MOST_BYTES, language))
        return page(request, "reports.html", 413, report=None, error=most)
    report = spreadsheets.read(
        content,
        programme=PROGRAMME,
        regions=PLACES,
        on=day_from_text(on),
        within=WHOLE,
        headings=spreadsheets.headings_for(PROGRAMME),
        source=Path(file.filename or "").name or None,
    )
    replaced = keep(ENGINE, report.observations)
    return page(request, "reports.html", report=report, replaced=replaced)


@app.get("/verdicts.json")
def verdicts(request: Request) -> JSONResponse:
    """The verdicts of a day as rows, with words beside the ids."""
    day = day_of(request)
    return JSONResponse(to_rows(judged(day), language=language_of(request)) if day else [])


@app.get("/verdicts.csv")
def table(request: Request) -> Response:
    """The same as a table."""
    day = day_of(request)
    rows = to_rows(judged(day), language=language_of(request)) if day else []
    file = io.StringIO()
    writer = csv.DictWriter(file, list(rows[0]) if rows else [])
    writer.writeheader()
    writer.writerows({name: guarded(cell) for name, cell in row.items()} for row in rows)
    return Response(file.getvalue().encode("utf-8-sig"), media_type="text/csv; charset=utf-8")


@app.get("/calendar.ics")
def calendar(request: Request, year: Annotated[int, Query(ge=1, le=9999)] = 2018) -> Response:
    """The duties of a year, for calendar programs."""
    start, end = date(year, 1, 1), date(year, 12, 31)
    content = ical.to_ical(PROGRAMME, start, end, language=language_of(request))
    return Response(content, media_type="text/calendar; charset=utf-8")


@app.exception_handler(XhhtError)
def refused(request: Request, error: XhhtError) -> HTMLResponse:
    """What cannot be read or judged, in words."""
    return page(request, "refused.html", 422, error=explain_error(error, language_of(request)))


@app.exception_handler(RequestValidationError)
def unreadable(request: Request, error: RequestValidationError) -> HTMLResponse:
    """Which parts of an address or a form are missing or of another kind, never what stands in them."""
    parts = ", ".join(dict.fromkeys(str(one["loc"][-1]) for one in error.errors()))
    return page(request, "refused.html", 422, error=WORDS["unreadable"].in_language(language_of(request)).format(parts))


@app.exception_handler(HTTPException)
def absent(request: Request, error: HTTPException) -> HTMLResponse:
    """Pages and methods that are not there."""
    return page(request, "refused.html", error.status_code, error=WORDS["absent"].in_language(language_of(request)))


@app.get("/favicon.ico")
def icon() -> Response:
    """No picture."""
    return RedirectResponse("data:,")
