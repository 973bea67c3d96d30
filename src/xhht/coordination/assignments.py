"""Who does what: bodies against responsibilities, with their roles, and what nobody answers for."""

from __future__ import annotations

from html import escape
from operator import attrgetter

import attrs

from xhht.checks import Choice, expect, pair
from xhht.errors import UnknownIdError
from xhht.model.programme import Programme
from xhht.model.responsibilities import Responsibility, Role
from xhht.model.sources import document_label
from xhht.texts import Language, Text, check_language, table_cell
from xhht.values import Value


@attrs.frozen(repr=False)
class Matrix(Value):
    """Responsibilities (rows) against bodies (columns), with the role in each cell.

    ``matrix["labour_leads_training", "labour"]`` gives a role, or None where the body takes no part.
    """

    programme: Programme = attrs.field(repr=attrgetter("id"))
    responsibilities: tuple[Responsibility, ...]

    def __getitem__(self, key: tuple[str, str]) -> Role | None:
        """The role of a body in a responsibility, by their two ids.

        Raises:
            InvalidTypeError: if the key is not a pair of ids.
            UnknownIdError: if either id is not in the matrix.
        """
        responsibility_id, party = pair(key, "a responsibility's and a party's id")
        self.programme.party(party)
        for responsibility in self.responsibilities:
            if responsibility.id == responsibility_id:
                return responsibility.role_of(party)
        raise UnknownIdError("responsibility", responsibility_id, [r.id for r in self.responsibilities])

    def to_markdown(self, language: Language = "en") -> str:
        """The matrix as a Markdown table.

        Raises:
            UnknownIdError: if the language is neither ``"en"`` nor ``"vi"``.
        """
        head, *rows = self._cells(language)
        lines = [[table_cell(text) for text in line] for line in (head, *rows)]
        lines.insert(1, ["---"] * len(head))
        return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"

    def to_html(self, language: Language = "en") -> str:
        """The matrix as an HTML table, with a caption and header cells that screen readers announce.

        Raises:
            UnknownIdError: if the language is neither ``"en"`` nor ``"vi"``.
        """
        head, *rows = self._cells(language)
        document = document_label(self.programme.document.number)
        caption = f"{_WORDS['caption'].in_language(language)}: {document.in_language(language)}"
        columns = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
        body = "".join(
            f'<tr><th scope="row">{escape(first)}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in rest)}</tr>'
            for first, *rest in rows
        )
        return (
            f'<table lang="{language}"><caption>{escape(caption)}</caption>'
            f"<thead><tr>{columns}</tr></thead><tbody>{body}</tbody></table>"
        )

    def _cells(self, language: Language) -> list[list[str]]:
        check_language(language)
        parties = self.programme.parties
        head = [_WORDS["responsibility"], _WORDS["clause"], *(party.short_name for party in parties)]
        rows = [
            [
                responsibility.text.in_language(language),
                responsibility.source.label.in_language(language),
                *(_shown(responsibility.role_of(party.id), language) for party in parties),
            ]
            for responsibility in self.responsibilities
        ]
        return [[text.in_language(language) for text in head], *rows]


_WORDS = {
    "caption": Text("Bảng phân công trách nhiệm", "Who does what"),
    "responsibility": Text("Nhiệm vụ", "Responsibility"),
    "clause": Text("Mục", "Clause"),
    "partner": Text("{} (phối hợp với {})", "{} (with {})"),
    "supporter": Text("{} (hỗ trợ {})", "{} (in support of {})"),
    "takes_part": Text("Tham gia thực hiện nhiệm vụ tại {}", "Take part in the task of {}"),
}


def names_of(programme: Programme) -> dict[str, Text]:
    """The short names of all bodies, also of those that an amendment has taken out, by id."""
    return {party.id: party.short_name for revision in programme.revisions() for party in revision.parties}


