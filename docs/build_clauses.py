"""Write the index of clauses: what each one says, what models it, and whether it is measured.

Usage: python docs/build_clauses.py [--check]

Without an argument the script rewrites docs/clauses.md; with --check it changes nothing, and fails if the page is
not what it would write.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from textwrap import fill

from xhht.model.amendments import AmendmentRule
from xhht.model.contents import Beneficiary, Campaign, Content, Statement
from xhht.model.duties import Duty
from xhht.model.parties import FocalPoint, Party, Recipient, Signature
from xhht.model.programme import Programme
from xhht.model.responsibilities import Responsibility
from xhht.model.sources import Basis, Clause
from xhht.model.targets import GrowthTarget, Indicator, LevelTarget
from xhht.model.tiers import Tier
from xhht.model.titles import LearningTitle
from xhht.programmes import PROGRAMMES

PAGE = Path(__file__).with_name("clauses.md")
WIDTH = 120
NAMES: dict[type, str] = {
    Programme: "programme",
    Basis: "bases",
    Party: "parties",
    FocalPoint: "focal points",
    Signature: "signatures",
    Recipient: "recipients",
    Statement: "statements",
    Content: "contents",
    Campaign: "campaigns",
    Beneficiary: "beneficiaries",
    LearningTitle: "titles",
    Tier: "tiers",
    Indicator: "indicators",
    LevelTarget: "targets",
    GrowthTarget: "targets",
    Responsibility: "responsibilities",
    Duty: "duties",
    AmendmentRule: "rule for amendments",
}
HEAD = """\
# Clauses

Which clause of each programme is modelled by what, and what is measured. This page is made by `docs/build_clauses.py`
from the programmes themselves: change them, and run it again.

A clause is measured where a target, duty or responsibility follows from it on which somebody can report. The words
are those of the library, not those of the text. So are some of the numbers: where the text has dashes only, or no
number at all, the heading is the library's, and the line below says how the place is called. Terms stand in the
[glossary](glossary.md), doubtful readings in [Readings and conventions](readings.md).
"""


def name_of(part: object) -> str:
    """The id of a part, or what stands for one."""
    if isinstance(part, Basis):
        has_number = any(sign.isdigit() for sign in part.printed)
        note = (
            ""
            if part.correction is None
            else " (corrected)"
            if has_number
            else " (number supplied)"
        )
        return f"{part.document.number}{note}"
    if isinstance(part, (FocalPoint, Signature)):
        return f"`{part.party}`"
    if isinstance(part, Recipient):
        return part.name.en
    if isinstance(part, AmendmentRule):
        return part.text.en
    return f"`{getattr(part, 'id', '')}`"


def cited_by_clause(programme: Programme) -> dict[str, dict[str, list[str]]]:
    """For each clause's number, the names of the parts that cite it, by kind and in the order of the programme."""
    found: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for part, source in programme.citations():
        found[source.number][NAMES[type(part)]].append(name_of(part))
    return {number: dict(kinds) for number, kinds in found.items()}


def wrapped(text: str, *, indent: str = "") -> str:
    """The text in lines that are not too long."""
    return fill(
        text, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def section(clause: Clause, kinds: dict[str, list[str]]) -> Iterator[str]:
    """The lines of one clause."""
    yield f"### {clause.source.number}"
    yield ""
    yield wrapped(
        f"*{clause.kind.value.capitalize()}*, {clause.source.label.en}. {clause.gist.en}."
    )
    yield ""
    for kind, names in kinds.items():
        yield wrapped(f"- {kind}: {', '.join(names)}", indent="  ")
    if not kinds:
        yield "- no part cites it"
    if clause.not_measured is None:
        yield "- **measured**"
    else:
        yield wrapped(f"- **not measured**: {clause.not_measured.en}", indent="  ")
    yield ""


def chapter(programme: Programme) -> Iterator[str]:
    """The lines of one programme: how much of it is measured, and every clause in the text's order."""
    cited = cited_by_clause(programme)
    measured = [clause.source.number for clause in programme.clauses if clause.is_measurable]
    yield f"## {programme.document.number}"
    yield ""
    yield wrapped(f"{programme.document.name.en}.")
    yield ""
    yield wrapped(
        f"In the library: `{programme.id}`. Measured, {len(measured)} of {len(programme.clauses)} places: "
        f"{', '.join(measured)}."
    )
    yield ""
    for clause in programme.clauses:
        yield from section(clause, cited.get(clause.source.number, {}))


def render() -> str:
    """The whole page."""
    lines = [HEAD]
    for name in PROGRAMMES:
        lines.extend(chapter(import_module(f"xhht.programmes.{name}").PROGRAMME))
    return "\n".join(lines).rstrip() + "\n"


def main() -> None:
    """Write the page, or say whether it is what it should be."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--check", action="store_true", help="change nothing; fail if the page is stale"
    )
    page = render()
    if not parser.parse_args().check:
        PAGE.write_text(page, encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page:
        sys.exit(f"{PAGE.name} is stale; run: python docs/build_clauses.py")


if __name__ == "__main__":
    main()
