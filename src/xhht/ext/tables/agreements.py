"""The sheets of what was agreed: targets with what they ask of each tier, who does what, and the calendar."""

from __future__ import annotations

from collections.abc import Sequence

from xhht.coordination.assignments import Matrix
from xhht.coordination.schedule import DueDate
from xhht.ext.tables.sheets import Rows, Sheet, heads
from xhht.ext.tables.words import word
from xhht.model.targets import Comparison, GrowthRule, LevelRule, Reading, TierShare
from xhht.model.tiers import GENERAL
from xhht.texts import Language, format_day, format_decimal, format_percent


def targets(rules: Sequence[LevelRule | GrowthRule], lang: Language, most_rows: int) -> Sheet:
    """Targets: what each asks of each tier, by when, and where the text says so."""
    tiers = dict.fromkeys(asked.tier for rule in rules for asked in _shares(rule))
    rows: Rows = [
        [
            rule.name.in_language(lang),
            *(_asked(rule, tier, lang) for tier in tiers),
            format_day(rule.due_on, lang),
            rule.source.number,
        ]
        for rule in rules
    ]
    columns = [*heads(lang, "target"), *(word("asked_of", lang, tier) for tier in tiers), *heads(lang, "due", "clause")]
    notes = [f"{word('source_line', lang)}: {document}" for document in dict.fromkeys(r.source.document for r in rules)]
    numbers = range(1, len(tiers) + 1)
    return Sheet.of(
        word("targets", lang), "", columns, rows, lang=lang, most_rows=most_rows, numbers=numbers, notes=notes
    )


def _shares(rule: LevelRule | GrowthRule) -> tuple[TierShare, ...]:
    return rule.levels if isinstance(rule, LevelRule) else rule.rises


def _asked(rule: LevelRule | GrowthRule, tier: str, lang: Language) -> str:
    """What a rule asks of a tier; of one that it does not name, what it asks in general."""
    shares = {asked.tier: asked.share for asked in _shares(rule)}
    share = shares.get(tier, shares[GENERAL])
    sign = ">" if rule.comparison is Comparison.MORE_THAN else "≥"
    if isinstance(rule, LevelRule):
        return f"{sign} {format_percent(share, lang)}"
    key = "points_a_year" if rule.reading is Reading.POINTS else "percent_a_year"
    return f"{sign} {word(key, lang, format_decimal(share * 100, lang))}"


def matrix(found: Matrix, lang: Language, most_rows: int) -> Sheet:
    """Who does what: a row for each responsibility, a column for each body."""
    parties = found.programme.parties
    rows: Rows = []
    for task in found.responsibilities:
        roles = [task.role_of(party.id) for party in parties]
        told = ["" if role is None else role.text(lang) for role in roles]
        rows.append([task.text.in_language(lang), task.source.number, *told])
    columns = [*heads(lang, "responsibility", "clause"), *(party.short_name.in_language(lang) for party in parties)]
    title = word("matrix", lang, found.programme.document.number)
    return Sheet.of(title, "", columns, rows, lang=lang, most_rows=most_rows)


def calendar(days: Sequence[DueDate], lang: Language, most_rows: int) -> Sheet:
    """The days of duties, and whether the text states them."""
    rows: Rows = [
        [
            format_day(day.on, lang),
            day.duty.text.in_language(lang),
            day.duty.source.number,
            word("stated" if day.is_stated else "convention", lang),
        ]
        for day in days
    ]
    columns = heads(lang, "day", "duty", "clause", "source")
    return Sheet.of(word("calendar", lang), "", columns, rows, lang=lang, most_rows=most_rows)
