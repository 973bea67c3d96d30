"""Running: the command line, from the files of a report to verdicts on a screen or in a file."""

from __future__ import annotations

import argparse
import csv
import html
import io
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import cast

from xhht.errors import InvalidValueError, UnknownIdError, XhhtError
from xhht.ext.command.inputs import figures_of, places_of, programme_of, shipped
from xhht.ext.command.showing import plain, show
from xhht.ext.command.words import UNSHOWN, UNWRITTEN, FileRefusedError
from xhht.ext.formulas import guarded
from xhht.ext.looks import language_shown
from xhht.ext.rows.reading import placed
from xhht.figures.observations import Observation
from xhht.figures.regions import Regions
from xhht.judgement.assessment import Assessment, assess
from xhht.messages import explain_error
from xhht.model.programme import Programme
from xhht.periods import day_from_text
from xhht.pictures import shortened
from xhht.texts import LANGUAGES, Language

MOST_LINES = 20


def _day(text: str) -> date:
    try:
        return day_from_text(text)
    except XhhtError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _earlier(text: str) -> date:
    try:
        return day_from_text(text)
    except InvalidValueError as error:
        raise placed(error, "--earlier") from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m xhht", description="Judge reports (Excel, ODS, CSV, JSON) by a programme, and say why."
    )
    parser.add_argument("reports", nargs="+", metavar="REPORT", help="a file as it was sent")
    parser.add_argument(
        "--places", required=True, metavar="CSV", help="a table of places: id, name, level, parent, traits"
    )
    parser.add_argument("--on", type=_day, metavar="DAY", help="the day of the figures in spreadsheets")
    parser.add_argument(
        "--as-of", type=_day, metavar="DAY", help="the day to judge by; that of the figures if left out"
    )
    parser.add_argument("--since", type=_day, metavar="DAY", help="the first day whose reports count")
    parser.add_argument(
        "--earlier", nargs=2, action="append", default=[], metavar=("FILE", "DAY"), help="a report to count rises from"
    )
    parser.add_argument("--programme", action="append", metavar="NAME", help=f"{', '.join(shipped())}, or a file")
    parser.add_argument(
        "--tier", action="append", default=[], metavar="PLACE=TIER", help="the tier of a place, by its id"
    )
    parser.add_argument("--into", action="append", metavar="PLACE", help="add the figures up to this place too")
    parser.add_argument("--within", metavar="PLACE", help="the place that spreadsheets are about")
    parser.add_argument("--locale", choices=("vi", "en"), default="vi", help="1.282 or 1,282 in spreadsheets")
    parser.add_argument("--language", choices=LANGUAGES, help="vi or en; if left out, that of XHHT_LANGUAGE")
    parser.add_argument("--output", choices=("table", *WRITERS), default="table", help="what to write")
    parser.add_argument("--to", type=Path, metavar="FILE", help="where to write it, if not to the screen")
    return parser


def _tell(*lines: str) -> None:
    """Say what goes beside the output, without the signs that command a terminal."""
    if sys.stderr is not None:
        sys.stderr.write(plain("\n".join(lines)) + "\n")


def _read(
    arguments: argparse.Namespace, programme: Programme, regions: Regions, language: Language
) -> tuple[list[Observation], set[str]]:
    """The figures that a programme measures, and the indicators that it does not."""
    files = [(name, arguments.on) for name in arguments.reports]
    files += [(name, _earlier(day)) for name, day in arguments.earlier]
    figures, strangers = [], set()
    for name, on in files:
        observations, problems = figures_of(
            name, programme, regions, on, within=arguments.within, locale=arguments.locale, language=language
        )
        if problems:
            lines = problems.splitlines()
            more = [f"… +{len(lines) - MOST_LINES}"] if len(lines) > MOST_LINES else []
            _tell(f"{name}:", *lines[:MOST_LINES], *more)
        figures += [seen for seen in observations if programme.measures(seen.indicator)]
        strangers |= {seen.indicator for seen in observations if not programme.measures(seen.indicator)}
    return figures, strangers


def _tell_of_traits(regions: Regions, programmes: Sequence[Programme]) -> None:
    """Say of traits by which no programme tells areas apart."""
    every = (*shipped().values(), *programmes)
    known = {trait for programme in every for tier in programme.tiers for trait in tier.traits}
    for trait in sorted({trait for region in regions for trait in region.traits or ()} - known):
        _tell(f"trait {trait!r} belongs to no tier; known: {', '.join(sorted(known))}")


def _tiers(pairs: Sequence[str], programmes: Sequence[Programme]) -> dict[str, dict[str, str]]:
    """By programme, the tiers named of places; programmes that have a tier of the same id share it."""
    tiers: dict[str, dict[str, str]] = {programme.id: {} for programme in programmes}
    known = dict.fromkeys(tier.id for programme in programmes for tier in programme.tiers)
    for pair in pairs:
        place, sign, tier = pair.partition("=")
        if not sign:
            raise InvalidValueError(f"--tier {pair}: write it like tran-yen=developed")
        if tier not in known:
            raise UnknownIdError("tier", tier, known, f"--tier {pair}")
        for programme in programmes:
            if tier in {one.id for one in programme.tiers} and tiers[programme.id].setdefault(place, tier) != tier:
                raise InvalidValueError(f"--tier names two tiers of {place} in programme {programme.id}; keep one")
    return tiers


