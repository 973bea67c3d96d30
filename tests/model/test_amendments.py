import copy
import pickle
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import attrs
import pytest

from xhht import (
    AmendableKind,
    Amendment,
    AmendmentRule,
    Assignment,
    Document,
    Duty,
    GrowthTarget,
    LevelTarget,
    Observation,
    Outcome,
    Party,
    Region,
    Removal,
    Responsibility,
    Role,
    Share,
    Source,
    Text,
    Tier,
    TierShare,
    Yearly,
    assess,
)
from xhht.errors import (
    InvalidAmendmentError,
    InvalidProgrammeError,
    InvalidTypeError,
    InvalidValueError,
    NotAgreedError,
    UnknownChoiceError,
    UnknownIdError,
)
from xhht.programmes import ctph_154

PROGRAMME = ctph_154.PROGRAMME
ALL = tuple(party.id for party in PROGRAMME.parties)
CLOSING = Source("154/CTPH-LN", "closing")
WORDS = Text("Công an tỉnh", "Provincial police")
POLICE = Party("police", WORDS, short_name=WORDS, members=WORDS, source=CLOSING)
UNITS = PROGRAMME.target("units_recognised")
DAY = date(2018, 1, 1)


def amendment(amendment_id="2018-1", **changes):
    return Amendment(**{"id": amendment_id, "effective_on": DAY, "agreed_by": ALL, **changes})


def harder(per_cent):
    return UNITS.with_share(Fraction(per_cent, 100))


def refused(programme, change):
    with pytest.raises(InvalidAmendmentError) as caught:
        programme.amend(change)
    return caught.value.problems


# --- the amendment itself ---------------------------------------------------------------------------------------


def test_an_amendment_that_changes_nothing_is_refused():
    with pytest.raises(InvalidValueError, match="amendment '2018-1' changes nothing; name what it changes"):
        amendment()


@pytest.mark.parametrize(
    "changes",
    [
        {"targets": (UNITS, harder(65))},
        {"targets": (UNITS,), "removed": (Removal("targets", UNITS.id),)},
        {"added": (UNITS,), "removed": (Removal("targets", UNITS.id),)},
        {"targets": (UNITS,), "added": (UNITS,)},
        {"removed": (Removal("targets", UNITS.id), Removal("targets", UNITS.id))},
    ],
)
def test_a_part_is_touched_once(changes):
    with pytest.raises(InvalidValueError, match=r"touches a part twice \(targets: units_recognised\)"):
        amendment(**changes)


def test_parts_of_two_kinds_may_have_one_id():
    change = amendment(targets=(UNITS,), removed=(Removal("duties", UNITS.id),))
    assert change.changed == (UNITS,)


@pytest.mark.parametrize(
    "changes",
    [
        {"targets": (PROGRAMME.duties[0],)},
        {"responsibilities": (UNITS,)},
        {"duties": ("yearly_assessment",)},
        {"tiers": (POLICE,)},
        {"parties": ("police",)},
        {"added": (PROGRAMME.titles[0],)},
        {"removed": (("targets", "units_recognised"),)},
        {"targets": UNITS},
        {"targets": (UNITS,), "agreed_by": "front"},
        {"targets": (UNITS,), "effective_on": "2018-01-01"},
        {"targets": (UNITS,), "effective_on": datetime(2018, 1, 1, tzinfo=UTC)},
        {"targets": (UNITS,), "note": "because"},
        {"targets": (UNITS,), "id": 1},
    ],
)
def test_a_field_of_another_kind_is_refused(changes):
    with pytest.raises(InvalidTypeError):
        amendment(**changes)


def test_a_body_agrees_once():
    with pytest.raises(InvalidValueError, match="given twice: front"):
        amendment(targets=(UNITS,), agreed_by=("front", "front"))


def test_a_removal_names_its_kind_from_a_list():
    with pytest.raises(UnknownChoiceError, match="unknown amendable kind 'titles'; did you mean 'tiers'"):
        Removal("titles", "clan")
    assert Removal("targets", "x").kind is AmendableKind.TARGETS


def test_lists_become_tuples_and_the_whole_can_be_hashed_and_pickled():
    change = amendment(targets=[UNITS], agreed_by=list(ALL), note=WORDS)
    assert change.targets == (UNITS,)
    assert pickle.loads(pickle.dumps(change)) == change
    assert hash(change) == hash(copy.deepcopy(change))


