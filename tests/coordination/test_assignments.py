import pickle
from datetime import date
from html.parser import HTMLParser

import attrs
import pytest

from xhht import Amendment, Assignment, Removal, Role, Text
from xhht.coordination import Gap, GapKind, gaps, matrix
from xhht.coordination.assignments import part_of
from xhht.errors import InvalidTypeError, UnknownIdError
from xhht.programmes import ctph_154

PROGRAMME = ctph_154.PROGRAMME
TRAINING = PROGRAMME.responsibility("labour_leads_training")


def ids(**asked):
    return {r.id for r in matrix(PROGRAMME, **asked).responsibilities}


class Table(HTMLParser):
    """Reads the cells of a table, and fails on tags that are closed in the wrong order."""

    def __init__(self, source):
        super().__init__()
        self.rows, self.open, self.cell = [], [], None
        self.feed(source)
        assert not self.open

    def handle_starttag(self, tag, _attributes):
        self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.cell = ""

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        if tag in ("td", "th"):
            self.rows[-1].append(self.cell)
            self.cell = None

    def handle_data(self, data):
        if self.cell is not None:
            self.cell += data


def test_the_matrix_has_every_responsibility_and_the_role_of_every_body():
    whole = matrix(PROGRAMME)
    assert whole.responsibilities == PROGRAMME.responsibilities
    for task in PROGRAMME.responsibilities:
        for party in PROGRAMME.parties:
            assert whole[task.id, party.id] is task.role_of(party.id)
    assert whole[TRAINING.id, "labour"] is Role.LEAD
    assert whole[TRAINING.id, "women"] is None


@pytest.mark.parametrize(
    ("kind", "field", "parts"),
    [
        ("party", "parties", PROGRAMME.parties),
        ("title", "titles", PROGRAMME.titles),
        ("content", "contents", PROGRAMME.contents),
        ("campaign", "campaigns", PROGRAMME.campaigns),
        ("beneficiary", "beneficiaries", PROGRAMME.beneficiaries),
    ],
)
def test_each_condition_keeps_what_names_it(kind, field, parts):
    for part in parts:
        assert ids(**{kind: part.id}) == {r.id for r in PROGRAMME.responsibilities if part.id in getattr(r, field)}
    with pytest.raises(UnknownIdError, match=f"unknown {kind} 'nothing'"):
        matrix(PROGRAMME, **{kind: "nothing"})


def test_several_conditions_hold_together():
    both = ids(party="labour", title="unit")
    assert both == ids(party="labour") & ids(title="unit")
    assert "labour_works_at_same_level" in both
    assert ids(party="veterans", campaign="five_noes_three_cleans") == set()


def test_a_look_up_outside_the_matrix_is_refused():
    part = matrix(PROGRAMME, party="women")
    with pytest.raises(UnknownIdError, match="unknown responsibility 'labour_leads_training'"):
        part[TRAINING.id, "labour"]
    with pytest.raises(UnknownIdError, match="unknown party 'labor'; did you mean 'labour'"):
        matrix(PROGRAMME)[TRAINING.id, "labor"]


@pytest.mark.parametrize("key", ["labour", ("labour",), ("a", "b", "c"), 5, ("a", 5), ["a", "b"]])
def test_a_key_is_a_pair_of_ids(key):
    with pytest.raises(InvalidTypeError, match="look up by a responsibility's and a party's id"):
        matrix(PROGRAMME)[key]


@pytest.mark.parametrize(
    ("language", "head", "role"),
    [("en", ["Responsibility", "Clause"], "leads"), ("vi", ["Nhiệm vụ", "Mục"], "chủ trì")],
)
def test_both_tables_say_the_same(language, head, role):
    asked = matrix(PROGRAMME, party="labour")
    markdown = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in asked.to_markdown(language).splitlines()
    ]
    html = Table(asked.to_html(language)).rows
    assert markdown[1] == ["---"] * 9
    assert [markdown[0], *markdown[2:]] == html
    assert html[0] == [*head, *(party.short_name.in_language(language) for party in PROGRAMME.parties)]
    row = html[1 + [r.id for r in asked.responsibilities].index(TRAINING.id)]
    clause = TRAINING.source.label.in_language(language)
    assert row == [TRAINING.text.in_language(language), clause, "", role, "", "", "", "", ""]


def test_the_html_table_names_its_language_and_its_heads():
    table = matrix(PROGRAMME).to_html("vi")
    assert table.startswith(
        '<table lang="vi"><caption>Bảng phân công trách nhiệm: Chương trình phối hợp số 154/CTPH-LN</caption>'
    )
    assert table.count('<th scope="col">') == 9
    assert table.count('<th scope="row">') == len(PROGRAMME.responsibilities)


def test_signs_that_mean_something_to_a_table_are_escaped():
    odd = attrs.evolve(TRAINING, text=Text("a | b", "x <b>\n| y & z"))
    part = matrix(attrs.evolve(PROGRAMME, responsibilities=(odd,), duties=()))
    assert part.to_markdown().splitlines()[2].startswith(r"| x \<b> &#124; y & z | section IV.2 |")
    assert len(part.to_markdown().splitlines()) == 3
    assert "x &lt;b&gt;" in part.to_html()
    assert "<b>" not in part.to_html()


@pytest.mark.parametrize("convert", ["to_markdown", "to_html"])
def test_an_unknown_language_is_refused(convert):
    with pytest.raises(UnknownIdError, match="unknown language 'fr'"):
        getattr(matrix(PROGRAMME), convert)("fr")


