from datetime import UTC, date, datetime
from fractions import Fraction

import attrs
import pytest

from xhht import (
    Amendment,
    AmendmentRule,
    Assignment,
    Basis,
    Beneficiary,
    Campaign,
    Clause,
    Content,
    Document,
    Duty,
    FocalPoint,
    Indicator,
    LearningTitle,
    LevelTarget,
    Party,
    Programme,
    Recipient,
    Region,
    Removal,
    Responsibility,
    Signature,
    Source,
    Statement,
    Territory,
    Text,
    Tier,
    TierShare,
    WhenNeeded,
)
from xhht.errors import (
    InvalidAmendmentError,
    InvalidProgrammeError,
    InvalidTypeError,
    InvalidValueError,
    UnknownIdError,
)

WORDS = Text("Dòng họ", "Clan")
DOCUMENT = Document("1/VB", WORDS)
SOURCE = Source("1/VB", "II.2")
OTHER = Source("1/VB", "closing")
FIRST, LAST = date(2016, 12, 1), date(2020, 12, 31)

PARTS = {
    "clauses": (Clause(SOURCE, kind="target", gist=WORDS), Clause(OTHER, kind="process", gist=WORDS)),
    "bases": (Basis(DOCUMENT, printed="1/VB", source=SOURCE),),
    "parties": (
        Party("front", WORDS, short_name=WORDS, members=WORDS, source=SOURCE),
        Party("labour", WORDS, short_name=WORDS, members=WORDS, source=SOURCE),
    ),
    "focal_points": (FocalPoint("front", WORDS, source=SOURCE),),
    "signatures": (Signature("front", "Nguyễn Văn A", WORDS, source=SOURCE),),
    "recipients": (Recipient(WORDS, source=SOURCE),),
    "statements": (Statement("goal", WORDS, kind="goal", source=SOURCE),),
    "contents": (Content("publicity", WORDS, text=WORDS, source=SOURCE),),
    "campaigns": (Campaign("new_rural", WORDS, kind="campaign", party="front", source=SOURCE),),
    "beneficiaries": (Beneficiary("workers", WORDS, source=SOURCE),),
    "titles": (LearningTitle("clan", WORDS, holders=WORDS, indicator="clans", source=SOURCE),),
    "tiers": (Tier("general", WORDS, test=WORDS, source=SOURCE),),
    "indicators": (Indicator("clans", WORDS, numerator=WORDS, denominator=WORDS, title="clan", source=SOURCE),),
    "targets": (
        LevelTarget(
            "clans_recognised",
            name=WORDS,
            indicator="clans",
            due_on=LAST,
            answerable=("front",),
            shares=(TierShare(None, Fraction(2, 5)),),
            source=SOURCE,
        ),
    ),
    "responsibilities": (
        Responsibility(
            "training",
            WORDS,
            assignments=(Assignment("front", "lead"),),
            contents=("publicity",),
            titles=("clan",),
            campaigns=("new_rural",),
            beneficiaries=("workers",),
            source=SOURCE,
        ),
    ),
    "duties": (
        Duty(
            "report",
            WORDS,
            assignments=(Assignment("front", "lead"),),
            recurrence=WhenNeeded(WORDS),
            responsibilities=("training",),
            source=OTHER,
        ),
    ),
}


def programme(**changes):
    common = {"document": DOCUMENT, "subject": WORDS, "starts_on": FIRST, "ends_on": LAST, "source": SOURCE}
    return Programme("programme", **{**common, **PARTS, **changes})


def problems(**changes):
    with pytest.raises(InvalidProgrammeError) as caught:
        programme(**changes)
    assert str(caught.value).startswith("programme 'programme': ")
    return [str(problem) for problem in caught.value.problems]


def changed(kind, **fields):
    first, *rest = PARTS[kind]
    return {kind: (attrs.evolve(first, **fields), *rest)}


WHOLE = programme()


@pytest.mark.parametrize(
    ("kind", "known"),
    [
        ("target", "clans_recognised"),
        ("indicator", "clans"),
        ("party", "labour"),
        ("title", "clan"),
        ("tier", "general"),
        ("responsibility", "training"),
        ("duty", "report"),
    ],
)
def test_every_part_is_found_by_its_id_and_a_mistyped_id_names_the_nearest(kind, known):
    find = getattr(WHOLE, kind)
    assert find(known).id == known
    with pytest.raises(UnknownIdError, match=f"unknown {kind} '{known}s'; did you mean '{known}'"):
        find(f"{known}s")


def test_a_clause_is_found_by_its_number():
    assert WHOLE.clause("closing").source == OTHER
    with pytest.raises(UnknownIdError, match=r"unknown clause 'II\.3'; did you mean 'II\.2'"):
        WHOLE.clause("II.3")


