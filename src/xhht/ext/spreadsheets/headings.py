"""Headings: the words that a table's heads, totals and feet are known by, as one table that a caller can replace."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from xhht.checks import Choice, as_tuple, each, identifier, nfc, optional_identifier
from xhht.errors import InvalidValueError, UnknownIdError
from xhht.ext.spreadsheets.keys import key
from xhht.values import Value


class Measure(Choice):
    """What a column counts of its subject."""

    TOTAL = "total"
    REGISTERED = "registered"
    RECOGNISED = "recognised"
    PERCENT = "percent"


def _words(values: Iterable[str]) -> tuple[str, ...]:
    words = tuple(nfc(word) for word in as_tuple(values))
    if not all(key(word) for word in words):
        raise InvalidValueError("a heading has an empty word, which would stand in every cell; leave it out")
    return words


@attrs.frozen(repr=False)
class Subject(Value):
    """Whom a column is about, and the indicator that its figures belong to."""

    id: str = attrs.field(converter=identifier)
    indicator: str = attrs.field(converter=identifier)


@attrs.frozen(repr=False)
class Phrase(Value):
    """Words of a head that say whom a column is about, what it counts, both, or nothing (filling words).

    `is_title` marks the name of a title: "Tổng số gia đình học tập" does not say whether all families
    are meant or those recognised, and a column so headed is not taken. `is_weak` marks a measure that any
    other goes before: "tổng số hộ đăng ký" are the registered.
    """

    words: tuple[str, ...] = attrs.field(converter=_words)
    subject: str | None = attrs.field(default=None, converter=optional_identifier, kw_only=True)
    measure: Measure | None = attrs.field(default=None, converter=attrs.converters.optional(Measure), kw_only=True)
    is_title: bool = attrs.field(default=False, kw_only=True)
    is_weak: bool = attrs.field(default=False, kw_only=True)


@attrs.frozen(kw_only=True, repr=False)
class Headings(Value):
    """All words that a table is known by; compared without regard to case, line breaks and points.

    Attributes:
        subjects: whom columns are about, with the indicator of each.
        phrases: what the words of a head mean. A head with any other word is not taken.
        comparing: words before what a percentage is of ("so với", "trên", "/").
        regions: words that head the column with the names of places, alone or one after another.
        ordinals: heads of the column with running numbers.
        remarks: heads of the column with remarks.
        totals: words that name a total row, alone or before a number or a place with its sort ("Cộng xã …").
        feet: words that begin the lines below a table.
        blanks: marks in place of a figure that say that none was given.
    """

    subjects: tuple[Subject, ...] = attrs.field(converter=as_tuple, validator=each(Subject))
    phrases: tuple[Phrase, ...] = attrs.field(converter=as_tuple, validator=each(Phrase))
    comparing: tuple[str, ...] = attrs.field(converter=_words)
    regions: tuple[str, ...] = attrs.field(converter=_words)
    ordinals: tuple[str, ...] = attrs.field(converter=_words)
    remarks: tuple[str, ...] = attrs.field(converter=_words)
    totals: tuple[str, ...] = attrs.field(converter=_words)
    feet: tuple[str, ...] = attrs.field(converter=_words)
    blanks: tuple[str, ...] = attrs.field(converter=as_tuple)

    def __attrs_post_init__(self) -> None:
        known = [subject.id for subject in self.subjects]
        for place, phrase in enumerate(self.phrases):
            if phrase.subject is not None and phrase.subject not in known:
                raise UnknownIdError("subject", phrase.subject, known, f"phrases[{place}]")

    def indicator_of(self, subject: str) -> str:
        """The indicator of a subject.

        Raises:
            UnknownIdError: if the table has no such subject.
        """
        for known in self.subjects:
            if known.id == subject:
                return known.indicator
        raise UnknownIdError("subject", subject, [known.id for known in self.subjects])


DEFAULT = Headings(
    subjects=(
        Subject("families", "families_recognised"),
        Subject("clans", "clans_recognised"),
        Subject("communities", "communities_recognised"),
        Subject("units", "units_recognised"),
        Subject("members", "members"),
    ),
    phrases=(
        Phrase(("hộ gia đình", "gia đình", "hộ"), subject="families"),
        Phrase(("gia đình học tập", "gđ học tập", "gđht"), subject="families", is_title=True),
        Phrase(("dòng họ", "dòng tộc"), subject="clans"),
        Phrase(("dòng họ học tập", "dhht"), subject="clans", is_title=True),
        Phrase(("cộng đồng", "thôn", "bản", "tổ dân phố", "tdp"), subject="communities"),
        Phrase(("cộng đồng học tập", "cđht", "cđ học tập"), subject="communities", is_title=True),
        Phrase(("đơn vị", "cơ quan", "trường học", "doanh nghiệp"), subject="units"),
        Phrase(("đơn vị học tập", "đvht", "đv học tập"), subject="units", is_title=True),
        Phrase(("hội viên", "hội viên hội khuyến học", "hội viên khuyến học"), subject="members", measure="recognised"),
        Phrase(("dân số",), subject="members", measure="total"),
        Phrase(("tổng số", "tổng", "t số", "tsố", "ts", "số", "số lượng", "sl"), measure="total", is_weak=True),
        Phrase(("đăng ký", "đăng kí", "đk"), measure="registered"),
        Phrase(("công nhận", "cn", "đạt", "đạt danh hiệu"), measure="recognised"),
        Phrase(("tỷ lệ", "tỉ lệ", "tỷ lệ phần trăm", "t lệ", "tl", "%"), measure="percent"),
        Phrase(("học tập",), is_title=True),
        Phrase(("đã", "được", "danh hiệu", "kết quả", "và")),
    ),
    comparing=("so với", "trên", "/", "trong"),
    regions=(
        *("đơn vị", "đơn vị hành chính", "địa phương", "địa bàn", "tên", "tên gọi", "danh mục", "tỉnh", "huyện"),
        *("huyện thị", "quận", "thị xã", "thành phố", "tp", "thị", "xã", "phường", "thị trấn", "thôn", "bản", "ấp"),
        *("làng", "tổ dân phố", "tdp", "khu phố", "khu dân cư", "cấp xã", "cấp huyện", "và"),
    ),
    ordinals=("stt", "tt", "số tt", "số thứ tự"),
    remarks=("ghi chú",),
    totals=(
        *("tổng cộng", "tổng số", "tổng", "cộng", "toàn tỉnh", "toàn huyện", "toàn xã", "toàn thị xã"),
        *("toàn thành phố", "toàn phường", "toàn thị trấn"),
    ),
    feet=(
        *("người lập", "lập biểu", "lập bảng", "người tổng hợp", "thủ trưởng", "chủ tịch", "phó chủ tịch", "tm", "kt"),
        *("nơi nhận", "ký", "ký tên", "đã ký", "xác nhận", "ngày", "ghi chú", "hội khuyến học", "chánh văn phòng"),
    ),
    blanks=("-", "–", "—", "…", "..."),
)