def test_only_a_body_that_is_added_joins():
    assert amendment(added=(POLICE, attrs.evolve(UNITS, id="other"))).joining == ("police",)
    assert amendment(parties=(POLICE,)).joining == ()


# --- agreement --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("missing", ALL)
def test_each_signing_body_must_agree_and_is_named_where_it_has_not(missing):
    agreed = tuple(party for party in ALL if party != missing)
    (problem,) = refused(PROGRAMME, amendment(targets=(harder(65),), agreed_by=agreed))
    assert isinstance(problem, NotAgreedError)
    assert f"missing: {missing} ({PROGRAMME.party(missing).name.en})" in str(problem)
    assert "closing, 154/CTPH-LN" in str(problem)


def test_all_bodies_that_have_not_agreed_are_named_together():
    (problem,) = refused(PROGRAMME, amendment(targets=(harder(65),), agreed_by=()))
    assert all(party in str(problem) for party in ALL)


def test_the_order_of_the_agreements_does_not_matter():
    change = amendment(targets=(harder(65),), agreed_by=ALL[::-1])
    assert PROGRAMME.amend(change).target(UNITS.id) == harder(65)


def test_a_stranger_cannot_agree():
    (problem,) = refused(PROGRAMME, amendment(targets=(harder(65),), agreed_by=(*ALL, "police")))
    assert isinstance(problem, UnknownIdError)
    assert "unknown signing body 'police' in the agreement to amendment '2018-1'" in str(problem)


def test_a_body_that_is_added_may_agree_and_signs_from_then_on():
    alone = PROGRAMME.amend(amendment(added=(POLICE,)))
    assert alone == PROGRAMME.amend(amendment(added=(POLICE,))) != PROGRAMME
    joined = PROGRAMME.amend(amendment(added=(POLICE,), agreed_by=(*ALL, "police")))
    assert [party.id for party in joined.parties] == [*ALL, "police"]
    (problem,) = refused(joined, amendment("2019-1", effective_on=date(2019, 1, 1), targets=(harder(65),)))
    assert "missing: police (Provincial police)" in str(problem)
    later = amendment("2019-1", effective_on=date(2019, 1, 1), targets=(harder(65),), agreed_by=(*ALL, "police"))
    assert joined.amend(later).target(UNITS.id) == harder(65)


def test_another_part_of_the_same_id_makes_nobody_a_signing_body():
    signed_by_one = attrs.evolve(PROGRAMME, signatures=PROGRAMME.signatures[:1])
    duty = attrs.evolve(PROGRAMME.duties[0], id="labour")
    first = signed_by_one.amend(amendment(added=(duty,), agreed_by=("front",)))
    second = amendment("2018-2", targets=(harder(65),), agreed_by=("front",))
    assert first.amend(second).target(UNITS.id) == harder(65)


def without(party, parts):
    """Parts in which a body had a share, without it; and removals of those that were its alone."""
    changed, removed = [], []
    for part in parts:
        if party in part.parties:
            others = tuple(a for a in part.assignments if a.party != party)
            (changed if others else removed).append(attrs.evolve(part, assignments=others) if others else part.id)
    return changed, removed


def test_a_body_that_leaves_takes_its_signature_along_and_need_not_agree_any_more():
    tasks, own = without("veterans", PROGRAMME.responsibilities)
    duties, none = without("veterans", PROGRAMME.duties)
    targets = [
        attrs.evolve(target, answerable=[p for p in target.answerable if p != "veterans"])
        for target in PROGRAMME.targets
        if "veterans" in target.answerable
    ]
    assert own
    assert not none
    change = amendment(
        targets=targets,
        responsibilities=tasks,
        duties=duties,
        removed=(Removal("parties", "veterans"), *(Removal("responsibilities", task) for task in own)),
    )
    (problem,) = refused(PROGRAMME, attrs.evolve(change, agreed_by=[p for p in ALL if p != "veterans"]))
    assert "missing: veterans" in str(problem)
    left = PROGRAMME.amend(change)
    six = tuple(party for party in ALL if party != "veterans")
    assert tuple(party.id for party in left.parties) == six
    assert {s.party for s in left.signatures} == {p.party for p in left.focal_points} == set(six)
    assert {c.party for c in left.campaigns} <= {None, *six}
    assert {content.parties for content in left.contents} == {six}
    raised = left.target(UNITS.id).with_share(Fraction(65, 100))
    later = amendment("2019-1", effective_on=date(2019, 1, 1), targets=(raised,), agreed_by=six)
    assert left.amend(later).target(UNITS.id) == raised


