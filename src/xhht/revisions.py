"""Revisions: what changed between two states of a programme, for people to read."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from xhht.amendments import Amendable, AmendableKind
from xhht.checks import Choice
from xhht.programme import Programme
from xhht.targets import TierShare
from xhht.texts import Language, Text, check_language, format_percent
from xhht.values import Value


class ChangeKind(Choice):
    """What happened to a part."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@attrs.frozen(repr=False)
class Change(Value):
    """One difference between two states of a programme.

    `field` is the name of the attribute that changed, empty where a whole part came or went; `before` and
    `after` are its values.
    """

    group: AmendableKind
    id: str
    kind: ChangeKind
    field: str = attrs.field(default="", kw_only=True)
    before: object = attrs.field(default=None, kw_only=True)
    after: object = attrs.field(default=None, kw_only=True)

    def explain(self, language: Language = "en") -> str:
        """The change as a sentence.

        Raises:
            UnknownIdError: if the language is neither ``"en"`` nor ``"vi"``.
        """
        check_language(language)
        part = f"{_LISTS[self.group].in_language(language)} {self.id}"
        if self.kind is not ChangeKind.CHANGED:
            return f"{part}: {_KINDS[self.kind].in_language(language)}."
        before, after = _shown(self.before, language), _shown(self.after, language)
        return f"{part}, {self.field}: {before} → {after}."


_LISTS = {
    AmendableKind.TARGETS: Text("Chỉ tiêu", "Target"),
    AmendableKind.RESPONSIBILITIES: Text("Trách nhiệm", "Responsibility"),
    AmendableKind.DUTIES: Text("Nghĩa vụ", "Duty"),
    AmendableKind.TIERS: Text("Nhóm địa bàn", "Tier"),
    AmendableKind.PARTIES: Text("Bên tham gia", "Party"),
}
_KINDS = {ChangeKind.ADDED: Text("bổ sung", "added"), ChangeKind.REMOVED: Text("bãi bỏ", "removed")}


def differences(before: Programme, after: Programme) -> tuple[Change, ...]:
    """Everything that differs between two states of a programme, field by field.

    >>> from xhht.programmes import ctph_154
    >>> differences(ctph_154.PROGRAMME, ctph_154.PROGRAMME)
    ()
    """
    return tuple(change for kind in AmendableKind for change in _differences(kind, before, after))


def _differences(kind: AmendableKind, before: Programme, after: Programme) -> Iterator[Change]:
    old: dict[str, Amendable] = {part.id: part for part in before.parts(kind)}
    new: dict[str, Amendable] = {part.id: part for part in after.parts(kind)}
    for part_id, part in old.items():
        if part_id not in new:
            yield Change(kind, part_id, ChangeKind.REMOVED, before=part)
        else:
            yield from _changes(kind, part, new[part_id])
    yield from (Change(kind, i, ChangeKind.ADDED, after=part) for i, part in new.items() if i not in old)


def _changes(kind: AmendableKind, old: Amendable, new: Amendable) -> Iterator[Change]:
    if type(old) is not type(new):
        yield Change(
            kind, old.id, ChangeKind.CHANGED, field="rule", before=type(old).__name__, after=type(new).__name__
        )
    names = [a.name for a in attrs.fields(type(old)) if hasattr(new, a.name)]
    for name in names:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Change(kind, old.id, ChangeKind.CHANGED, field=name, before=before, after=after)


def _shown(value: object, language: Language) -> str:
    if isinstance(value, Text):
        return f"“{value.in_language(language)}”"
    if isinstance(value, TierShare):
        return f"{value.tier} {format_percent(value.share, language)}"
    if isinstance(value, (tuple, frozenset)):
        items = sorted(value, key=str) if isinstance(value, frozenset) else value
        return ", ".join(_shown(item, language) for item in items) or "–"
    kind = type(value)
    if attrs.has(kind):
        return ", ".join(_shown(getattr(value, a.name), language) for a in attrs.fields(kind))
    return str(value)
