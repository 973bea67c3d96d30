"""Every clause of the two shipped texts, what models it, and what the files that hold them may contain."""

import ast
import pickle
import re
from collections.abc import Iterator
from pathlib import Path
from unicodedata import is_normalized

import attrs
import pytest

from xhht import ClauseKind, Source, Text, programmes
from xhht.programmes import ctph_154, qd_281, qd_387

PROGRAMMES = [ctph_154.PROGRAMME, qd_281.PROGRAMME]
FILES = sorted(Path(programmes.__path__[0]).rglob("*.py"))

CLAUSES_154 = (
    ("heading", "document", {"Programme", "Party"}),
    ("preamble", "basis", {"Basis"}),
    ("I.1", "purpose", {"Basis", "Statement"}),
    ("I.2", "target", {"Statement", "Indicator", "LevelTarget"}),
    ("I.3", "principle", {"Statement"}),
    ("II.1", "goal", {"Statement"}),
    ("II.2.1", "target", {"Indicator", "LevelTarget"}),
    ("II.2.2", "target", {"LearningTitle", "Tier", "Indicator", "LevelTarget", "GrowthTarget"}),
    ("II.2.3", "target", {"LearningTitle", "Indicator", "LevelTarget"}),
    ("III.1", "content", {"Basis", "Content"}),
    ("III.2", "content", {"Content"}),
    ("III.3", "content", {"Content", "Responsibility"}),
    ("III.4", "content", {"Content", "Responsibility"}),
    ("IV.1", "responsibility", {"Beneficiary", "Campaign", "Responsibility", "Duty"}),
    ("IV.2", "responsibility", {"Beneficiary", "Campaign", "Responsibility", "Duty"}),
    ("IV.3", "responsibility", {"Beneficiary", "Campaign", "Responsibility"}),
    ("IV.4", "responsibility", {"Beneficiary", "Campaign", "Responsibility", "Duty"}),
    ("IV.5", "responsibility", {"Beneficiary", "Campaign", "Responsibility", "Duty"}),
    ("IV.6", "responsibility", {"Beneficiary", "Responsibility"}),
    ("IV.7", "responsibility", {"Basis", "Beneficiary", "Responsibility", "Duty"}),
    ("IV.7.targets", "target", {"Indicator", "LevelTarget"}),
    ("V.1", "process", {"Duty", "Responsibility"}),
    ("V.2", "process", {"Duty"}),
    ("V.3", "process", {"FocalPoint", "Duty"}),
    ("closing", "process", {"AmendmentRule"}),
    ("signatures", "document", {"Signature"}),
    ("recipients", "document", {"Recipient"}),
)
CLAUSES_281 = (
    ("heading", "document", {"Programme"}),
    ("objectives", "target", {"Party", "LearningTitle", "Tier", "Indicator", "LevelTarget"}),
)
CASES = [
    *((ctph_154.PROGRAMME, *clause) for clause in CLAUSES_154),
    *((qd_281.PROGRAMME, *clause) for clause in CLAUSES_281),
]
MEASURABLE = {"Indicator", "LevelTarget", "GrowthTarget", "Responsibility", "Duty"}

VALUES = (
    *(ast.Module, ast.Import, ast.ImportFrom, ast.alias, ast.Expr, ast.Assign, ast.Call, ast.keyword),
    *(ast.Name, ast.Attribute, ast.Constant, ast.Tuple, ast.Starred, ast.Load, ast.Store),
)


def texts(value: object) -> Iterator[Text]:
    """All texts inside a value, at any depth."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple | frozenset):
        for item in value:
            yield from texts(item)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from texts(getattr(value, field.name))


def name_of(programme):
    return programme.id


@pytest.mark.parametrize(("programme", "clauses"), [(ctph_154.PROGRAMME, CLAUSES_154), (qd_281.PROGRAMME, CLAUSES_281)])
def test_the_programme_has_the_clauses_of_the_text_in_their_order(programme, clauses):
    assert [clause.source.number for clause in programme.clauses] == [number for number, *_ in clauses]


@pytest.mark.parametrize(("programme", "number", "kind", "models"), CASES)
def test_each_clause_is_modelled_by_what_it_says(programme, number, kind, models):
    place = Source(programme.document.number, number)
    assert programme.clause(number).kind is ClauseKind(kind)
    assert {type(thing).__name__ for thing, source in programme.citations() if source == place} == models


@pytest.mark.parametrize(("programme", "number", "kind", "models"), CASES)
def test_a_clause_says_why_it_is_not_measured_just_where_nothing_measurable_cites_it(programme, number, kind, models):
    assert programme.clause(number).is_measurable == bool(models & MEASURABLE)


@pytest.mark.parametrize("programme", PROGRAMMES, ids=name_of)
def test_everything_cites_its_own_document(programme):
    assert {source.document for _, source in programme.citations()} == {programme.document.number}


@pytest.mark.parametrize("programme", PROGRAMMES, ids=name_of)
def test_every_text_is_in_two_languages_and_in_composed_form(programme):
    found = list(texts(programme))
    assert len(found) > 40
    for text in found:
        assert text.vi != text.en
        assert is_normalized("NFC", text.vi)
        assert is_normalized("NFC", text.en)
        for words in (text.vi, text.en):
            assert words == " ".join(words.split())


@pytest.mark.parametrize("programme", [*PROGRAMMES, qd_387.PROGRAMME], ids=name_of)
def test_a_clause_is_called_as_the_text_has_it(programme):
    for _, source in programme.citations():
        assert source.label.vi.startswith(("mục ", "phần ", "điểm "))
        assert not re.search(r"[._][a-z]", source.label.vi + source.label.en)


@pytest.mark.parametrize("programme", PROGRAMMES, ids=name_of)
def test_a_programme_is_a_value(programme):
    copy = pickle.loads(pickle.dumps(programme))
    assert copy == programme
    assert copy is not programme
    assert hash(copy) == hash(programme)


@pytest.mark.parametrize("programme", PROGRAMMES, ids=name_of)
def test_no_two_responsibilities_or_duties_read_the_same(programme):
    said = [thing.text for thing in (*programme.responsibilities, *programme.duties)]
    assert len({text.vi for text in said}) == len({text.en for text in said}) == len(said)


@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-3:]))
def test_the_files_hold_imports_names_and_constructor_calls_only(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        assert isinstance(node, VALUES), f"{path.name}:{getattr(node, 'lineno', '?')} has a {type(node).__name__}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-3:]))
def test_an_expression_of_its_own_is_a_docstring(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    expressions = [node for node in ast.walk(tree) if isinstance(node, ast.Expr)]
    assert all(isinstance(node.value, ast.Constant) for node in expressions)
    assert len(expressions) <= 1
