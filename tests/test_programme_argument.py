"""Whatever asks for a programme refuses everything else, by name."""

from datetime import date

import pytest

from xhht import assess, differences
from xhht.coordination import ReportKind, due_dates, gaps, matrix, open_difficulties, report, review
from xhht.errors import InvalidTypeError
from xhht.programmes import ctph_154
from xhht.recognition import registry, tally

START, END = date(2018, 1, 1), date(2018, 12, 31)


@pytest.mark.parametrize("wrong", [None, "ctph_154", ctph_154])
@pytest.mark.parametrize(
    "ask",
    [
        lambda wrong: assess(wrong, [], regions=[], as_of=END),
        lambda wrong: differences(wrong, ctph_154.PROGRAMME),
        lambda wrong: differences(ctph_154.PROGRAMME, wrong),
        lambda wrong: due_dates(wrong, START, END),
        gaps,
        matrix,
        lambda wrong: open_difficulties(wrong, [], as_of=END),
        lambda wrong: registry(wrong, [], regions=[]),
        lambda wrong: report(wrong, [], kind=ReportKind.INTERIM, start=START, end=END),
        lambda wrong: review(wrong, [], year=2018),
        lambda wrong: tally(wrong, [], "clan", as_of=END, denominators={}),
    ],
)
def test_what_is_no_programme_is_refused(ask, wrong):
    with pytest.raises(InvalidTypeError, match="a programme is a Programme, got"):
        ask(wrong)