def _judged(arguments: argparse.Namespace, language: Language) -> list[Assessment]:
    regions = places_of(arguments.places)
    if arguments.within is not None and arguments.within not in regions:
        raise UnknownIdError("region", arguments.within, regions.ids, "--within")
    programmes = [programme_of(name) for name in arguments.programme or ["ctph_154"]]
    tiers = _tiers(arguments.tier, programmes)
    assessments = []
    unmeasured: list[set[str]] = []
    is_empty = True
    _tell_of_traits(regions, programmes)
    for programme in programmes:
        figures, strangers = _read(arguments, programme, regions, language)
        is_empty = is_empty and not figures
        unmeasured.append(strangers)
        days = [seen.on for seen in figures]
        as_of = arguments.as_of or arguments.on or max(days, default=None)
        if as_of is None:
            raise InvalidValueError(f"no figure of {programme.id} was read, and no day was named with --as-of")
        earlier = [_earlier(day) for _, day in arguments.earlier]
        assessments.append(
            assess(
                programme,
                figures,
                regions=regions,
                as_of=as_of,
                since=arguments.since,
                baseline_on=max(earlier, default=None),
                tiers=tiers[programme.id],
                into=arguments.into,
            )
        )
    if is_empty:
        raise InvalidValueError("no figure was read; look at what is said of the cells, at --places and at --on")
    if left_out := set.intersection(*unmeasured):
        _tell(f"measured by no programme here: {', '.join(sorted(left_out)[:MOST_LINES])}")
    return assessments


def _html(assessments: Sequence[Assessment], language: Language) -> str:
    from xhht.ext import tables  # noqa: PLC0415  # What is not asked for need not be installed.

    parts = [tables.table(one, language=language, most_rows=max(1, len(one))).as_raw_html() for one in assessments]
    title = html.escape(", ".join(dict.fromkeys(one.programme.document.number for one in assessments)))
    seen_on = '<meta name="viewport" content="width=device-width, initial-scale=1">'
    head = f'<!doctype html>\n<html lang="{language}">\n<meta charset="utf-8">\n{seen_on}\n<title>{title}</title>\n'
    return head + "\n".join(parts)


def _csv(assessments: Sequence[Assessment], language: Language) -> str:
    from xhht.ext.rows import to_rows  # noqa: PLC0415  # As above.

    rows = [row for one in assessments for row in to_rows(one, language=language)]
    columns = dict.fromkeys(name for row in rows for name in row)
    file = io.StringIO()
    writer = csv.DictWriter(file, list(columns), lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: guarded(cell) for name, cell in row.items()} for row in rows)
    return file.getvalue()


def _json(assessments: Sequence[Assessment], language: Language) -> str:  # noqa: ARG001  # Ids and numbers have none.
    from xhht.ext import codec  # noqa: PLC0415  # As above.

    return codec.dumps(assessments[0] if len(assessments) == 1 else tuple(assessments), indent=1) + "\n"


WRITERS: dict[str, Callable[[Sequence[Assessment], Language], str]] = {"html": _html, "csv": _csv, "json": _json}


def _write(assessments: Sequence[Assessment], output: str, to: Path | None, language: Language) -> None:
    """Write verdicts to a file, or to the screen.

    Raises:
        FileRefusedError: if it cannot be written.
    """
    text = None if output == "table" else WRITERS[output](assessments, language)
    try:
        if to is None:
            if text is None:
                show(assessments, language=language)
            else:
                sys.stdout.write(text)
            sys.stdout.flush()
        elif text is None:
            from rich.console import Console  # noqa: PLC0415  # Another console for a file.

            with to.open("w", encoding="utf-8") as file:
                show(assessments, language=language, console=Console(file=file, highlight=False, width=80))
        else:
            to.write_text(text, encoding="utf-8", newline="")
    except BrokenPipeError:
        raise
    except (OSError, UnicodeError) as error:
        if to is None and isinstance(error, OSError):
            _drop_output()
        raise FileRefusedError(UNSHOWN if to is None else UNWRITTEN, str(to), error) from None


def _drop_output() -> None:
    """Leave unwritten what the screen did not take; Python would try again when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; what went wrong goes to the error stream.

    Args:
        arguments: the words of the command line; those of the process where None.

    Returns:
        0 where something was judged, 1 where the input was refused. Wrong words end the process with 2.
    """
    chosen = _parser().parse_args(arguments)
    language: Language = "en"
    try:
        if sys.stdout is None and chosen.to is None:
            raise InvalidValueError("the output is closed; say with --to where to write")
        language = language_shown(cast("Language | None", chosen.language))
        assessments = _judged(chosen, language)
        bodies = {str(verdict.party) for one in assessments for verdict in one.by_party or ()}
        if bodies and chosen.output != "json":
            _tell(f"verdicts on single bodies are in --output json alone: {', '.join(sorted(bodies))}")
        _write(assessments, chosen.output, chosen.to, language)
    except BrokenPipeError:  # Whoever reads has enough.
        _drop_output()
        return 1
    except FileRefusedError as refused:
        _tell(f"error: {refused.told.in_language(language)}")
        return 1
    except (XhhtError, OSError, ValueError) as error:
        _tell(f"error: {explain_error(error, language) if isinstance(error, XhhtError) else shortened(str(error))}")
        return 1
    return 0