def test_an_empty_table_has_its_head():
    assert len(matrix(attrs.evolve(PROGRAMME, responsibilities=(), duties=())).to_markdown().splitlines()) == 2


def test_a_matrix_is_a_value():
    whole = matrix(PROGRAMME)
    assert pickle.loads(pickle.dumps(whole)) == whole == matrix(PROGRAMME)
    assert hash(whole) == hash(matrix(PROGRAMME))
    assert repr(whole).startswith("Matrix(ctph_154, ")


def test_the_matrix_shows_the_text_of_the_object_at_hand():
    parties = [party.id for party in PROGRAMME.parties]
    taken = attrs.evolve(TRAINING, assignments=(Assignment("youth", Role.LEAD),))
    later = PROGRAMME.amend(
        Amendment(id="1", effective_on=date(2018, 1, 1), agreed_by=parties, responsibilities=(taken,))
    )
    assert matrix(later)[TRAINING.id, "youth"] is Role.LEAD
    assert matrix(later.as_of(date(2017, 1, 1)))[TRAINING.id, "youth"] is None


# --- parts ---------------------------------------------------------------------------------------------------------


def part(responsibility, party, programme=PROGRAMME):
    who, what = part_of(programme, responsibility, party)
    return f"{who.en}: {what.en}", f"{who.vi}: {what.vi}"


EMULATION = PROGRAMME.responsibility("labour_emulates_with_association")


def test_whoever_leads_has_the_words_of_the_text():
    assert part(EMULATION, "labour") == (
        f"Federation of Labour: {EMULATION.text.en}",
        f"Liên đoàn Lao động: {EMULATION.text.vi}",
    )


def test_a_partner_has_words_of_its_own_and_names_who_leads():
    assert part(EMULATION, "association") == (
        f"Learning Promotion Association (with Federation of Labour): {EMULATION.partner_text.en}",
        f"Hội Khuyến học (phối hợp với Liên đoàn Lao động): {EMULATION.partner_text.vi}",
    )


def test_a_partner_without_words_of_its_own_is_sent_to_the_clause():
    bare = attrs.evolve(EMULATION, partner_text=None)
    english, vietnamese = part(bare, "association")
    assert english.endswith(": Take part in the task of section IV.2, Coordination Programme 154/CTPH-LN")
    assert vietnamese.endswith(": Tham gia thực hiện nhiệm vụ tại mục IV.2, Chương trình phối hợp số 154/CTPH-LN")


def test_a_supporter_and_a_body_without_a_leader_are_told_too():
    helped = attrs.evolve(EMULATION, assignments=(Assignment("labour", "own"), Assignment("women", "support")))
    assert part(helped, "women")[1].startswith("Hội LHPN (hỗ trợ Liên đoàn Lao động): ")
    together = attrs.evolve(EMULATION, assignments=(Assignment("labour", "joint"), Assignment("women", "joint")))
    assert part(together, "women")[0] == f"Women's Union: {EMULATION.text.en}"
    assert part(together, "police")[0].startswith("police: ")


def test_no_partner_of_the_programme_has_the_words_of_whoever_leads():
    for task in PROGRAMME.responsibilities:
        for assignment in task.assignments:
            _, words = part_of(PROGRAMME, task, assignment.party)
            assert (words == task.text) == (assignment.role is not Role.JOINT)


# --- gaps ---------------------------------------------------------------------------------------------------------


def test_the_programme_leaves_no_gap():
    assert gaps(PROGRAMME) == ()


def test_what_is_only_done_together_or_allowed_is_led_by_nobody():
    shared = tuple(
        attrs.evolve(task, assignments=tuple(attrs.evolve(a, role=role) for a in task.assignments))
        for task, role in zip(
            PROGRAMME.responsibilities,
            [Role.JOINT, Role.SUPPORT, Role.MAY] * len(PROGRAMME.responsibilities),
            strict=False,
        )
    )
    found = gaps(attrs.evolve(PROGRAMME, responsibilities=shared))
    assert [gap.id for gap in found if gap.kind is GapKind.TITLE] == [t.id for t in PROGRAMME.titles]
    assert [gap.id for gap in found if gap.kind is GapKind.CONTENT] == [c.id for c in PROGRAMME.contents]
    assert [gap.id for gap in found if gap.kind is GapKind.CAMPAIGN] == [c.id for c in PROGRAMME.campaigns]
    assert [gap.id for gap in found if gap.kind is GapKind.PARTY] == [p.id for p in PROGRAMME.parties]
    assert found[0] == Gap(GapKind.TITLE, "family", PROGRAMME.title("family").name)


def test_a_body_whose_tasks_are_taken_out_is_a_gap():
    kept = tuple(r for r in PROGRAMME.responsibilities if "veterans" not in r.parties)
    duties = tuple(attrs.evolve(duty, responsibilities=()) for duty in PROGRAMME.duties)
    (gap,) = gaps(attrs.evolve(PROGRAMME, responsibilities=kept, duties=duties))[-1:]
    assert (gap.kind, gap.id, gap.name) == (GapKind.PARTY, "veterans", PROGRAMME.party("veterans").name)


def test_an_amendment_can_open_a_gap():
    parties = [party.id for party in PROGRAMME.parties]
    removed = [Removal("responsibilities", r.id) for r in PROGRAMME.responsibilities if "clan" in r.titles]
    later = attrs.evolve(PROGRAMME, duties=()).amend(
        Amendment(id="1", effective_on=date(2018, 1, 1), agreed_by=parties, removed=removed)
    )
    assert (GapKind.TITLE, "clan") in {(gap.kind, gap.id) for gap in gaps(later)}
