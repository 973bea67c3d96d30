import pickle
import re
from datetime import UTC, date, datetime
from fractions import Fraction
from html import unescape

import attrs
import pytest

from xhht import Amendment, Assignment, Observation, Party, Region, Removal, Responsibility, Share, Source, Text, assess
from xhht.coordination import Activity, Difficulty, Measure, ReportKind, Result, Shortcoming, report, review
from xhht.errors import (
    InvalidActivitiesError,
    InvalidDifficultiesError,
    InvalidTypeError,
    InvalidValueError,
    UnknownChoiceError,
    UnknownIdError,
)
from xhht.model.parties import Signature
from xhht.programmes import ctph_154, qd_281

PROGRAMME = ctph_154.PROGRAMME
ALL = tuple(party.id for party in PROGRAMME.parties)
FUNDS, TRADITION = "veterans_build_funds", "veterans_uphold_studious_tradition"
START, END = date(2018, 1, 1), date(2018, 12, 31)
REGIONS = [Region("x", "Xã X", level="commune")]
WORDS = Text("Công an tỉnh", "Provincial police")
CLOSING = Source("154/CTPH-LN", "closing")


def done(task=FUNDS, party="veterans", on=date(2018, 5, 1), **more):
    return Activity(responsibility=task, party=party, on=on, **more)


def difficulty(difficulty_id="d1", **changes):
    fields = {"about": "two counts", "raised_by": "association", "concerns": ("front",), "on": date(2018, 3, 1)}
    return Difficulty(id=difficulty_id, **{**fields, **changes})


def drawn_up(activities=(), programme=PROGRAMME, **asked):
    return report(programme, activities, **{"kind": "interim", "start": START, "end": END, **asked})


def amended(on, **changes):
    return PROGRAMME.amend(Amendment(id="1", effective_on=on, agreed_by=ALL, **changes))


def section(text, title):
    """The lines under one heading."""
    _, _, rest = text.partition(f"# {title}\n\n")
    return re.split(r"\n\n#+ |\n\n\*\*", rest)[0].strip().splitlines()


# --- what it holds ------------------------------------------------------------------------------------------------


def test_a_report_of_one_year_holds_its_review():
    given = [done(results=[Result("classes", 2)])]
    account = drawn_up(given)
    assert account.reviews == (review(PROGRAMME, given, year=2018),)
    assert account.kind is ReportKind.INTERIM
    assert account.lines == account.reviews[0].lines
    assert account.activities == tuple(given)
    assert account.next_tasks == account.reviews[0].next_tasks
    assert account.totals() == {("veterans", Measure.CLASSES): 2}
    assert account.silent_parties == tuple(party for party in ALL if party != "veterans")


def test_both_ends_of_the_period_belong_to_it_and_nothing_beyond():
    days = [date(2018, 3, 31), date(2018, 4, 1), date(2018, 6, 30), date(2018, 7, 1)]
    account = drawn_up([done(on=day) for day in days], start=days[1], end=days[2])
    assert [each.on for each in account.activities] == days[1:3]


def test_a_final_report_goes_over_all_years_and_sums_them():
    given = [done(on=date(year, 5, 1), results=[Result("dong_raised", 10**15 + year)]) for year in range(2017, 2021)]
    account = drawn_up(given, kind=ReportKind.FINAL, start=date(2017, 1, 1), end=date(2020, 12, 31))
    assert [each.year for each in account.reviews] == [2017, 2018, 2019, 2020]
    assert account.totals() == {("veterans", Measure.DONG_RAISED): 4 * 10**15 + 2017 + 2018 + 2019 + 2020}
    assert {each.year for each in account.next_tasks} == {2021}


def test_a_thematic_report_is_about_its_contents_alone():
    given = [done(), done(TRADITION), done("women_raise_scholarships", "women")]
    account = drawn_up(given, kind="thematic", contents=["dissemination"])
    assert [each.responsibility for each in account.activities] == [TRADITION]
    assert {line.responsibility.id for line in account.lines} == {
        r.id for r in PROGRAMME.responsibilities if "dissemination" in r.contents
    }
    assert {each.responsibility for each in account.next_tasks} <= {line.responsibility.id for line in account.lines}
    inspection = drawn_up(given, kind="thematic", contents=("inspection_and_reporting",))
    assert inspection.silent_parties == ALL
    assert inspection.activities == ()