def test_the_campaigns_of_a_body_that_leaves_stay_as_nobodys():
    tasks, own = without("women", PROGRAMME.responsibilities)
    duties, none = without("women", PROGRAMME.duties)
    targets = [attrs.evolve(target, answerable=()) for target in PROGRAMME.targets]
    removed = [Removal("parties", "women"), *(Removal("responsibilities", task) for task in own)]
    removed += [Removal("duties", duty) for duty in none]
    left = PROGRAMME.amend(amendment(targets=targets, responsibilities=tasks, duties=duties, removed=removed))
    theirs = {campaign.id for campaign in PROGRAMME.campaigns if campaign.party == "women"}
    assert theirs
    assert {campaign.id for campaign in left.campaigns if campaign.party is None} >= theirs
    assert len(left.campaigns) == len(PROGRAMME.campaigns)


def test_a_body_that_still_has_tasks_cannot_leave():
    with pytest.raises(InvalidProgrammeError, match="unknown party 'veterans' in responsibilities") as caught:
        PROGRAMME.amend(amendment(removed=(Removal("parties", "veterans"),)))
    assert not [p for p in caught.value.problems if "signatures" in str(p) or "focal_points" in str(p)]


# --- what fits ----------------------------------------------------------------------------------------------------

NEW_DUTY = Duty(
    "fair", WORDS, assignments=(Assignment("front", "own"),), recurrence=Yearly(5, 1, is_stated=True), source=CLOSING
)
NEW_TASK = Responsibility("patrol", WORDS, assignments=(Assignment("youth", Role.LEAD),), source=CLOSING)
NEW_TARGET = LevelTarget(
    "units_twice",
    name=WORDS,
    indicator=UNITS.indicator,
    due_on=date(2020, 12, 31),
    shares=(TierShare(None, Fraction(1, 2)),),
    source=CLOSING,
)
NEW_GROWTH = GrowthTarget(
    "units_rise",
    name=WORDS,
    indicator=UNITS.indicator,
    due_on=date(2020, 12, 31),
    shares=(TierShare(None, Fraction(1, 50)),),
    source=CLOSING,
)
NEW_TIER = Tier("islands", WORDS, test=WORDS, source=CLOSING)
NEW = {
    "targets": NEW_TARGET,
    "responsibilities": NEW_TASK,
    "duties": NEW_DUTY,
    "tiers": NEW_TIER,
    "parties": POLICE,
}


@pytest.mark.parametrize("kind", AmendableKind)
def test_every_kind_of_part_can_be_added_and_taken_out_again(kind):
    part = NEW[kind]
    with_shares = [
        attrs.evolve(t, shares=(*t.shares, TierShare(NEW_TIER.id, Fraction(1, 50)))) for t in PROGRAMME.targets
    ]
    asked = with_shares if part is NEW_TIER else ()
    added = PROGRAMME.amend(amendment(added=(part,), targets=asked))
    assert added.parts(kind) == (*PROGRAMME.parts(kind), part)
    agreed = (*ALL, *amendment(added=(part,)).joining)
    back = PROGRAMME.targets if part is NEW_TIER else ()
    gone = added.amend(amendment("2018-2", removed=(Removal(kind, part.id),), targets=back, agreed_by=agreed))
    assert gone.parts(kind) == PROGRAMME.parts(kind)


@pytest.mark.parametrize("kind", AmendableKind)
def test_every_kind_of_part_can_be_changed_in_its_place(kind):
    first, *rest = PROGRAMME.parts(kind)
    words = "text" if hasattr(first, "text") else "name"
    changed = attrs.evolve(first, **{words: WORDS})
    assert PROGRAMME.amend(amendment(**{kind.value: (changed,)})).parts(kind) == (changed, *rest)


