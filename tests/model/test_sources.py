from datetime import UTC, date, datetime
from unicodedata import normalize

import pytest

from xhht import Basis, Clause, ClauseKind, Document, Source, Text
from xhht.errors import InvalidTypeError, InvalidValueError, UnknownChoiceError
from xhht.model.sources import document_label, document_numbers

WORDS = Text("Dòng họ", "Clan")
SOURCE = Source("154/CTPH-LN", "II.2.2")
DIRECTIVE = Document("18-CT/TU", WORDS)


def test_a_source_reads_like_a_citation():
    assert str(SOURCE) == "II.2.2, 154/CTPH-LN"


@pytest.mark.parametrize(
    ("number", "vietnamese", "english"),
    [
        ("IV.7", "mục IV.7", "section IV.7"),
        ("IV.7.targets", "mục IV.7", "section IV.7"),
        ("III", "phần III", "part III"),
        ("3", "mục 3", "section 3"),
        ("2.a", "điểm a, mục 2", "point a of section 2"),
        ("III.1.đ", "điểm đ, mục III.1", "point đ of section III.1"),
        ("closing", "phần kết thúc", "the closing part"),
        ("objectives.2030.clans", "phần mục tiêu", "the part on objectives"),
    ],
)
def test_a_place_is_called_as_readers_of_the_text_call_it(number, vietnamese, english):
    assert Source("1/VB", number).label == Text(vietnamese, english)


def test_a_place_that_the_text_does_not_number_is_named_by_where_it_stands():
    second = Text("mục II.2, gạch đầu dòng thứ hai", "section II.2, second dash")
    named = Source("154/CTPH-LN", "II.2.2", place_name=second)
    assert named.label is second
    assert (named, hash(named)) == (SOURCE, hash(SOURCE))
    assert named.citation.vi == "mục II.2, gạch đầu dòng thứ hai, Chương trình phối hợp số 154/CTPH-LN"


@pytest.mark.parametrize(
    ("number", "vietnamese"),
    [
        ("281/QĐ-TTg", "Quyết định số 281/QĐ-TTg"),
        ("18-CT/TU", "Chỉ thị số 18-CT/TU"),
        ("95/KH-UBND", "Kế hoạch số 95/KH-UBND"),
        ("22/2020/TT-BGDĐT", "Thông tư số 22/2020/TT-BGDĐT"),
        ("1/VB", "văn bản số 1/VB"),
    ],
)
def test_a_document_is_called_by_its_kind(number, vietnamese):
    assert document_label(number).vi == vietnamese


@pytest.mark.parametrize("number", ["II.2.2", "closing", "1", "I.2.đ", "III.1.a"])
def test_a_clause_number_is_parts_of_letters_and_digits(number):
    assert Source("1/VB", number).number == number


@pytest.mark.parametrize("number", ["", "II.", ".2", "II..2", "II 2", "II-2", "II.2\n", "II,2", "ộ"])
def test_other_clause_numbers_are_refused_with_an_example(number):
    with pytest.raises(InvalidValueError, match=r"is no clause number; write it like 'II\.2\.2' or 'closing'"):
        Source("1/VB", number)


@pytest.mark.parametrize("number", [None, 2, 2.1])
def test_a_clause_number_of_another_type_is_refused(number):
    with pytest.raises(InvalidTypeError, match="a clause number is text"):
        Source("1/VB", number)


@pytest.mark.parametrize("number", ["", " ", " 1/VB", "1/VB\n"])
def test_a_document_number_without_words_or_with_spaces_around_is_refused(number):
    with pytest.raises(InvalidValueError, match="is no document number; write it like '154/CTPH-LN'"):
        Source(number, "I")


def test_a_document_number_of_another_type_is_refused():
    with pytest.raises(InvalidTypeError, match="expected text"):
        Source(154, "I")


def test_document_numbers_are_equal_however_they_are_composed():
    assert Source(normalize("NFD", "281/QĐ-TTgộ"), "I") == Source("281/QĐ-TTgộ", "I")


def test_several_document_numbers_become_a_tuple():
    assert document_numbers(["1/VB", "2/VB"]) == ("1/VB", "2/VB")
    with pytest.raises(InvalidValueError, match="is no document number"):
        document_numbers(["1/VB", ""])


def test_a_clause_can_be_measured_unless_a_reason_is_given():
    assert Clause(SOURCE, kind=ClauseKind.TARGET, gist=WORDS).is_measurable
    assert not Clause(SOURCE, kind="goal", gist=WORDS, not_measured=WORDS).is_measurable


def test_the_kind_of_a_clause_is_one_of_a_list():
    with pytest.raises(UnknownChoiceError, match="unknown clause kind 'targets'; did you mean 'target'"):
        Clause(SOURCE, kind="targets", gist=WORDS)


@pytest.mark.parametrize("wrong", [{"gist": "words"}, {"gist": WORDS, "not_measured": "words"}])
def test_the_words_of_a_clause_are_in_both_languages(wrong):
    with pytest.raises(InvalidTypeError, match=r"Clause\.\w+ is a Text, got str 'words'"):
        Clause(SOURCE, kind="goal", **wrong)


def test_the_source_of_a_clause_is_a_source():
    with pytest.raises(InvalidTypeError, match=r"Clause\.source is a Source"):
        Clause("II.2.2", kind="goal", gist=WORDS)


def test_a_document_may_have_an_issuer_a_day_a_place_and_an_address():
    document = Document("1/VB", WORDS, issuer=WORDS, issued_on=date(2016, 12, 1), place="Yên Bái", url="https://x")
    assert (document.issued_on, document.place, document.url) == (date(2016, 12, 1), "Yên Bái", "https://x")


@pytest.mark.parametrize("issued_on", ["2016-12-01", datetime(2016, 12, 1, tzinfo=UTC)])
def test_a_document_is_issued_on_a_day(issued_on):
    with pytest.raises(InvalidTypeError, match="a day is a datetime"):
        Document("1/VB", WORDS, issued_on=issued_on)


def test_a_basis_printed_as_it_is_meant_needs_no_correction():
    assert Basis(DIRECTIVE, printed="18- CT/TU", source=SOURCE).correction is None


def test_a_basis_printed_otherwise_is_kept_with_the_reason():
    basis = Basis(DIRECTIVE, printed="18-CT/TW", source=SOURCE, correction=WORDS)
    assert (basis.printed, basis.document.number) == ("18-CT/TW", "18-CT/TU")


def test_a_basis_printed_otherwise_without_a_reason_is_refused():
    with pytest.raises(InvalidValueError, match=r"II\.2\.2, .*'18-CT/TW' is printed for '18-CT/TU'; say why"):
        Basis(DIRECTIVE, printed="18-CT/TW", source=SOURCE)


def test_a_correction_of_what_is_right_is_refused():
    with pytest.raises(InvalidValueError, match="it needs no correction"):
        Basis(DIRECTIVE, printed="18-CT/TU", source=SOURCE, correction=WORDS)
