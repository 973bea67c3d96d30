import pickle
from datetime import date
from fractions import Fraction

import attrs
import pytest

from xhht import (
    AmendableKind,
    Amendment,
    Assignment,
    Caveat,
    Change,
    ChangeKind,
    Comparison,
    Duty,
    GrowthTarget,
    Once,
    Reading,
    Removal,
    Role,
    Source,
    Text,
    TierShare,
    WhenNeeded,
    Yearly,
    differences,
)
from xhht.errors import UnknownIdError
from xhht.programmes import ctph_154

PROGRAMME = ctph_154.PROGRAMME
ALL = tuple(party.id for party in PROGRAMME.parties)
WORDS = Text("Chợ phiên", "Fair")
CLOSING = Source("154/CTPH-LN", "closing")
UNITS, CLANS = PROGRAMME.target("units_recognised"), PROGRAMME.target("clans_recognised")
FESTIVAL, YEARLY = PROGRAMME.duty("great_unity_commendation"), PROGRAMME.duty("yearly_assessment")


def amended(**changes):
    return PROGRAMME.amend(Amendment(id="1", effective_on=date(2018, 1, 1), agreed_by=ALL, **changes))


def explained(kind, old, **fields):
    """What is said of a part whose fields have changed, in English and in Vietnamese."""
    found = differences(PROGRAMME, amended(**{kind: (attrs.evolve(old, **fields),)}))
    assert [change.field for change in found] == list(fields)
    return [(change.explain(), change.explain("vi")) for change in found]


def test_a_programme_does_not_differ_from_itself():
    assert differences(PROGRAMME, PROGRAMME) == ()
    assert differences(amended(targets=(UNITS,)), PROGRAMME) == ()


def test_a_new_threshold_is_told_with_its_tiers():
    assert explained("targets", UNITS, shares=(TierShare(None, Fraction(13, 20)),)) == [
        (
            (
                "Target “Agencies, schools and enterprises recognised as learning units”: share asked changed from "
                "60% to "
                "65%."
            ),
            (
                "Chỉ tiêu “Cơ quan, trường học, doanh nghiệp được công nhận ‘Đơn vị học tập’”: mức yêu cầu điều "
                "chỉnh từ "
                "60% thành 65%."
            ),
        )
    ]
    harder = CLANS.with_share(Fraction(45, 100), tier="general")
    ((english, vietnamese),) = explained("targets", CLANS, shares=harder.shares)
    assert english.endswith("to General 45%, Developed 50%, Disadvantaged 30%.")
    assert "từ Mức chung 40%, Vùng kinh tế phát triển 50%, Vùng khó khăn 30% thành Mức chung 45%" in vietnamese


def test_the_values_themselves_stand_beside_the_words():
    (change,) = differences(PROGRAMME, amended(targets=(UNITS.with_share(Fraction(13, 20)),)))
    assert (change.group, change.id, change.kind) == (AmendableKind.TARGETS, UNITS.id, ChangeKind.CHANGED)
    assert (change.before, change.after) == (UNITS.shares, (TierShare(None, Fraction(13, 20)),))
    assert pickle.loads(pickle.dumps(change)) == change


def test_parts_that_come_and_go_are_named_by_their_list():
    new = Duty("fair", WORDS, assignments=(Assignment("front", "own"),), recurrence=WhenNeeded(WORDS), source=CLOSING)
    found = differences(PROGRAMME, amended(added=(new,), removed=(Removal("targets", UNITS.id),)))
    assert [(c.kind, c.id, c.before, c.after) for c in found] == [
        (ChangeKind.REMOVED, UNITS.id, UNITS, None),
        (ChangeKind.ADDED, "fair", None, new),
    ]
    assert [c.explain() for c in found] == [
        "Target “Agencies, schools and enterprises recognised as learning units”: removed.",
        "Duty “Fair”: added.",
    ]
    assert found[1].explain("vi") == "Công việc định kỳ “Chợ phiên”: bổ sung."
    assert Change(AmendableKind.DUTIES, "fair", ChangeKind.ADDED).explain() == "Duty “fair”: added."


def test_the_way_back_tells_the_reverse():
    there = amended(targets=(UNITS.with_share(Fraction(13, 20)),), removed=(Removal("duties", "policy_sharing"),))
    back = [(c.kind, c.id) for c in differences(there, PROGRAMME)]
    assert back == [(ChangeKind.CHANGED, UNITS.id), (ChangeKind.ADDED, "policy_sharing")]