def test_a_level_may_become_a_growth():
    growth = attrs.evolve(NEW_GROWTH, id=UNITS.id)
    assert PROGRAMME.amend(amendment(targets=(growth,))).target(UNITS.id) == growth


@pytest.mark.parametrize("kind", AmendableKind)
def test_an_unknown_part_is_named_whether_it_is_changed_or_removed(kind):
    (changed,) = refused(PROGRAMME, amendment(**{kind.value: (NEW[kind],)}))
    (removed,) = refused(PROGRAMME, amendment(removed=(Removal(kind, NEW[kind].id),)))
    assert str(changed) == str(removed)
    assert str(changed).startswith(f"unknown {kind} {NEW[kind].id!r} in {kind} of amendment '2018-1'")


@pytest.mark.parametrize("kind", AmendableKind)
def test_a_part_that_stands_already_is_changed_and_not_added(kind):
    part = PROGRAMME.parts(kind)[0]
    problem, *_ = refused(PROGRAMME, amendment(added=(part,)))
    assert f"{part.id!r} in {kind} of amendment '2018-1' is there already; change it" in str(problem)


def test_a_mistyped_id_names_the_nearest():
    (problem,) = refused(PROGRAMME, amendment(removed=(Removal("duties", "yearly_assesment"),)))
    assert "did you mean 'yearly_assessment'?" in str(problem)


def test_everything_that_is_wrong_is_reported_together():
    change = amendment(
        effective_on=date(2016, 12, 19), agreed_by=("police",), targets=(NEW_TARGET,), added=(PROGRAMME.duties[0],)
    )
    found = [str(problem) for problem in refused(PROGRAMME, change)]
    assert len(found) == 5
    assert "unknown signing body 'police'" in found[0]
    assert "missing: front" in found[1]
    assert "before the text it changes (2016-12-20)" in found[2]
    assert "unknown targets 'units_twice'" in found[3]
    assert "is there already" in found[4]


@pytest.mark.parametrize(
    "change",
    [
        amendment(removed=(Removal("tiers", "general"),)),
        amendment(added=(attrs.evolve(NEW_TARGET, indicator="nothing"),)),
        amendment(duties=(attrs.evolve(PROGRAMME.duties[0], assignments=(Assignment("police", "own"),)),)),
        amendment(added=(attrs.evolve(NEW_DUTY, source=Source("154/CTPH-LN", "X.9")),)),
    ],
)
def test_a_text_that_would_no_longer_fit_together_is_refused(change):
    with pytest.raises(InvalidProgrammeError):
        PROGRAMME.amend(change)


def test_the_rule_is_words_with_a_clause():
    assert AmendmentRule(WORDS, source=CLOSING).source.number == "closing"
    with pytest.raises(InvalidTypeError):
        AmendmentRule("words", source=CLOSING)


def test_without_a_rule_and_without_signatures_every_party_must_agree():
    bare = attrs.evolve(PROGRAMME, amendment_rule=None, signatures=())
    (problem,) = refused(bare, amendment(targets=(harder(65),), agreed_by=ALL[1:]))
    assert "needs the agreement of every signing body; missing: front" in str(problem)


# --- days ---------------------------------------------------------------------------------------------------------


def twice():
    first = PROGRAMME.amend(amendment(targets=(harder(65),)))
    return first.amend(amendment("2019-1", effective_on=date(2019, 7, 1), targets=(harder(70),)))


@pytest.mark.parametrize(
    ("day", "level"),
    [
        (date(2000, 1, 1), 60),
        (date(2017, 12, 31), 60),
        (date(2018, 1, 1), 65),
        (date(2019, 6, 30), 65),
        (date(2019, 7, 1), 70),
        (date(2030, 1, 1), 70),
    ],
)
def test_between_two_amendments_the_first_alone_is_in_force(day, level):
    assert twice().as_of(day).target(UNITS.id).asked_of("general") == Fraction(level, 100)


def test_a_revision_read_as_of_an_earlier_day_knows_nothing_of_later_ones():
    earlier = twice().as_of(DAY)
    assert [r.amendment and r.amendment.id for r in earlier.revisions()] == [None, "2018-1"]
    assert earlier.as_of(date(2030, 1, 1)) is earlier