def test_the_responsibilities_of_a_party_are_those_in_which_it_takes_part():
    assert [r.id for r in WHOLE.responsibilities_of("front")] == ["training"]
    assert WHOLE.responsibilities_of("labour") == ()
    with pytest.raises(UnknownIdError, match="unknown party 'fornt'; did you mean 'front'"):
        WHOLE.responsibilities_of("fornt")


def test_a_programme_measures_its_indicators_only():
    assert WHOLE.measures("clans")
    assert not WHOLE.measures("families")


def test_everything_that_cites_a_clause_is_listed():
    whole = programme(amendment_rule=AmendmentRule(WORDS, source=OTHER))
    cited = list(whole.citations())
    assert cited[0] == (whole, SOURCE)
    assert cited[-1] == (whole.amendment_rule, OTHER)
    parts = {kind for kind in PARTS if kind != "clauses"}
    assert len(cited) == 2 + sum(len(PARTS[kind]) for kind in parts)
    assert len(list(WHOLE.citations())) == len(cited) - 1


def test_lists_of_parts_become_tuples():
    assert programme(parties=list(PARTS["parties"])) == WHOLE
    assert hash(programme(parties=list(PARTS["parties"]))) == hash(WHOLE)


@pytest.mark.parametrize("kind", PARTS)
def test_a_part_of_another_kind_is_named_by_its_place(kind):
    with pytest.raises(InvalidTypeError, match=rf"Programme\.{kind}\[0\] is a .*, got str 'x'"):
        programme(**{kind: ("x",)})


@pytest.mark.parametrize(
    "fields",
    [
        {"document": "1/VB"},
        {"subject": "words"},
        {"source": "II.2"},
        {"amendment_rule": "closing"},
        {"starts_on": "2016-12-01"},
        {"ends_on": datetime(2020, 12, 31, tzinfo=UTC)},
    ],
)
def test_a_field_of_another_kind_is_refused(fields):
    with pytest.raises(InvalidTypeError):
        programme(**fields)


def test_an_end_before_the_start_is_refused():
    assert problems(ends_on=date(2016, 11, 30), targets=()) == ["it ends on 2016-11-30, before it starts on 2016-12-01"]


@pytest.mark.parametrize(
    "kind",
    [
        *("parties", "statements", "contents", "campaigns", "beneficiaries", "titles"),
        *("tiers", "indicators", "targets", "responsibilities", "duties"),
    ],
)
def test_an_id_that_stands_twice_is_named_with_both_places(kind):
    twice = (*PARTS[kind], PARTS[kind][0])
    assert problems(**{kind: twice}) == [
        f"id {twice[0].id!r} stands twice, in {kind}[0] and {kind}[{len(twice) - 1}]; rename one"
    ]


def test_an_id_may_stand_in_lists_of_different_parts():
    assert programme(**changed("statements", id="front")).statements[0].id == "front"


@pytest.mark.parametrize(
    ("kind", "fields", "what"),
    [
        ("focal_points", {"party": "fornt"}, "party 'fornt' in focal_points[0]; did you mean 'front'?"),
        ("signatures", {"party": "fornt"}, "party 'fornt' in signatures[0]; did you mean 'front'?"),
        ("campaigns", {"party": "fornt"}, "party 'fornt' in campaigns[0]; did you mean 'front'?"),
        ("titles", {"indicator": "clan"}, "indicator 'clan' in titles[0]; did you mean 'clans'?"),
        ("indicators", {"title": "clans"}, "title 'clans' in indicators[0]; did you mean 'clan'?"),
        ("targets", {"indicator": "clan"}, "indicator 'clan' in targets[0]; did you mean 'clans'?"),
        ("targets", {"answerable": ["fornt"]}, "party 'fornt' in targets[0]; did you mean 'front'?"),
        (
            "responsibilities",
            {"assignments": (Assignment("fornt", "lead"),)},
            "party 'fornt' in responsibilities[0]; did you mean 'front'?",
        ),
        ("responsibilities", {"contents": ["x"]}, "content 'x' in responsibilities[0]; known: publicity"),
        ("responsibilities", {"titles": ["x"]}, "title 'x' in responsibilities[0]; known: clan"),
        ("responsibilities", {"campaigns": ["x"]}, "campaign 'x' in responsibilities[0]; known: new_rural"),
        ("responsibilities", {"beneficiaries": ["x"]}, "beneficiary 'x' in responsibilities[0]; known: workers"),
        ("duties", {"assignments": (Assignment("x", "lead"),)}, "party 'x' in duties[0]; known: front, labour"),
        ("duties", {"responsibilities": ["x"]}, "responsibility 'x' in duties[0]; known: training"),
    ],
)
def test_an_id_that_leads_nowhere_is_named_with_its_place(kind, fields, what):
    assert problems(**changed(kind, **fields)) == [f"unknown {what}"]


