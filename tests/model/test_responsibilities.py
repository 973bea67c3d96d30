import pytest

from xhht import Assignment, Responsibility, Role, Source, Text
from xhht.errors import InvalidTypeError, InvalidValueError, UnknownChoiceError

WORDS = Text("Tập huấn", "Training")


def responsibility(*assignments, **links):
    return Responsibility("training", WORDS, assignments=assignments, **links, source=Source("1/VB", "III.1"))


ROLES = {"front": Role.LEAD, "labour": Role.OWN, "youth": Role.JOINT, "women": Role.SUPPORT, "farmers": Role.MAY}
TASK = responsibility(*(Assignment(party, role) for party, role in ROLES.items()))


def test_parties_stand_in_the_order_of_the_text():
    assert TASK.parties == tuple(ROLES)


@pytest.mark.parametrize(("party", "role"), [*ROLES.items(), ("veterans", None)])
def test_a_party_has_its_role_or_none(party, role):
    assert TASK.role_of(party) is role


@pytest.mark.parametrize("role", Role)
def test_every_role_has_words_in_both_languages(role):
    assert role.text("en") != role.text("vi")


def test_only_the_text_makes_a_leader():
    assert [party for party in ROLES if TASK.leads(party)] == ["front"]


def test_whoever_leads_or_carries_it_out_is_named():
    assert TASK.led_by == ("front", "labour")
    assert responsibility(Assignment("front", Role.MAY)).led_by == ()


def test_partners_may_have_words_of_their_own():
    assert TASK.partner_text is None
    assert responsibility(Assignment("front", "own"), partner_text=WORDS).partner_text is WORDS
    with pytest.raises(InvalidTypeError, match=r"Responsibility\.partner_text is a Text"):
        responsibility(Assignment("front", "own"), partner_text="training")


def test_a_right_is_not_answered_for():
    assert [party for party in (*ROLES, "veterans") if TASK.is_answered_by(party)] == [
        "front",
        "labour",
        "youth",
        "women",
    ]


def test_nobody_at_all_is_refused():
    with pytest.raises(InvalidValueError, match="responsibility 'training' is nobody's; assign a party"):
        responsibility()


def test_a_party_named_twice_is_refused():
    with pytest.raises(InvalidValueError, match="names a party twice; give each one role"):
        responsibility(Assignment("front", Role.LEAD), Assignment("front", Role.MAY))


def test_an_assignment_is_needed_for_every_party():
    with pytest.raises(InvalidTypeError, match=r"Responsibility\.assignments\[1\] is a Assignment, got str 'labour'"):
        responsibility(Assignment("front", Role.LEAD), "labour")


def test_an_unknown_role_names_the_known_ones():
    with pytest.raises(UnknownChoiceError, match="unknown role 'helps'; known: lead, own, joint, support, may"):
        Assignment("front", "helps")


@pytest.mark.parametrize("link", ["contents", "titles", "campaigns", "beneficiaries"])
def test_links_are_ids_each_given_once(link):
    assert getattr(responsibility(Assignment("front", "lead"), **{link: ["a", "b"]}), link) == ("a", "b")
    with pytest.raises(InvalidValueError, match="given twice: a"):
        responsibility(Assignment("front", "lead"), **{link: ["a", "a"]})
    with pytest.raises(InvalidTypeError, match="expected several values"):
        responsibility(Assignment("front", "lead"), **{link: "a"})