def test_difficulties_are_those_open_at_the_end():
    listed = [
        difficulty(),
        difficulty("d2", on=date(2019, 1, 1)),
        difficulty("d3").agreed("front", on=END),
        difficulty("d4").agreed("front", on=date(2019, 1, 1)),
    ]
    account = drawn_up(difficulties=listed)
    assert [item.difficulty.id for item in account.difficulties] == ["d1", "d4"]
    assert account.difficulties[0].days_open == 305


def test_a_report_is_a_value():
    account = drawn_up([done()], difficulties=[difficulty()])
    assert pickle.loads(pickle.dumps(account)) == account
    assert hash(account) == hash(drawn_up([done()], difficulties=[difficulty()]))


# --- what is refused ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end"),
    [(END, START), (date(2016, 12, 19), END), (START, date(2021, 1, 1)), (date(2000, 1, 1), date(2001, 1, 1))],
)
def test_a_period_lies_in_the_programmes_life(start, end):
    with pytest.raises(InvalidValueError, match="does not lie in the programme's life"):
        drawn_up(start=start, end=end)


def test_the_whole_life_can_be_reported():
    account = drawn_up(kind="final", start=PROGRAMME.starts_on, end=PROGRAMME.ends_on)
    assert len(account.reviews) == 5


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"start": "2018-01-01"}, InvalidTypeError),
        ({"end": datetime(2018, 12, 31, tzinfo=UTC)}, InvalidTypeError),
        ({"kind": "yearly"}, UnknownChoiceError),
        ({"kind": "thematic"}, InvalidValueError),
        ({"contents": ("dissemination",)}, InvalidValueError),
        ({"kind": "thematic", "contents": ("disemination",)}, UnknownIdError),
        ({"kind": "thematic", "contents": "dissemination"}, InvalidTypeError),
        ({"assessment": "good"}, InvalidTypeError),
        ({"activities": [done(party="women")]}, InvalidActivitiesError),
        ({"activities": [done(party="women", on=date(2019, 1, 1))]}, InvalidActivitiesError),
        ({"difficulties": [difficulty(raised_by="x")]}, InvalidDifficultiesError),
        ({"issued_on": date(2017, 12, 31)}, InvalidValueError),
        ({"issued_on": "2018-12-31"}, InvalidTypeError),
        ({"signature": attrs.evolve(PROGRAMME.signatures[0], party="police")}, UnknownIdError),
        ({"signature": "Ngô Thị Chinh"}, InvalidTypeError),
        ({"addressee": 5}, InvalidTypeError),
        ({"recipients": "Tỉnh ủy"}, InvalidTypeError),
        ({"shortcomings": ["x"]}, InvalidTypeError),
        ({"proposals": [" "]}, InvalidValueError),
        ({"proposals": "x"}, InvalidTypeError),
        ({"number": 12}, InvalidTypeError),
    ],
)
def test_what_does_not_fit_is_refused(asked, error):
    with pytest.raises(error):
        drawn_up(asked.pop("activities", ()), **asked)


def test_an_assessment_of_another_programme_is_refused():
    other = assess(qd_281.PROGRAMME, [], regions=REGIONS, as_of=END)
    with pytest.raises(InvalidValueError, match="the assessment judges programme 'qd_281', not 'ctph_154'"):
        drawn_up(assessment=other)


# --- words --------------------------------------------------------------------------------------------------------


