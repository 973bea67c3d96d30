"""Revisions: what changed between two states of a programme, for people to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import attrs

from xhht.checks import Choice, expect
from xhht.figures.caveats import Caveat
from xhht.figures.levels import Level
from xhht.model.amendments import Amendable, AmendableKind
from xhht.model.duties import Once, WhenNeeded, Yearly
from xhht.model.programme import Programme
from xhht.model.responsibilities import Assignment
from xhht.model.sources import Source
from xhht.model.targets import Comparison, GrowthTarget, LevelTarget, Reading, TierShare
from xhht.model.tiers import trait_name
from xhht.texts import Language, Text, check_language, format_day, format_day_of_year, format_percent
from xhht.values import Value


class ChangeKind(Choice):
    """What happened to a part."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@attrs.frozen(repr=False, eq=False)
class Change(Value):
    """One difference between two states of a programme.

    `field` is the name of the attribute that changed, empty where a whole part came or went; `before` and
    `after` are its values. `names` are those of the part and of what its values refer to, by id.
    """

    group: AmendableKind
    id: str
    kind: ChangeKind
    field: str = attrs.field(default="", kw_only=True)
    before: object = attrs.field(default=None, kw_only=True)
    after: object = attrs.field(default=None, kw_only=True)
    names: Mapping[str, Text] = attrs.field(
        factory=dict, kw_only=True, eq=False, repr=False, metadata={"is_derived": True}
    )

    def explain(self, language: Language = "en") -> str:
        """The change as a sentence.

        Raises:
            UnknownIdError: if the language is neither ``"en"`` nor ``"vi"``.
        """
        check_language(language)
        own = self.names.get(self.id)
        name = self.id if own is None else own.in_language(language).replace("“", "‘").replace("”", "’")
        part = f"{_LISTS[self.group].in_language(language)} “{name}”"
        if self.kind is not ChangeKind.CHANGED:
            return f"{part}: {_KINDS[self.kind].in_language(language)}."
        field = _FIELDS[self.field].in_language(language)
        before, after = (_shown(value, self.names, language) for value in (self.before, self.after))
        return f"{part}: {_WORDS['changed'].in_language(language).format(field, before, after)}."


