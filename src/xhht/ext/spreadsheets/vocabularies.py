"""Vocabularies: the words of reports in the north, the centre and the south of Viet Nam, and those of a programme."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import attrs

from xhht.checks import expect
from xhht.ext.spellings import key
from xhht.ext.spreadsheets.headings import Headings, Measure, Phrase, Sort, Subject
from xhht.model.programme import Programme

SORTS = (
    Sort("tinh", ("tỉnh", "t")),
    Sort("thanh_pho", ("thành phố", "tp", "t p")),
    Sort("thi_xa", ("thị xã", "tx", "t x")),
    Sort("huyen", ("huyện", "h")),
    Sort("quan", ("quận", "q")),
    Sort("xa", ("xã", "x")),
    Sort("phuong", ("phường", "p")),
    Sort("thi_tran", ("thị trấn", "tt", "t t")),
    Sort("dac_khu", ("đặc khu", "đk")),
    Sort("thon", ("thôn",)),
    Sort("ban", ("bản",)),
    Sort("to_dan_pho", ("tổ dân phố", "tdp", "t d p", "tổ")),
    Sort("ap", ("ấp",)),
    Sort("khom", ("khóm",)),
    Sort("khu_pho", ("khu phố", "kp", "k p")),
    Sort("khu_vuc", ("khu vực", "kv")),
    Sort("khu_dan_cu", ("khu dân cư", "kdc")),
    Sort("khu", ("khu",)),
    Sort("xom", ("xóm",)),
    Sort("lang", ("làng",)),
    Sort("buon", ("buôn",)),
    Sort("bon", ("bon",)),
    Sort("khoi_pho", ("khối phố", "khối")),
    Sort("tieu_khu", ("tiểu khu", "tk")),
    Sort("soc", ("sóc", "phum")),
)
_HAMLETS = (
    *("thôn", "bản", "tổ dân phố", "tdp", "ấp", "khóm", "khu phố", "kp", "khu vực", "khu dân cư", "kdc", "khu", "xóm"),
    *("làng", "buôn", "bon", "khối phố", "khối", "tiểu khu", "sóc", "phum", "tổ"),
)
DEFAULT = Headings(
    subjects=(
        Subject("families", "families_recognised"),
        Subject("clans", "clans_recognised"),
        Subject("communities", "communities_recognised"),
        Subject("units", "units_recognised"),
        Subject("members", "members"),
    ),
    phrases=(
        Phrase(("hộ gia đình", "gia đình", "hộ", "gđ", "hộ gđ", "hgđ"), subject="families"),
        Phrase(("gia đình học tập", "gđ học tập", "gđht"), subject="families", is_title=True),
        Phrase(("dòng họ", "dòng tộc", "tộc họ", "họ tộc", "tộc"), subject="clans"),
        Phrase(("dòng họ học tập", "dhht", "tộc họ học tập"), subject="clans", is_title=True),
        Phrase(("cộng đồng", *_HAMLETS), subject="communities"),
        Phrase(("cộng đồng học tập", "cđht", "cđ học tập"), subject="communities", is_title=True),
        Phrase(("đơn vị", "cơ quan", "trường học", "doanh nghiệp"), subject="units"),
        Phrase(("đơn vị học tập", "đvht", "đv học tập"), subject="units", is_title=True),
        Phrase(
            ("hội viên", "hội viên hội khuyến học", "hội viên khuyến học", "hv", "hvkh", "hội viên hkh"),
            subject="members",
            measure="recognised",
        ),
        Phrase(("dân số", "dân", "nhân khẩu", "khẩu"), subject="members", measure="total"),
        Phrase(("tổng số", "tổng", "t số", "t/số", "tsố", "ts", "số", "số lượng", "sl"), measure="total", is_weak=True),
        Phrase(("đăng ký", "đăng kí", "đk", "đ ký", "đ kí"), measure="registered"),
        Phrase(("công nhận", "cn", "đạt", "đạt danh hiệu", "đạt chuẩn", "đạt tiêu chuẩn"), measure="recognised"),
        Phrase(("tỷ lệ", "tỉ lệ", "tỷ lệ phần trăm", "t lệ", "tl", "%"), measure="percent"),
        Phrase(("học tập",), is_title=True),
        Phrase(("đã", "được", "danh hiệu", "dh", "kết quả", "và", "hiện có", "trên địa bàn", "trong đó")),
    ),
    comparing=("so với", "trên", "/", "trong"),
    regions=(
        *("đơn vị", "đơn vị hành chính", "địa phương", "địa bàn", "tên", "tên gọi", "danh mục", "tỉnh", "huyện"),
        *("huyện thị", "quận", "thị xã", "tx", "thành phố", "tp", "thị", "xã", "phường", "thị trấn", "đặc khu"),
        *("cấp xã", "cấp huyện", "và", "hội khuyến học", "hkh", "nơi", *_HAMLETS),
    ),
    ordinals=("stt", "tt", "số tt", "số thứ tự"),
    remarks=("ghi chú",),
    totals=(
        *("tổng cộng", "tổng số", "tổng", "cộng", "toàn tỉnh", "toàn huyện", "toàn xã", "toàn thị xã", "toàn quận"),
        *("toàn thành phố", "toàn phường", "toàn thị trấn", "toàn đặc khu", "toàn ấp", "toàn thôn"),
    ),
    feet=(
        *("người lập", "lập biểu", "lập bảng", "người tổng hợp", "thủ trưởng", "chủ tịch", "phó chủ tịch", "tm", "kt"),
        *("nơi nhận", "ký", "ký tên", "đã ký", "xác nhận", "ngày", "ghi chú", "hội khuyến học", "chánh văn phòng"),
    ),
    blanks=("-", "–", "—", "…", "..."),
    sorts=SORTS,
    bodies=(
        *("hkh", "hội kh", "hội khuyến học", "chi hội khuyến học", "chi hội", "ban khuyến học", "bkh"),
        *("ubnd", "ủy ban nhân dân", "ban chỉ đạo", "bcđ"),
    ),
    contents=("nội dung", "chỉ tiêu", "chỉ số", "tiêu chí", "nội dung chỉ tiêu", "tên chỉ tiêu", "nội dung báo cáo"),
    units=("đvt", "đơn vị tính", "đv tính", "đơn vị"),
    results=(
        *("thực hiện", "kết quả", "kết quả thực hiện", "kq", "đạt được", "số liệu", "số lượng", "sl", "kết quả đạt"),
        *("kết quả đạt được", "đã thực hiện", "th"),
    ),
    plans=(
        *("kế hoạch", "kh", "kế hoạch giao", "chỉ tiêu giao", "giao"),
        *(
            "tỷ lệ",
            "tỉ lệ",
            "tỷ lệ %",
            "tỉ lệ %",
            "%",
            "% so với kế hoạch",
            "tỷ lệ % so với kế hoạch",
            "so với kế hoạch",
        ),
        *("% kế hoạch", "% kh", "tỷ lệ đạt", "đạt %", "đạt tỷ lệ %", "tỷ lệ % đạt kế hoạch"),
    ),
)


def headings_for(programme: Programme, *, headings: Headings = DEFAULT) -> Headings:
    """The words of reports under a programme: its own Vietnamese names of titles, of who holds them and of indicators.

    Words of another title that the programme counts by the same indicator are left out.

    >>> from xhht.programmes import qd_281
    >>> words = headings_for(qd_281.PROGRAMME)
    >>> any("cán bộ Hội Khuyến học đã được tập huấn" in phrase.words for phrase in words.phrases)
    True

    Args:
        programme: the programme.
        headings: the words that are known already.

    Raises:
        InvalidTypeError: if it is no programme, or no headings.
    """
    expect(Programme, programme, "a programme")
    expect(Headings, headings, "headings")
    subjects = {subject.indicator: subject for subject in headings.subjects}
    ids = {subject.id for subject in headings.subjects}
    titles = {title.indicator: title.name.vi for title in programme.titles}
    others = {
        subject.id
        for indicator, subject in subjects.items()
        if indicator in titles and not any(_has(phrase, titles[indicator]) for phrase in headings.phrases)
    }
    phrases = [phrase for phrase in headings.phrases if phrase.subject not in others]
    taken = {key(word) for phrase in phrases for word in phrase.words}
    for indicator in dict.fromkeys((*titles, *(indicator.id for indicator in programme.indicators))):
        subjects.setdefault(indicator, Subject(f"own-{indicator}" if indicator in ids else indicator, indicator))
    for phrase in _own_phrases(programme, {indicator: subject.id for indicator, subject in subjects.items()}):
        words = tuple(word for word in dict.fromkeys(phrase.words) if key(word) and key(word) not in taken)
        taken |= {key(word) for word in words}
        phrases += [attrs.evolve(phrase, words=words)] if words else []
    return attrs.evolve(
        headings, subjects=tuple(dict.fromkeys((*headings.subjects, *subjects.values()))), phrases=tuple(phrases)
    )


def _has(phrase: Phrase, name: str) -> bool:
    return phrase.is_title and key(name) in {key(word) for word in phrase.words}


def _own_phrases(programme: Programme, subjects: dict[str, str]) -> Iterator[Phrase]:
    for title in programme.titles:
        subject, name = subjects[title.indicator], title.name.vi
        yield Phrase((name, "".join(word[0] for word in name.split())), subject=subject, is_title=True)
        yield Phrase(_listed(title.holders.vi), subject=subject)
    for indicator in programme.indicators:
        subject = subjects[indicator.id]
        for text, measure in (
            (indicator.name, Measure.PERCENT),
            (indicator.numerator, Measure.RECOGNISED),
            (indicator.denominator, Measure.TOTAL),
        ):
            yield Phrase((text.vi,), subject=subject, measure=measure)


def _listed(text: str) -> Iterable[str]:
    """The words of a list such as "tổ chức, cơ quan và trường học; không phải cấp xã"."""
    parts = re.split(r",|\bvà\b|\bhoặc\b", text.partition(";")[0])
    return tuple(part.strip() for part in parts if part.strip())