def test_the_whole_report_in_english():
    seen = [Observation("units_recognised", "x", END, Share(62, 100))]
    judged = assess(PROGRAMME, seen, regions=REGIONS, as_of=END).where(target="units_recognised")
    given = [
        done(results=[Result("dong_raised", 12_500_000)], note="fund\n\ndrive", evidence=("1/BC", "2/\nBC")),
        done(TRADITION, reported_on=date(2019, 2, 1)),
    ]
    text = drawn_up(given, assessment=judged, difficulties=[difficulty(about="two\n# counts")]).to_markdown()
    assert "# Interim report on Coordination Programme 154/CTPH-LN\n\nPeriod: from 1 January 2018 to 31 Dec" in text
    (verdict,) = judged
    assert section(text, "Targets") == ["As of 31 December 2018:", "", f"- {verdict.explain('en')}"]
    coverage = section(text, "What was reported")
    assert coverage[:2] == ["| Body | Year | Tasks reported | Late |", "| --- | --- | --- | --- |"]
    assert "| Veterans' Association | 2018 | 2/14 (about 14.29%) | 1 |" in coverage
    assert coverage[-1].startswith("No report at all from: Fatherland Front, ")
    money = "12,500,000 đồng raised for learning promotion funds"
    assert section(text, "Results by body") == [f"- Veterans' Association: {money}"]
    assert section(text, "Results by content") == [f"- Movement, funds and rewards: {money}"]
    assert section(text, "Activities") == [
        "- 1 May 2018, Veterans' Association, section IV.6: fund drive (1/BC, 2/ BC)",
        f"- 1 May 2018, Veterans' Association, section IV.6: {PROGRAMME.responsibility(TRADITION).text.en}",
    ]
    assert section(text, "Difficulties still open") == [
        "- two # counts (raised on 1 March 2018, 305 days, waiting for: Fatherland Front)"
    ]
    tasks = section(text, "III. Tasks for 2019")
    assert sum(len(line.partition(": ")[0].split(", ")) for line in tasks) == len(drawn_up(given).next_tasks)
    assert not any("Veterans" in task and PROGRAMME.responsibility(FUNDS).text.en in task for task in tasks)
    assert section(text, "II. Shortcomings and causes") == section(text, "IV. Proposals") == ["None."]


def test_the_whole_report_in_vietnamese():
    judged = assess(PROGRAMME, [], regions=REGIONS, as_of=END)
    given = [done(results=[Result("dong_raised", 12_500_000)])]
    text = drawn_up(given, kind="final", assessment=judged, difficulties=[difficulty()]).to_markdown("vi")
    head = "**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**\n\n**Độc lập – Tự do – Hạnh phúc**\n\n# Báo cáo tổng kết thực hiện "
    assert text.startswith(f"{head}Chương trình phối hợp số 154/CTPH-LN\n\nThời gian báo cáo: từ ngày 01/01/2018 đến ")
    assert "Tính đến ngày 31/12/2018:" in text
    assert all(f"- {verdict.explain('vi')}" in text for verdict in judged)
    assert section(text, "Kết quả theo cơ quan, tổ chức") == [
        "- Hội Cựu chiến binh: vận động Quỹ khuyến học được 12.500.000 đồng"
    ]
    assert "| Hội Cựu chiến binh | 2018 | 1/14 (khoảng 7,14%) | 0 |" in text
    assert "Các đơn vị chưa báo cáo: Mặt trận Tổ quốc" in text
    assert "- two counts (nêu ngày 01/3/2018, đã 305 ngày, còn chờ ý kiến của Mặt trận Tổ quốc)" in text
    assert "## III. Nhiệm vụ năm 2019" in text


def test_an_official_report_has_its_head_and_its_foot():
    text = drawn_up(
        kind="consolidated",
        number="12/BC-HKH",
        place="Yên Bái",
        issued_on=date(2019, 1, 5),
        addressee=Text("Ủy ban nhân dân tỉnh", "Provincial People's Committee"),
        shortcomings=[Shortcoming("chưa đủ số liệu", causes=["chưa có mẫu", "thiếu người"])],
        proposals=["ban hành mẫu"],
        recipients=["Tỉnh ủy", Text("Lưu văn phòng", "Office")],
        signature=PROGRAMME.signatures[-1],
    ).to_markdown("vi")
    assert "\n\nSố: 12/BC-HKH\n\n*Yên Bái, ngày 05 tháng 01 năm 2019*\n\n# Báo cáo tổng hợp kết quả" in text
    assert "\n\nKính gửi: Ủy ban nhân dân tỉnh\n\n" in text
    assert section(text, "II. Tồn tại, hạn chế và nguyên nhân") == [
        *("- chưa đủ số liệu", "  - Nguyên nhân: chưa có mẫu", "  - Nguyên nhân: thiếu người"),
    ]
    assert section(text, "IV. Đề xuất, kiến nghị") == ["- ban hành mẫu"]
    assert text.endswith(
        "**Nơi nhận:**\n\n- Tỉnh ủy\n- Lưu văn phòng\n\n**TM. Hội Khuyến học tỉnh Yên Bái**\n\n"
        "**Chủ tịch**\n\n**Ngô Thị Chinh**\n"
    )
    assert "*Yên Bái*" in drawn_up(place="Yên Bái").to_markdown()
    assert "*5 January 2019*" in drawn_up(issued_on=date(2019, 1, 5)).to_markdown()