@pytest.mark.parametrize(
    ("old", "recurrence", "english", "vietnamese"),
    [
        (
            YEARLY,
            Yearly(2, 29, is_stated=True),
            "from every year on 31 December (by convention) to every year on 29 February (stated by the text)",
            "từ ngày 31/12 hằng năm (theo quy ước) thành ngày 29/02 hằng năm (văn bản quy định)",
        ),
        (
            FESTIVAL,
            Once(date(2018, 3, 1), is_stated=False),
            "from every year on 18 November (stated by the text) to 1 March 2018 (by convention)",
            "từ ngày 18/11 hằng năm (văn bản quy định) thành 01/3/2018 (theo quy ước)",
        ),
        (
            FESTIVAL,
            WhenNeeded(WORDS),
            "from every year on 18 November (stated by the text) to “Fair”",
            "từ ngày 18/11 hằng năm (văn bản quy định) thành “Chợ phiên”",
        ),
    ],
)
def test_a_day_that_moves_is_told_in_words(old, recurrence, english, vietnamese):
    assert explained("duties", old, recurrence=recurrence) == [
        (
            f"Duty “{old.text.en}”: day changed {english}.",
            f"Công việc định kỳ “{old.text.vi}”: thời điểm điều chỉnh {vietnamese}.",
        )
    ]


def test_several_days_are_told_one_after_the_other():
    halves = (Yearly(6, 30, is_stated=False), Yearly(12, 15, is_stated=False))
    ((english, vietnamese),) = explained("duties", YEARLY, recurrence=halves)
    assert english.endswith("to every year on 30 June (by convention), every year on 15 December (by convention).")
    assert vietnamese.endswith("thành ngày 30/6 hằng năm (theo quy ước), ngày 15/12 hằng năm (theo quy ước).")


def test_bodies_that_take_over_a_task_are_told_with_their_roles():
    task = PROGRAMME.responsibility("veterans_build_funds")
    assert explained("responsibilities", task, assignments=(Assignment("youth", Role.LEAD),), contents=()) == [
        (
            (
                f"Responsibility “{task.text.en}”: assignments changed from Veterans' Association (carries out) to "
                "Youth "
                "Union (leads)."
            ),
            (
                f"Nhiệm vụ “{task.text.vi}”: phân công điều chỉnh từ Hội Cựu chiến binh (thực hiện) thành Tỉnh "
                "đoàn (chủ "
                "trì)."
            ),
        ),
        (
            f"Responsibility “{task.text.en}”: contents changed from Movement, funds and rewards to none.",
            (
                f"Nhiệm vụ “{task.text.vi}”: nội dung phối hợp điều chỉnh từ Phong trào, Quỹ khuyến học và khen thưởng "
                "thành không có."
            ),
        ),
    ]


def test_the_words_of_a_target_are_told():
    found = explained(
        "targets",
        UNITS,
        name=WORDS,
        due_on=date(2020, 6, 30),
        comparison=Comparison.MORE_THAN,
        caveats=(Caveat.DUE_DAY_BY_CONVENTION,),
        source=CLOSING,
    )
    english, vietnamese = zip(*found, strict=True)
    assert english[0].endswith("to “Fair”.")
    assert "31 December 2020 to 30 June 2020" in english[1]
    assert "31/12/2020 thành 30/6/2020" in vietnamese[1]
    assert "comparison changed from at least to more than" in english[2]
    assert "cách so sánh điều chỉnh từ ít nhất thành trên" in vietnamese[2]
    assert Caveat.DUE_DAY_BY_CONVENTION.text("en") in english[3]
    assert "section II.2, third dash, Coordination Programme 154/CTPH-LN to the closing part" in english[4]


