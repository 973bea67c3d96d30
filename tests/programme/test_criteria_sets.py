"""The criteria that are shipped: what each source says, and that nothing else is said."""

from datetime import date
from fractions import Fraction
from importlib import import_module
from pkgutil import iter_modules

import attrs
import pytest

from xhht import CriteriaSet, Outcome, Procedure, Text, programmes
from xhht.programmes import ctph_154, nd_122_2018, qd_324, qd_448, tt_22_2020, tt_24_2023, tt_25_2023, tt_44_2014
from xhht.recognition import score

MODULES = [import_module(f"xhht.programmes.{found.name}") for found in iter_modules(programmes.__path__)]
PROCEDURES = [value for module in MODULES for value in vars(module).values() if isinstance(value, Procedure)]
SETS = [value for module in MODULES for value in vars(module).values() if isinstance(value, CriteriaSet)]


def test_the_list_of_programmes_has_every_module_that_holds_one():
    found = [module.__name__.rpartition(".")[2] for module in MODULES if hasattr(module, "PROGRAMME")]
    assert tuple(found) == programmes.PROGRAMMES
    assert [import_module(f"xhht.programmes.{name}").PROGRAMME.id for name in found] == found


def test_ids_of_sets_are_told_apart():
    assert len({each.id for each in SETS}) == len(SETS)


@pytest.mark.parametrize("criteria", SETS, ids=lambda each: each.id)
def test_every_set_says_what_could_not_be_read(criteria):
    assert criteria.note is not None
    assert criteria.references or criteria.document.url


@pytest.mark.parametrize("criteria", SETS, ids=lambda each: each.id)
def test_sets_are_of_titles_that_the_programme_confers_or_of_citizens_or_whole_communes(criteria):
    assert criteria.title in {*(title.id for title in ctph_154.PROGRAMME.titles), "citizen", "commune_community"}


def test_a_learning_citizen_has_three_core_competences():
    names = [criterion.id for criterion in qd_324.LEARNING_CITIZEN.criteria]
    assert (len(names[:4]), len(names[4:8]), len(names[8:])) == (4, 4, 2)


def test_the_groups_of_circular_22_have_30_30_and_40_points():
    assert [criterion.points for criterion in tt_22_2020.LEARNING_UNIT.criteria] == [30, 30, 40]


def test_a_family_has_30_points_for_children_and_30_for_adults_and_more_that_was_not_read():
    family = qd_448.LEARNING_FAMILY
    assert [(c.id, c.points) for c in family.criteria] == [("children", 30), ("adults", 30)]
    assert (family.is_complete, family.pass_mark, family.grades) == (False, None, ())
    assert family.valid_from == date(2016, 1, 1)


def test_a_clan_in_which_a_pupil_drops_out_is_no_learning_clan():
    found = score(qd_448.LEARNING_CLAN, {}, preconditions={"nobody_drops_out": False}, pass_mark=70)
    assert found.outcome is Outcome.NOT_MET


def test_levels_of_2023_ask_for_everything_and_say_how_little_of_it_was_read():
    levels = [each for each in SETS if each.document.number in ("24/2023/TT-BGDĐT", "25/2023/TT-BGDĐT")]
    assert len(levels) == 6
    assert all(each.all_required and not each.is_complete for each in levels)


def test_nine_of_ten_members_of_a_provincial_unit_of_level_1_are_citizens():
    asked = {each.id: each.at_least for each in tt_24_2023.PROVINCE_UNIT_LEVEL_1.preconditions}
    assert asked == {"conditions": None, "citizens": Fraction(9, 10), "collective": None}


def test_a_commune_keeps_its_result_for_36_months():
    assert tt_25_2023.COMMUNE_COMMUNITY_LEVEL_1.last_day(date(2025, 3, 30)) == date(2028, 3, 30)
    assert tt_24_2023.DISTRICT_UNIT_LEVEL_1.last_day(date(2025, 3, 30)) is None  # Not read of units.


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda each: each.id)
def test_every_procedure_says_where_it_was_read_and_what_could_not_be(procedure):
    assert procedure.references
    assert procedure.note is not None


def test_a_family_is_proposed_by_three_fifths_and_filed_within_3_and_decided_within_5_working_days():
    meeting, file, decision = nd_122_2018.PROCEDURE.way[-3:]
    assert (meeting.quorum, meeting.majority) == (Fraction(3, 5), Fraction(3, 5))
    assert (file.working_days, decision.working_days) == (3, 5)


def test_a_commune_was_inspected_within_10_working_days_and_graded_within_5():
    assert [step.working_days for step in tt_44_2014.PROCEDURE.steps] == [None, None, 10, None, 5]


def test_a_communes_file_comes_before_28_february_and_its_decision_before_31_march():
    file, decision = tt_25_2023.PROCEDURE.way[-2:]
    assert [(step.latest.month, step.latest.day) for step in (file, decision)] == [(2, 27), (3, 30)]


def texts_of(value):
    """Every text that a value holds."""
    if isinstance(value, Text):
        yield from (value.vi, value.en)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from texts_of(getattr(value, field.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from texts_of(one)


@pytest.mark.parametrize("name", [module.__name__ for module in MODULES])
def test_no_text_has_a_space_too_many(name):
    found = [text for value in vars(import_module(name)).values() for text in texts_of(value)]
    assert [text for text in found if "  " in text or text != text.strip()] == []