def test_a_first_year_that_is_not_whole_has_no_row():
    account = drawn_up(start=PROGRAMME.starts_on, end=date(2016, 12, 31))
    assert section(account.to_markdown(), "What was reported") == ["None."]
    assert account.silent_parties == ()


def test_a_task_of_several_bodies_is_one_line_and_each_partner_has_its_own():
    lines = section(drawn_up().to_markdown(), "III. Tasks for 2019")
    task = PROGRAMME.responsibility("bodies_direct_programme")
    bodies = ", ".join(party.short_name.en for party in PROGRAMME.parties)
    assert f"- {bodies}: {task.text.en} (section V.1)" in lines
    plan = PROGRAMME.responsibility("association_plans_coordination")
    partners = [line for line in lines if plan.partner_text.en in line]
    assert len(partners) == 6
    assert all("(with Learning Promotion Association)" in line for line in partners)


def test_a_thematic_report_names_its_contents():
    text = drawn_up(kind="thematic", contents=("dissemination",)).to_markdown()
    content = PROGRAMME.contents[0]
    assert "# Thematic report on Coordination Programme 154/CTPH-LN\n" in text
    assert f"\nSubject: {content.name.en} ({content.source.label.en}).\n" in text


def test_a_report_without_an_assessment_says_nothing_of_targets():
    text = drawn_up().to_markdown()
    assert "# Targets" not in text
    assert section(text, "Results by body") == section(text, "Activities") == ["Nothing was reported."]
    assert section(text, "Difficulties still open") == ["None."]


def test_where_all_have_reported_nobody_is_called_silent():
    given = [done(task.id, party) for task in PROGRAMME.responsibilities for party in task.parties]
    account = drawn_up(given)
    assert account.silent_parties == ()
    text = account.to_markdown()
    assert "No report at all" not in text
    assert section(text, "III. Tasks for 2019") == ["None."]


def test_names_cannot_break_the_table():
    odd = attrs.evolve(PROGRAMME.party("front"), short_name=Text("a | b", "a |\n b"))
    text = drawn_up(programme=attrs.evolve(PROGRAMME, parties=(odd, *PROGRAMME.parties[1:]))).to_markdown()
    assert "| a &#124; b | 2018 | 0/15 (0%) | 0 |" in text


def test_an_unknown_language_is_refused():
    with pytest.raises(UnknownIdError, match="unknown language 'fr'"):
        drawn_up().to_markdown("fr")


# --- amendments ---------------------------------------------------------------------------------------------------


def test_a_report_knows_only_the_text_at_the_end_of_its_period():
    new = Responsibility("patrol", WORDS, assignments=(Assignment("youth", "lead"),), source=CLOSING)
    later = amended(date(2018, 7, 1), added=(new,))
    half = drawn_up(programme=later, end=date(2018, 6, 30))
    assert half.programme == PROGRAMME
    assert "patrol" not in {task.responsibility for task in half.next_tasks}
    assert "Provincial police" not in half.to_markdown()
    assert "- Youth Union: Provincial police (the closing part)" in drawn_up(programme=later).to_markdown()


def test_the_tasks_of_a_report_over_years_follow_the_last_text():
    duties = tuple(attrs.evolve(duty, responsibilities=()) for duty in PROGRAMME.duties)
    later = amended(date(2019, 7, 1), duties=duties, removed=(Removal("responsibilities", FUNDS),))
    account = drawn_up([done()], programme=later, kind="final", end=date(2019, 12, 31))
    assert FUNDS not in {task.responsibility for task in account.next_tasks}
    assert "- 1 May 2018, Veterans' Association, section IV.6:" in account.to_markdown()


def test_a_body_that_left_keeps_its_name_in_the_report():
    police = Party("police", WORDS, short_name=WORDS, members=WORDS, source=CLOSING)
    new = Responsibility("patrol", WORDS, assignments=(Assignment("police", "lead"),), source=CLOSING)
    joined = amended(date(2018, 1, 1), added=(police, new))
    left = joined.amend(
        Amendment(
            id="2",
            effective_on=date(2018, 7, 1),
            agreed_by=(*ALL, "police"),
            removed=(Removal("parties", "police"), Removal("responsibilities", "patrol")),
        )
    )
    given = [done("patrol", "police", results=[Result("classes", 1)])]
    text = drawn_up(given, programme=left).to_markdown()
    assert "- Provincial police: 1 classes" in text
    assert "1 May 2018, Provincial police, the closing part" in text