def test_a_level_that_becomes_a_growth_is_told_as_another_kind_of_target():
    growth = GrowthTarget(
        UNITS.id,
        name=UNITS.name,
        indicator=UNITS.indicator,
        due_on=UNITS.due_on,
        comparison=UNITS.comparison,
        answerable=UNITS.answerable,
        caveats=UNITS.caveats,
        source=UNITS.source,
        shares=(TierShare(None, Fraction(1, 40)),),
    )
    (change,) = differences(PROGRAMME, amended(targets=(growth,)))
    assert (change.field, change.before, change.after) == ("rule", UNITS, growth)
    assert change.explain() == (
        "Target “Agencies, schools and enterprises recognised as learning units”: kind of target changed from a share "
        "to reach 60% to a yearly rise 2.5%."
    )
    (back,) = differences(amended(targets=(growth,)), PROGRAMME)
    assert "từ mức tăng mỗi năm 2,5% thành mức phải đạt 60%" in back.explain("vi")
    mixed = (TierShare(None, Fraction(1, 40)), TierShare("developed", Fraction(3, 100)))
    there = amended(targets=(attrs.evolve(growth, shares=mixed),))
    assert "a yearly rise every other tier 2.5%, Developed 3%." in differences(PROGRAMME, there)[0].explain()


def test_another_reading_of_a_rise_is_told():
    rule = PROGRAMME.target("families_recognised")
    ((english, vietnamese),) = explained("targets", rule, reading=Reading.RELATIVE)
    assert "percentage points of all to per cent of the baseline" in english
    assert "điểm phần trăm trên tổng số thành phần trăm so với số liệu gốc" in vietnamese


TRAITS = (
    *("town", "city", "low_lying_district", "many_ethnic_minorities"),
    *("mountain", "remote", "special_difficulty"),
)


def test_the_traits_of_a_tier_are_told_in_one_order():
    tier = PROGRAMME.tier("developed")
    ((english, vietnamese),) = explained("tiers", tier, traits=TRAITS)
    assert english.endswith(
        "to city, low-lying district, many people of ethnic minorities, mountain area, remote area, "
        "special difficulty, town."
    )
    assert "vùng sâu, vùng xa" in vietnamese


def test_a_new_name_of_a_body_is_told_in_the_readers_language():
    party = PROGRAMME.party("front")
    ((english, vietnamese),) = explained("parties", party, short_name=WORDS)
    assert english == "Party “Fair”: short name changed from “Fatherland Front” to “Fair”."
    assert vietnamese.endswith("thành “Chợ phiên”.")


def test_the_levels_of_a_target_are_told_in_words():
    ((english, vietnamese),) = explained("targets", PROGRAMME.target("members"), levels=("province", "district"))
    assert english.endswith("levels of administration changed from province to province, district.")
    assert vietnamese.endswith("điều chỉnh từ cấp tỉnh thành cấp tỉnh, cấp huyện.")
    ((english, vietnamese),) = explained("targets", PROGRAMME.target("members"), levels=None)
    assert english.endswith("from province to not given.")
    assert vietnamese.endswith("từ cấp tỉnh thành không quy định.")


@pytest.mark.parametrize("kind", AmendableKind)
def test_every_field_of_every_part_has_a_name_in_both_languages(kind):
    for part in PROGRAMME.parts(kind):
        for field in attrs.fields(type(part)):
            if field.name not in ("id", "words"):
                value = getattr(part, field.name)
                change = Change(kind, part.id, ChangeKind.CHANGED, field=field.name, before=value, after=value)
                assert len({change.explain("en"), change.explain("vi")}) == 2
                assert "(" not in change.explain("en").partition(": ")[0]


def test_an_unknown_language_is_refused():
    with pytest.raises(UnknownIdError, match="unknown language 'fr'"):
        Change(AmendableKind.DUTIES, "x", ChangeKind.ADDED).explain("fr")


def test_changes_over_several_amendments_are_told_at_once():
    first = amended(targets=(UNITS.with_share(Fraction(13, 20)),))
    second = first.amend(
        Amendment(
            id="2",
            effective_on=date(2019, 1, 1),
            agreed_by=ALL,
            targets=(UNITS.with_share(Fraction(7, 10)), CLANS.with_share(Fraction(9, 20), tier="general")),
        )
    )
    assert [c.id for c in differences(PROGRAMME, second)] == [CLANS.id, UNITS.id]
    assert [c.id for c in differences(first, second)] == [CLANS.id, UNITS.id]
    assert "changed from 60% to 70%" in differences(PROGRAMME, second)[1].explain()


def test_whether_a_target_is_asked_of_each_body_is_said_in_words():
    (change,) = differences(PROGRAMME, amended(targets=(attrs.evolve(CLANS, is_by_party=True),)))
    assert change.explain("en").endswith("asked of each body changed from no to yes.")
    assert change.explain("vi").endswith("giao riêng từng đơn vị điều chỉnh từ không thành có.")
