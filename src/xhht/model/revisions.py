"""Revisions: what changed between two states of a programme, for people to read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from xhht.checks import Choice, expect
from xhht.figures.caveats import Caveat
from xhht.model.amendments import Amendable, AmendableKind
from xhht.model.duties import LEAP_YEAR, Once, WhenNeeded, Yearly
from xhht.model.programme import Programme
from xhht.model.responsibilities import Assignment
from xhht.model.targets import Comparison, GrowthTarget, LevelTarget, Reading, TierShare
from xhht.model.tiers import trait_name
from xhht.texts import Language, Text, check_language, format_day, format_percent
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
        field = _FIELDS[self.field].in_language(language)
        before, after = _shown(self.before, language), _shown(self.after, language)
        return f"{part}, {field}: {before} → {after}."


_LISTS = {
    AmendableKind.TARGETS: Text("Chỉ tiêu", "Target"),
    AmendableKind.RESPONSIBILITIES: Text("Trách nhiệm", "Responsibility"),
    AmendableKind.DUTIES: Text("Nghĩa vụ", "Duty"),
    AmendableKind.TIERS: Text("Nhóm địa bàn", "Tier"),
    AmendableKind.PARTIES: Text("Bên tham gia", "Party"),
}
_FIELDS = {
    "name": Text("tên", "name"),
    "short_name": Text("tên ngắn", "short name"),
    "members": Text("thành viên", "members"),
    "text": Text("nội dung", "text"),
    "test": Text("tiêu chí", "test"),
    "traits": Text("đặc điểm", "traits"),
    "rule": Text("kiểu chỉ tiêu", "kind of target"),
    "indicator": Text("chỉ số", "indicator"),
    "due_on": Text("thời hạn", "due day"),
    "comparison": Text("cách so sánh", "comparison"),
    "answerable": Text("đơn vị chịu trách nhiệm", "answerable bodies"),
    "caveats": Text("lưu ý", "caveats"),
    "shares": Text("mức yêu cầu", "share asked"),
    "levels": Text("cấp được giao chỉ tiêu", "levels of administration"),
    "reading": Text("cách hiểu", "reading"),
    "assignments": Text("phân công", "assignments"),
    "recurrence": Text("thời điểm", "day"),
    "responsibilities": Text("trách nhiệm", "responsibilities"),
    "contents": Text("nội dung phối hợp", "contents"),
    "titles": Text("danh hiệu", "titles"),
    "campaigns": Text("phong trào", "campaigns"),
    "beneficiaries": Text("đối tượng", "beneficiaries"),
    "source": Text("điều khoản", "clause"),
}
_WORDS = {
    "yearly": Text("ngày {} hằng năm", "every year on {}"),
    "other_tiers": Text("mọi nhóm địa bàn khác", "every other tier"),
    "stated": Text("văn bản quy định", "stated by the text"),
    "convention": Text("theo quy ước", "by convention"),
}
_RULES: dict[type, Text] = {
    LevelTarget: Text("mức phải đạt", "a share to reach"),
    GrowthTarget: Text("mức tăng mỗi năm", "a yearly rise"),
}
_CHOICES: dict[object, Text] = {
    Comparison.AT_LEAST: Text("ít nhất", "at least"),
    Comparison.MORE_THAN: Text("trên", "more than"),
    Reading.POINTS: Text("điểm phần trăm của tất cả", "percentage points of all"),
    Reading.RELATIVE: Text("phần trăm so với mốc đầu", "per cent of the baseline"),
}
_KINDS = {ChangeKind.ADDED: Text("bổ sung", "added"), ChangeKind.REMOVED: Text("bãi bỏ", "removed")}


def differences(before: Programme, after: Programme) -> tuple[Change, ...]:
    """Everything that differs between two states of a programme, field by field.

    >>> from xhht.programmes import ctph_154
    >>> differences(ctph_154.PROGRAMME, ctph_154.PROGRAMME)
    ()
    """
    expect(Programme, before, "a programme")
    expect(Programme, after, "a programme")
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
    names = [field.name for field in attrs.fields(type(old)) if hasattr(new, field.name)]
    if type(old) is not type(new):
        yield Change(kind, old.id, ChangeKind.CHANGED, field="rule", before=old, after=new)
        names.remove("shares")  # A share to reach and a yearly rise are told by the kind of target.
    for name in names:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Change(kind, old.id, ChangeKind.CHANGED, field=name, before=before, after=after)


def _shown(value: object, language: Language) -> str:
    """A value of any field in words; the more telling kinds go before those that they derive from."""
    if isinstance(value, Text):
        return f"“{value.in_language(language)}”"
    if isinstance(value, (LevelTarget, GrowthTarget)):
        return f"{_RULES[type(value)].in_language(language)}: {_shown(value.shares, language)}"
    if isinstance(value, TierShare):
        tier = _WORDS["other_tiers"].in_language(language) if value.tier is None else value.tier
        return f"{tier} {format_percent(value.share, language)}"
    if isinstance(value, Assignment):
        return f"{value.party} ({value.role.text(language)})"
    if isinstance(value, (Yearly, Once, WhenNeeded)):
        return _recurrence(value, language)
    if isinstance(value, date):
        return format_day(value, language)
    if isinstance(value, (tuple, frozenset)):
        items = sorted(value, key=str) if isinstance(value, frozenset) else value
        return ", ".join(_shown(item, language) for item in items) or "–"
    if isinstance(value, Caveat):
        return value.text(language)
    if value in _CHOICES:
        return _CHOICES[value].in_language(language)
    return trait_name(value, language) if isinstance(value, str) else str(value)


def _recurrence(value: Yearly | Once | WhenNeeded, language: Language) -> str:
    if isinstance(value, WhenNeeded):
        return _shown(value.occasion, language)
    basis = _WORDS["stated" if value.is_stated else "convention"].in_language(language)
    if isinstance(value, Once):
        return f"{format_day(value.on, language)} ({basis})"
    day = format_day(date(LEAP_YEAR, value.month, value.day), language)[: -len(f"/{LEAP_YEAR}")]
    return f"{_WORDS['yearly'].in_language(language).format(day)} ({basis})"
