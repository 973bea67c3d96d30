"""The sheets of what was agreed: targets with what they ask of each tier, who does what, and the calendar."""

from __future__ import annotations

from collections.abc import Sequence

from xhht.coordination.assignments import Matrix
from xhht.coordination.schedule import DueDate
from xhht.ext.tables.sheets import Rows, Sheet, heads
from xhht.ext.tables.words import word
from xhht.model.targets import Comparison, GrowthTarget, LevelTarget, Reading
from xhht.texts import Language, format_day, format_decimal, format_percent


def targets(rules: Sequence[LevelTarget | GrowthTarget], language: Language, most_rows: int) -> Sheet:
    """Targets: what each asks of each tier, by when, and where the text says so."""
    tiers = dict.fromkeys(asked.tier for rule in rules for asked in rule.shares)
    rows: Rows = [
        [
            rule.name.in_language(language),
            *(_asked(rule, tier, language) for tier in tiers),
            format_day(rule.due_on, language),
            rule.source.number,
        ]
        for rule in rules
    ]
    columns = [
        *heads(language, "target"),
        *(word("asked_of" if tier else "asked", language, tier or "") for tier in tiers),
        *heads(language, "due", "clause"),
    ]
    notes = [
        f"{word('source_line', language)}: {document}" for document in dict.fromkeys(r.source.document for r in rules)
    ]
    numbers = range(1, len(tiers) + 1)
    return Sheet.of(
        word("targets", language),
        "",
        columns,
        rows,
        language=language,
        most_rows=most_rows,
        numbers=numbers,
        notes=notes,
    )


def _asked(rule: LevelTarget | GrowthTarget, tier: str | None, language: Language) -> str:
    """What a rule asks of a tier; of one that it does not name, what it asks in general."""
    shares = {asked.tier: asked.share for asked in rule.shares}
    share = shares.get(tier, shares.get(None))
    if share is None:
        return ""
    sign = ">" if rule.comparison is Comparison.MORE_THAN else "≥"
    if isinstance(rule, LevelTarget):
        return f"{sign} {format_percent(share, language)}"
    key = "points_a_year" if rule.reading is Reading.POINTS else "percent_a_year"
    return f"{sign} {word(key, language, format_decimal(share * 100, language))}"


def matrix(found: Matrix, language: Language, most_rows: int) -> Sheet:
    """Who does what: a row for each responsibility, a column for each body."""
    parties = found.programme.parties
    rows: Rows = []
    for task in found.responsibilities:
        roles = [task.role_of(party.id) for party in parties]
        told = ["" if role is None else role.text(language) for role in roles]
        rows.append([task.text.in_language(language), task.source.number, *told])
    columns = [
        *heads(language, "responsibility", "clause"),
        *(party.short_name.in_language(language) for party in parties),
    ]
    title = word("matrix", language, found.programme.document.number)
    return Sheet.of(title, "", columns, rows, language=language, most_rows=most_rows)


def calendar(days: Sequence[DueDate], language: Language, most_rows: int) -> Sheet:
    """The days of duties, and whether the text states them."""
    rows: Rows = [
        [
            format_day(day.on, language),
            day.duty.text.in_language(language),
            day.duty.source.number,
            word("stated" if day.is_stated else "convention", language),
        ]
        for day in days
    ]
    columns = heads(language, "day", "duty", "clause", "source")
    return Sheet.of(word("calendar", language), "", columns, rows, language=language, most_rows=most_rows)