def test_a_target_may_ask_only_tiers_that_exist():
    levels = (TierShare("general", Fraction(2, 5)), TierShare("developed", Fraction(1, 2)))
    assert problems(**changed("targets", shares=levels)) == ["unknown tier 'developed' in targets[0]; known: general"]


def test_every_tier_is_asked_something():
    urban, rural = (Tier(one, WORDS, test=WORDS, source=SOURCE) for one in ("urban", "rural"))
    of_urban = (TierShare("urban", Fraction(2, 5)),)
    (problem,) = problems(tiers=(urban, rural), **changed("targets", shares=of_urban))
    assert problem.startswith("target 'clans_recognised' asks nothing of the tier 'rural'; give its share")
    assert programme(tiers=(urban,), **changed("targets", shares=of_urban)).default_tier is None


@pytest.mark.parametrize("day", [date(2016, 11, 30), date(2021, 1, 1)])
def test_a_target_is_due_in_the_life_of_its_programme(day):
    (problem,) = problems(**changed("targets", due_on=day))
    assert problem.startswith(f"target 'clans_recognised' is due on {day}, but the programme lasts from 2016-12-01 to")
    assert programme(**changed("targets", due_on=FIRST)).targets[0].due_on == FIRST


def test_a_default_tier_is_one_of_the_tiers():
    assert programme(default_tier="general").default_tier == "general"
    assert problems(default_tier="generl") == ["unknown tier 'generl' in default_tier; did you mean 'general'?"]


def tiered(**changes):
    tiers = [Tier(one, WORDS, test=WORDS, traits=traits, source=SOURCE) for one, traits in TRAITS.items()]
    return programme(tiers=(*PARTS["tiers"], *tiers), **changes)


TRAITS = {"developed": ("town", "city"), "disadvantaged": ("remote",)}
EVERY = ("general", *TRAITS)


@pytest.mark.parametrize(
    ("traits", "with_default", "without"),
    [
        (None, EVERY, EVERY),
        ((), ("general",), EVERY),
        (("island",), ("general",), EVERY),
        (("city",), ("developed",), ("developed",)),
        (("city", "town"), ("developed",), ("developed",)),
        (("city", "remote"), ("developed", "disadvantaged"), ("developed", "disadvantaged")),
    ],
)
def test_a_region_is_in_the_tiers_that_its_traits_allow(traits, with_default, without):
    region = Region("a", "Xã A", level="commune", traits=traits)
    for default, tiers in (("general", with_default), (None, without)):
        text = tiered(default_tier=default)
        assert text.tiers_in_question(region) == tiers
        assert text.tier_of(region) == (tiers[0] if len(tiers) == 1 else None)


def test_the_territory_itself_is_in_the_default_tier_whatever_its_traits():
    province = Region("yen-bai", "Tỉnh Yên Bái", level="province", traits=["remote"])
    territory = Territory("yen-bai", WORDS, level="province")
    assert tiered(territory=territory, default_tier="general").tier_of(province) == "general"
    assert tiered(territory=territory).tier_of(province) == "disadvantaged"
    assert tiered(default_tier="general").tier_of(province) == "disadvantaged"


def test_without_tiers_no_tier_is_in_question():
    text = programme(tiers=())
    assert text.tiers_in_question(Region("a", "Xã A", level="commune")) == ()
    assert text.tier_of(Region("a", "Xã A", level="commune")) is None


def test_a_programme_without_targets_needs_no_tiers():
    assert programme(tiers=(), targets=()).targets == ()


def test_a_source_that_the_text_does_not_have_is_named_with_its_part():
    wrong = Source("1/VB", "II.3")
    assert problems(**changed("duties", source=wrong)) == [
        "unknown clause 'II.3, 1/VB' in Duty report; known: II.2, closing"
    ]
    (found,) = problems(amendment_rule=AmendmentRule(WORDS, source=wrong))
    assert found.startswith("unknown clause 'II.3, 1/VB' in AmendmentRule")


def test_a_part_without_an_id_is_named_by_its_kind():
    (found,) = problems(**changed("recipients", source=Source("1/VB", "II.3")))
    assert "in Recipient;" in found


def test_the_right_number_of_another_document_is_another_source():
    (found,) = problems(**changed("duties", source=Source("2/VB", "II.2")))
    assert found.startswith("unknown clause 'II.2, 2/VB' in Duty report")


def test_a_clause_that_stands_twice_is_named():
    assert problems(clauses=(*PARTS["clauses"], PARTS["clauses"][0])) == ["clauses stand twice: II.2; keep one of each"]


def test_all_problems_are_reported_together():
    found = problems(
        ends_on=date(2016, 11, 30),
        targets=(),
        parties=(*PARTS["parties"], PARTS["parties"][0]),
        **changed("signatures", party="fornt"),
        **changed("duties", source=Source("1/VB", "V")),
    )
    assert len(found) == 4