def part_of(programme: Programme, responsibility: Responsibility, party: str) -> tuple[Text, Text]:
    """Who a body is in a responsibility, and what falls to it.

    A partner is named with those it works with, and its part is said as a partner's, never in the words of the body
    that leads.

    >>> from xhht.programmes.ctph_154 import PROGRAMME
    >>> who, what = part_of(PROGRAMME, PROGRAMME.responsibility("labour_emulates_with_association"), "association")
    >>> who.en
    'Learning Promotion Association (with Federation of Labour)'
    """
    names = names_of(programme)
    name = names.get(party, Text(party, party))
    role = responsibility.role_of(party)
    leading = [names.get(leader, Text(leader, leader)) for leader in responsibility.led_by]
    if not leading or role not in (Role.JOINT, Role.SUPPORT):
        return name, responsibility.text
    words = _WORDS["partner" if role is Role.JOINT else "supporter"]
    who = Text(
        words.vi.format(name.vi, ", ".join(leader.vi for leader in leading)),
        words.en.format(name.en, ", ".join(leader.en for leader in leading)),
    )
    place, task = responsibility.source.citation, _WORDS["takes_part"]
    return who, responsibility.partner_text or Text(task.vi.format(place.vi), task.en.format(place.en))


def _shown(role: Role | None, language: Language) -> str:
    return "" if role is None else role.text(language)


def matrix(
    programme: Programme,
    *,
    party: str | None = None,
    title: str | None = None,
    content: str | None = None,
    campaign: str | None = None,
    beneficiary: str | None = None,
) -> Matrix:
    """The responsibilities that fit every given condition, against all bodies.

    Args:
        programme: what was agreed.
        party: the id of a body that takes part.
        title: the id of a learning title that is served.
        content: the id of a content of coordination.
        campaign: the id of a campaign that it is woven into.
        beneficiary: the id of the people whom it is for.

    Raises:
        UnknownIdError: if the programme has no such id.
    """
    expect(Programme, programme, "a programme")
    known = {
        "party": [p.id for p in programme.parties],
        "title": [t.id for t in programme.titles],
        "content": [c.id for c in programme.contents],
        "campaign": [c.id for c in programme.campaigns],
        "beneficiary": [b.id for b in programme.beneficiaries],
    }
    asked = {"party": party, "title": title, "content": content, "campaign": campaign, "beneficiary": beneficiary}
    for kind, wanted in asked.items():
        if wanted is not None and wanted not in known[kind]:
            raise UnknownIdError(kind, wanted, known[kind])
    return Matrix(
        programme,
        tuple(
            r
            for r in programme.responsibilities
            if (party is None or party in r.parties)
            and (title is None or title in r.titles)
            and (content is None or content in r.contents)
            and (campaign is None or campaign in r.campaigns)
            and (beneficiary is None or beneficiary in r.beneficiaries)
        ),
    )


class GapKind(Choice):
    """What nobody answers for."""

    TITLE = "title"
    CONTENT = "content"
    CAMPAIGN = "campaign"
    PARTY = "party"


@attrs.frozen(repr=False)
class Gap(Value):
    """A title, content or campaign that no body leads or carries out, or a body without a task of its own."""

    kind: GapKind
    id: str
    name: Text


def gaps(programme: Programme) -> tuple[Gap, ...]:
    """What no body leads or carries out, and the bodies that lead and carry out nothing.

    >>> from xhht.programmes import ctph_154
    >>> gaps(ctph_154.PROGRAMME)
    ()
    """
    expect(Programme, programme, "a programme")
    served = [r for r in programme.responsibilities if r.led_by]
    titles = {title for r in served for title in r.titles}
    contents = {content for r in served for content in r.contents}
    campaigns = {campaign for r in served for campaign in r.campaigns}
    parties = {party for r in served for party in r.led_by}
    return (
        *(Gap(GapKind.TITLE, t.id, t.name) for t in programme.titles if t.id not in titles),
        *(Gap(GapKind.CONTENT, c.id, c.name) for c in programme.contents if c.id not in contents),
        *(Gap(GapKind.CAMPAIGN, c.id, c.name) for c in programme.campaigns if c.id not in campaigns),
        *(Gap(GapKind.PARTY, p.id, p.name) for p in programme.parties if p.id not in parties),
    )
