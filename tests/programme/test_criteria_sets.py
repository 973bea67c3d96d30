"""The criteria that are shipped: what each source says, and that nothing else is said."""

from datetime import date
from importlib import import_module
from pkgutil import iter_modules

import pytest

from xhht import CriteriaSet, Outcome, programmes
from xhht.programmes import ctph_154, qd_324, qd_448, tt_22_2020
from xhht.recognition import score

MODULES = [import_module(f"xhht.programmes.{found.name}") for found in iter_modules(programmes.__path__)]
SETS = [value for module in MODULES for value in vars(module).values() if isinstance(value, CriteriaSet)]


def test_ids_of_sets_are_told_apart():
    assert len({each.id for each in SETS}) == len(SETS)


@pytest.mark.parametrize("criteria", SETS, ids=lambda each: each.id)
def test_every_set_says_what_could_not_be_read(criteria):
    assert criteria.note is not None
    assert criteria.references or criteria.document.url


@pytest.mark.parametrize("criteria", SETS, ids=lambda each: each.id)
def test_sets_are_of_titles_that_the_programme_confers_or_of_citizens(criteria):
    assert criteria.title in {*(title.id for title in ctph_154.PROGRAMME.titles), "citizen"}


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