def test_the_refusal_is_also_a_value_error():
    with pytest.raises(ValueError, match="1 problem"):
        programme(ends_on=date(2016, 11, 30), targets=())


def test_the_problems_are_errors_of_their_own():
    with pytest.raises(InvalidProgrammeError) as caught:
        programme(ends_on=date(2016, 11, 30), targets=(), **changed("signatures", party="fornt"))
    assert [type(problem) for problem in caught.value.problems] == [InvalidValueError, UnknownIdError]


# --- amendments -------------------------------------------------------------------------------------------------

CHANGED = date(2019, 1, 1)
HIGHER = PARTS["targets"][0].with_share(Fraction(1, 2))
SECOND = Duty("second", WORDS, assignments=(Assignment("labour", "own"),), recurrence=WhenNeeded(WORDS), source=SOURCE)


def amendment(amendment_id="first", **changes):
    return Amendment(**{"id": amendment_id, "effective_on": CHANGED, "agreed_by": ("front",), **changes})


def refused(whole, change):
    with pytest.raises(InvalidAmendmentError) as caught:
        whole.amend(change)
    assert str(caught.value).startswith(f"amendment {change.id!r} of programme 'programme': ")
    return [str(problem) for problem in caught.value.problems]


def test_an_amendment_changes_a_copy_and_keeps_the_text_before_it():
    revision = WHOLE.amend(amendment(targets=(HIGHER,)))
    assert revision.target("clans_recognised").asked_of("general") == Fraction(1, 2)
    assert WHOLE.target("clans_recognised").asked_of("general") == Fraction(2, 5)
    assert revision.previous is WHOLE
    assert revision.revisions() == (WHOLE, revision)


def test_an_amendment_adds_and_removes_parts_and_keeps_their_order():
    revision = WHOLE.amend(amendment(added=(SECOND,), removed=(Removal("targets", "clans_recognised"),)))
    assert [duty.id for duty in revision.duties] == ["report", "second"]
    assert revision.targets == ()
    assert revision.parts("duties") == revision.duties


def test_the_text_is_read_as_of_a_day():
    revision = WHOLE.amend(amendment(targets=(HIGHER,)))
    assert revision.as_of(date(2018, 12, 31)) is WHOLE
    assert revision.as_of(CHANGED) is revision
    assert WHOLE.as_of(CHANGED) is WHOLE
    with pytest.raises(InvalidTypeError, match="the day of a revision is a datetime"):
        revision.as_of("2019-01-01")


def test_only_an_amendment_amends():
    with pytest.raises(InvalidTypeError, match="an amendment is an Amendment, got LevelTarget"):
        WHOLE.amend(HIGHER)


def test_an_amendment_without_the_agreement_of_all_is_refused_with_the_rule_that_says_so():
    whole = programme(amendment_rule=AmendmentRule(WORDS, source=OTHER))
    (found,) = refused(whole, amendment(targets=(HIGHER,), agreed_by=()))
    assert "needs the agreement of every signing body (closing, 1/VB); missing: front (Clan)" in found


def test_without_signatures_every_party_must_agree():
    (found,) = refused(programme(signatures=()), amendment(targets=(HIGHER,)))
    assert "missing: labour (Clan)" in found


def test_everything_that_stands_against_an_amendment_is_reported_together():
    revision = WHOLE.amend(amendment(targets=(HIGHER,)))
    change = amendment(
        effective_on=date(2018, 1, 1),
        agreed_by=("fornt",),
        targets=(attrs.evolve(HIGHER, id="clan_recognised"),),
        added=(PARTS["duties"][0],),
    )
    found = refused(revision, change)
    assert len(found) == 6
    assert any("unknown signing body 'fornt'" in problem for problem in found)
    assert any("needs the agreement of every signing body" in problem for problem in found)
    assert any("takes effect on 2018-01-01, before the text it changes (2019-01-01)" in problem for problem in found)
    assert any("an amendment 'first' stands already" in problem for problem in found)
    assert any("unknown targets 'clan_recognised'" in problem for problem in found)
    assert any("'report' in duties of amendment 'first' is there already" in problem for problem in found)


def test_an_amendment_before_the_programme_begins_is_refused():
    (found,) = refused(WHOLE, amendment(targets=(HIGHER,), effective_on=date(2016, 11, 30)))
    assert "before the text it changes (2016-12-01)" in found


def test_an_amendment_that_leaves_a_link_broken_is_refused():
    with pytest.raises(InvalidProgrammeError, match="unknown responsibility 'training' in duties"):
        WHOLE.amend(amendment(removed=(Removal("responsibilities", "training"),)))


def test_the_picture_of_a_programme_counts_its_parts():
    assert "parties=<2>" in repr(WHOLE)