def test_two_amendments_of_one_day_stand_in_the_order_in_which_they_were_made():
    first = PROGRAMME.amend(amendment(targets=(harder(65),)))
    second = first.amend(amendment("2018-2", targets=(harder(70),)))
    assert second.as_of(DAY) is second
    assert second.as_of(DAY - timedelta(days=1)) is PROGRAMME


def test_an_amendment_may_take_effect_on_the_programmes_first_day_but_not_before():
    change = amendment(targets=(harder(65),), effective_on=PROGRAMME.starts_on)
    assert PROGRAMME.amend(change).as_of(PROGRAMME.starts_on).target(UNITS.id) == harder(65)
    (problem,) = refused(PROGRAMME, attrs.evolve(change, effective_on=date(2016, 12, 19)))
    assert "takes effect on 2016-12-19, before the text it changes (2016-12-20)" in str(problem)


def test_an_amendment_before_the_last_one_is_refused():
    change = amendment("2019-2", effective_on=date(2019, 6, 30), targets=(harder(75),))
    (problem,) = refused(twice(), change)
    assert "before the text it changes (2019-07-01); amend the revision of that day" in str(problem)
    assert twice().as_of(date(2019, 6, 30)).amend(change).target(UNITS.id) == harder(75)


def test_one_amendment_stands_once():
    (problem,) = refused(twice(), amendment(effective_on=date(2020, 1, 1), targets=(harder(75),)))
    assert "an amendment '2018-1' stands already; give this one an id of its own" in str(problem)


def test_a_programme_whose_past_is_cut_off_stands_as_it_is():
    alone = attrs.evolve(twice(), previous=None)
    assert alone.as_of(date(2017, 1, 1)) is alone


def test_an_amended_programme_is_a_value():
    assert twice() == twice()
    assert hash(twice()) == hash(twice())
    assert twice() != PROGRAMME
    again = pickle.loads(pickle.dumps(twice()))
    assert again == twice() == copy.deepcopy(twice())
    assert again.as_of(date(2017, 12, 31)) == PROGRAMME
    assert PROGRAMME.target(UNITS.id).asked_of("general") == Fraction(60, 100)


def amended(times, last=None):
    programme = PROGRAMME
    for number in range(times):
        programme = programme.amend(amendment(f"no-{number}", targets=(UNITS,)))
    return programme if last is None else programme.amend(last)


def test_a_programme_amended_hundreds_of_times_is_a_value_too():
    programme, same = amended(1200), amended(1200)
    assert programme == same
    assert hash(programme) == hash(same)
    assert programme != same.amend(amendment("last", targets=(harder(75),)))
    for again in (pickle.loads(pickle.dumps(programme)), copy.deepcopy(programme), copy.copy(programme)):
        assert again == programme
        assert [revision.amendment for revision in again.revisions()] == [
            revision.amendment for revision in programme.revisions()
        ]


def test_programmes_that_differ_only_in_their_past_are_not_equal():
    last = amendment("last", targets=(harder(75),))
    first, second = (PROGRAMME.amend(amendment("x", targets=(harder(level),))).amend(last) for level in (61, 62))
    assert attrs.evolve(first, previous=None) == attrs.evolve(second, previous=None)
    assert first != second
    assert first != attrs.evolve(first, previous=None)


def test_an_assessment_judges_by_the_text_of_its_day():
    seen = [Observation(UNITS.indicator, "x", date(2017, 6, 1), Share(62, 100))]
    regions = [Region("x", "Xã", level="commune")]
    outcomes = {}
    for day in (date(2017, 12, 31), DAY):
        verdict = assess(twice(), seen, regions=regions, as_of=day)[UNITS.id, "x"]
        outcomes[day] = (verdict.outcome, verdict.threshold)
    assert outcomes == {
        date(2017, 12, 31): (Outcome.MET, Fraction(60, 100)),
        DAY: (Outcome.NOT_MET, Fraction(65, 100)),
    }


def test_a_document_of_its_own_needs_a_clause_of_its_own():
    other = Document("9/CTPH", WORDS)
    with pytest.raises(InvalidProgrammeError, match="unknown clause '1, 9/CTPH' in Duty fair"):
        PROGRAMME.amend(amendment(added=(attrs.evolve(NEW_DUTY, source=Source(other.number, "1")),)))