def test_a_difficulty_with_a_body_that_joins_only_later_shows_its_id():
    police = Party("police", WORDS, short_name=WORDS, members=WORDS, source=CLOSING)
    joined = amended(date(2019, 1, 1), added=(police,))
    text = drawn_up(programme=joined, difficulties=[difficulty(concerns=("police",))]).to_markdown()
    assert "waiting for: police)" in text


def test_the_verdicts_are_those_of_the_text_of_their_day():
    harder = PROGRAMME.target("units_recognised").with_share(Fraction(13, 20))
    later = amended(date(2018, 7, 1), targets=(harder,))
    seen = [Observation("units_recognised", "x", date(2018, 6, 1), Share(62, 100))]
    judged = assess(later, seen, regions=REGIONS, as_of=END)
    text = drawn_up(programme=later, assessment=judged).to_markdown()
    assert "65%" in text


def test_a_report_before_the_years_end_sets_no_tasks_and_knows_what_was_done_before_its_start():
    task = next(r for r in ctph_154.PROGRAMME.responsibilities_of("veterans") if r.is_answered_by("veterans"))
    done = Activity(responsibility=task.id, party="veterans", on=date(2018, 3, 1))
    asked = {"kind": ReportKind.INTERIM, "start": date(2018, 7, 1)}
    half = report(ctph_154.PROGRAMME, [done], end=date(2018, 11, 30), **asked)
    assert half.next_tasks == ()
    assert half.activities == ()
    whole = report(ctph_154.PROGRAMME, [done], end=date(2018, 12, 31), **asked)
    assert (task.id, "veterans") not in {(t.responsibility, t.party) for t in whole.next_tasks}
    assert whole.next_tasks


# --- names in Markdown --------------------------------------------------------------------------------------------

MARKUP = [
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](http://a.vn)", "![x](http://a.vn)", "<!-- x"),
    *("[x]: http://a.vn", "<http://a.vn>", "<a@b.vn>", "a\n\n# b\n\n- c", "# a", "1. a", "12) a", "- a", "+ a", "> a"),
    *(
        "**a**",
        "_a_",
        "*a*",
        "a * b * c",
        "`a`",
        "~~~ a",
        "```",
        "&lt;b&gt;",
        "&#60;",
        "a \\",
        "\\<b>",
        "a | b | c",
        "---",
    ),
    *("===", "| - |", "a_b_c", "[^1]", "[ ] a", "x  \ny", "\t\ta", "a **", "** a", "{}", "{0}", "%s"),
]


def html(text):
    parser = pytest.importorskip("markdown_it").MarkdownIt("commonmark", {"html": True})
    return parser.enable(["table", "strikethrough"]).render(text)


def page(name, language):
    said = Text(name, name)
    parties = [attrs.evolve(party, name=said, short_name=said) for party in PROGRAMME.parties]
    tasks = [attrs.evolve(task, text=said) for task in PROGRAMME.responsibilities]
    contents = [attrs.evolve(content, name=said) for content in PROGRAMME.contents]
    targets = [attrs.evolve(indicator, name=said) for indicator in PROGRAMME.indicators]
    named = attrs.evolve(
        PROGRAMME, subject=said, parties=parties, responsibilities=tasks, contents=contents, indicators=targets
    )
    return drawn_up(
        [done(note=name, evidence=(name, name), results=[Result("classes", 2)])],
        programme=named,
        assessment=assess(named, [], regions=[Region("a", name, level="commune")], as_of=END),
        difficulties=[difficulty(about=name)],
        number=name,
        place=name,
        addressee=said,
        proposals=[name],
        recipients=[said],
        shortcomings=[Shortcoming(name, causes=[name])],
        signature=Signature("veterans", name, position=said, source=CLOSING),
    ).to_markdown(language)


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("name", MARKUP)
def test_a_name_is_shown_as_it_is_and_is_never_markup(name, language):
    shown = html(page(name, language))
    assert re.findall("<[^>]*>", shown) == re.findall("<[^>]*>", html(page("Xã Minh Quân", language)))
    words = " ".join(name.split())
    assert unescape(shown).count(words) >= 20


@pytest.mark.parametrize("name", ["http://a.vn", "www.a.vn", "mailto:a@b.vn", "HTTPS://a.vn", "WWW.a.vn"])
def test_a_bare_address_is_shown_and_made_a_link_by_no_reader(name):
    text = page(name, "en")
    assert name not in text
    assert name in unescape(html(text))