_LISTS = {
    AmendableKind.TARGETS: Text("Chỉ tiêu", "Target"),
    AmendableKind.RESPONSIBILITIES: Text("Nhiệm vụ", "Responsibility"),
    AmendableKind.DUTIES: Text("Công việc định kỳ", "Duty"),
    AmendableKind.TIERS: Text("Nhóm địa bàn", "Tier"),
    AmendableKind.PARTIES: Text("Bên ký kết", "Party"),
}
_FIELDS = {
    "name": Text("tên", "name"),
    "short_name": Text("tên gọi tắt", "short name"),
    "members": Text("thành viên", "members"),
    "text": Text("nội dung", "text"),
    "partner_text": Text("phần việc của bên phối hợp", "the partners' part"),
    "test": Text("tiêu chí", "test"),
    "traits": Text("đặc điểm", "traits"),
    "rule": Text("kiểu chỉ tiêu", "kind of target"),
    "indicator": Text("chỉ số", "indicator"),
    "due_on": Text("thời hạn", "due day"),
    "comparison": Text("cách so sánh", "comparison"),
    "answerable": Text("đơn vị chịu trách nhiệm", "answerable bodies"),
    "is_by_party": Text("giao riêng từng đơn vị", "asked of each body"),
    "caveats": Text("lưu ý", "caveats"),
    "shares": Text("mức yêu cầu", "share asked"),
    "levels": Text("cấp được giao chỉ tiêu", "levels of administration"),
    "reading": Text("cách hiểu", "reading"),
    "assignments": Text("phân công", "assignments"),
    "recurrence": Text("thời điểm", "day"),
    "responsibilities": Text("nhiệm vụ", "responsibilities"),
    "contents": Text("nội dung phối hợp", "contents"),
    "titles": Text("danh hiệu", "titles"),
    "campaigns": Text("phong trào", "campaigns"),
    "beneficiaries": Text("đối tượng", "beneficiaries"),
    "source": Text("mục", "clause"),
}
_WORDS = {
    "changed": Text("{} điều chỉnh từ {} thành {}", "{} changed from {} to {}"),
    "nothing": Text("không có", "none"),
    "not_given": Text("không quy định", "not given"),
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
    Reading.POINTS: Text("điểm phần trăm trên tổng số", "percentage points of all"),
    Reading.RELATIVE: Text("phần trăm so với số liệu gốc", "per cent of the baseline"),
    True: Text("có", "yes"),
    False: Text("không", "no"),
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


_REFERENCES = {
    "indicator": "indicators",
    "shares": "tiers",
    "rule": "tiers",
    "answerable": "parties",
    "assignments": "parties",
    "responsibilities": "responsibilities",
    "contents": "contents",
    "titles": "titles",
    "campaigns": "campaigns",
    "beneficiaries": "beneficiaries",
}


def _names(kind: AmendableKind, part: str, field: str, *texts: Programme) -> dict[str, Text]:
    """The names of what the values of a field refer to, and of the part itself; those of a later text go before."""
    referred = _REFERENCES.get(field)
    found = {one.id: _name(one) for text in texts if referred for one in getattr(text, referred)}
    own = {one.id: _name(one) for text in texts for one in text.parts(kind) if one.id == part}
    return found | own


def _name(part: object) -> Text:
    """The short name of a body, the name of another part, or the text of a responsibility or a duty."""
    return next(
        found for name in ("short_name", "name", "text") if isinstance(found := getattr(part, name, None), Text)
    )


def _differences(kind: AmendableKind, before: Programme, after: Programme) -> Iterator[Change]:
    old: dict[str, Amendable] = {part.id: part for part in before.parts(kind)}
    new: dict[str, Amendable] = {part.id: part for part in after.parts(kind)}
    for part_id, part in old.items():
        if part_id not in new:
            yield Change(kind, part_id, ChangeKind.REMOVED, before=part, names=_names(kind, part_id, "", before))
        else:
            for change in _changes(kind, part, new[part_id]):
                yield attrs.evolve(change, names=_names(kind, part_id, change.field, before, after))
    for part_id, part in new.items():
        if part_id not in old:
            yield Change(kind, part_id, ChangeKind.ADDED, after=part, names=_names(kind, part_id, "", after))


def _changes(kind: AmendableKind, old: Amendable, new: Amendable) -> Iterator[Change]:
    names = [field.name for field in attrs.fields(type(old)) if field.eq and hasattr(new, field.name)]
    if type(old) is not type(new):
        yield Change(kind, old.id, ChangeKind.CHANGED, field="rule", before=old, after=new)
        names.remove("shares")  # A share to reach and a yearly rise are told by the kind of target.
    for name in names:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Change(kind, old.id, ChangeKind.CHANGED, field=name, before=before, after=after)


def _shown(value: object, names: Mapping[str, Text], language: Language) -> str:
    """A value of any field in words; the more telling kinds go before those that they derive from."""
    if isinstance(value, Text):
        return f"“{value.in_language(language)}”"
    if isinstance(value, (LevelTarget, GrowthTarget, TierShare, Assignment)):
        return _with_names(value, names, language)
    if isinstance(value, Source):
        return value.citation.in_language(language)
    if isinstance(value, (Yearly, Once, WhenNeeded)):
        return _recurrence(value, language)
    if value is None or isinstance(value, date):
        return _WORDS["not_given"].in_language(language) if value is None else format_day(value, language)
    if isinstance(value, (tuple, frozenset)):
        return _several(sorted(value, key=str) if isinstance(value, frozenset) else value, names, language)
    if isinstance(value, (Caveat, Level)):
        return value.text(language)
    if value in _CHOICES:
        return _CHOICES[value].in_language(language)
    return _named(value, names, language) if isinstance(value, str) else str(value)


def _with_names(
    value: LevelTarget | GrowthTarget | TierShare | Assignment, names: Mapping[str, Text], language: Language
) -> str:
    """What speaks of bodies or tiers."""
    if isinstance(value, (LevelTarget, GrowthTarget)):
        return f"{_RULES[type(value)].in_language(language)} {_shown(value.shares, names, language)}"
    if isinstance(value, TierShare):
        tier = (
            _WORDS["other_tiers"].in_language(language) if value.tier is None else _named(value.tier, names, language)
        )
        return f"{tier} {format_percent(value.share, language)}"
    return f"{_named(value.party, names, language)} ({value.role.text(language)})"


def _several(values: Sequence[object], names: Mapping[str, Text], language: Language) -> str:
    """Several values, one share of every tier alone by itself, or a word for nothing."""
    if len(values) == 1 and isinstance(values[0], TierShare) and values[0].tier is None:
        return format_percent(values[0].share, language)
    return ", ".join(_shown(value, names, language) for value in values) or _WORDS["nothing"].in_language(language)


def _named(value: str, names: Mapping[str, Text], language: Language) -> str:
    return names[value].in_language(language) if value in names else trait_name(value, language)


def _recurrence(value: Yearly | Once | WhenNeeded, language: Language) -> str:
    if isinstance(value, WhenNeeded):
        return _shown(value.occasion, {}, language)
    basis = _WORDS["stated" if value.is_stated else "convention"].in_language(language)
    if isinstance(value, Once):
        return f"{format_day(value.on, language)} ({basis})"
    day = format_day_of_year(value.month, value.day, language)
    return f"{_WORDS['yearly'].in_language(language).format(day)} ({basis})"
