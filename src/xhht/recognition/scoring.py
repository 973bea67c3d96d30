"""Scoring: points and answers held against the criteria of a title, earned or not or not yet known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from types import NoneType
from typing import Any, TypeAlias

import attrs

from xhht.checks import as_tuple, composed, describe, expect, instance, texts
from xhht.errors import InvalidPointsError, InvalidTypeError, InvalidValueError, UnknownIdError, XhhtError
from xhht.figures.bounds import Base
from xhht.figures.caveats import Caveat
from xhht.figures.prints import PrintedShare
from xhht.figures.shares import AnyShare, BoundedShare, Share
from xhht.judgement.outcomes import Outcome
from xhht.judgement.requirements import Requirement
from xhht.model.criteria import CriteriaSet, Criterion, Precondition
from xhht.model.targets import Comparison
from xhht.model.titles import Grade, exact_points, shown_points
from xhht.pictures import digits
from xhht.recognition import wording
from xhht.recognition.wording import basis, filled, joined
from xhht.texts import Language, check_language, format_decimal
from xhht.values import Value

Answer: TypeAlias = bool | AnyShare | None


@attrs.frozen(repr=False)
class ScoredCriterion(Value):
    """A criterion, the points it was given (None: not scored yet), and what proves them.

    Raises:
        InvalidTypeError: if the points are no exact number.
        InvalidValueError: if they are negative or above the criterion's.
    """

    criterion: Criterion = attrs.field(validator=instance(Criterion))
    points: Fraction | None = attrs.field(
        default=None, converter=attrs.converters.optional(exact_points), repr=shown_points
    )
    evidence: tuple[str, ...] = attrs.field(default=(), converter=texts, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.points is not None and self.points > self.criterion.points:
            raise InvalidValueError(
                f"{digits(self.points)} points are above the {digits(self.criterion.points)} "
                f"of criterion {self.criterion.id!r}"
            )


@attrs.frozen(repr=False)
class AnsweredPrecondition(Value):
    """A precondition and what is known of it: yes or no, a share, or None.

    Raises:
        InvalidTypeError: if a share is given where yes or no is asked, or the other way round.
    """

    precondition: Precondition = attrs.field(validator=instance(Precondition))
    answer: Answer = attrs.field(default=None, validator=instance((bool, Share, PrintedShare, BoundedShare, NoneType)))

    def __attrs_post_init__(self) -> None:
        if self.answer is not None and isinstance(self.answer, bool) != (self.precondition.at_least is None):
            wanted = "yes or no, True or False" if self.precondition.at_least is None else "a share"
            raise InvalidTypeError(
                f"precondition {self.precondition.id!r} is answered by {wanted}, got {describe(self.answer)}"
            )

    @property
    def outcome(self) -> Outcome:
        """Met, not met, or undecided where the answer is unknown or can mean both.

        A share of the registered says nothing of all, and a share of nothing nothing at all.
        """
        at_least = self.precondition.at_least
        if self.answer is None or isinstance(self.answer, bool) or at_least is None:
            return _of_yes_or_no(self.answer)
        if self.answer.base is Base.REGISTERED:
            return Outcome.UNDECIDED
        requirement = Requirement.exactly(at_least, Comparison.AT_LEAST)
        if requirement.is_met_by(self.answer.bounds):
            return Outcome.MET
        return Outcome.NOT_MET if requirement.is_missed_by(self.answer.bounds) else Outcome.UNDECIDED

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """What must be known about the share that was given."""
        return () if self.answer is None or isinstance(self.answer, bool) else self.answer.caveats


def _of_yes_or_no(answer: Answer) -> Outcome:
    if answer is None:
        return Outcome.UNDECIDED
    return Outcome.MET if answer else Outcome.NOT_MET


@attrs.frozen(repr=False, kw_only=True)
class Score(Value):
    """What points and answers say about a title: earned (met), not earned (not met), or undecided.

    Attributes:
        criteria: the set that was applied, and so the document.
        lines: every criterion, with its points.
        answers: every precondition, with its answer.
        pass_mark: the mark that the caller gave; None where the set says itself what is enough.
    """

    criteria: CriteriaSet = attrs.field(validator=instance(CriteriaSet), repr=lambda criteria: repr(criteria.id))
    lines: tuple[ScoredCriterion, ...] = attrs.field(converter=as_tuple)
    answers: tuple[AnsweredPrecondition, ...] = attrs.field(default=(), converter=as_tuple)
    pass_mark: Fraction | None = attrs.field(
        default=None, converter=attrs.converters.optional(exact_points), repr=shown_points
    )

    def __attrs_post_init__(self) -> None:
        scored = tuple(line.criterion for line in self.lines)
        answered = tuple(answer.precondition for answer in self.answers)
        problems = list(_wrong_mark(self.criteria, self.pass_mark))
        if scored != self.criteria.criteria or answered != self.criteria.preconditions:
            problems.append(InvalidValueError("a score has every criterion and precondition of its set; use score()"))
        if problems:
            raise InvalidPointsError(f"score by {self.criteria.id!r}", problems)

    def __str__(self) -> str:
        return self.explain("en")

    @property
    def least(self) -> Fraction:
        """The points that were given."""
        return sum((line.points for line in self.lines if line.points is not None), Fraction(0))

    @property
    def most(self) -> Fraction | None:
        """The points that are possible; None where not every criterion of the document is known."""
        if not self.criteria.is_complete:
            return None
        return sum((_most(line) for line in self.lines), Fraction(0))

    @property
    def unscored(self) -> tuple[str, ...]:
        """The ids of the criteria that were not scored yet."""
        return tuple(line.criterion.id for line in self.lines if line.points is None)

    @property
    def below_floor(self) -> tuple[str, ...]:
        """The ids of the criteria that do not reach what each of them must reach."""
        floor_of = self.criteria.floor_of
        return tuple(
            line.criterion.id
            for line in self.lines
            if line.points is not None and line.points < floor_of(line.criterion)
        )

    @property
    def failed(self) -> tuple[str, ...]:
        """The ids of the preconditions that are not met."""
        return tuple(a.precondition.id for a in self.answers if a.outcome is Outcome.NOT_MET)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The ids of the preconditions of which nobody can say whether they are met."""
        return tuple(a.precondition.id for a in self.answers if a.outcome is Outcome.UNDECIDED)

    @property
    def deciding(self) -> tuple[str, ...]:
        """The ids of the criteria not scored yet whose points can still decide."""
        if self.outcome is not Outcome.UNDECIDED:
            return ()
        is_short = self.least < (self.mark or 0)
        open_lines = (line.criterion for line in self.lines if line.points is None)
        return tuple(criterion.id for criterion in open_lines if is_short or self.criteria.floor_of(criterion))

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """What must be known about the shares that were given."""
        return tuple(dict.fromkeys(caveat for answer in self.answers for caveat in answer.caveats))

    @property
    def mark(self) -> Fraction | None:
        """The points from which the title is earned; None where all criteria are required instead."""
        return mark_of(self.criteria, self.pass_mark)

    @property
    def outcome(self) -> Outcome:
        """Earned (met) if every way to fill what is unknown earns it, not earned if none does, else undecided."""
        mark = self.mark or Fraction(0)
        is_short = self.most is not None and self.most < mark
        if self.failed or self.below_floor or is_short:
            return Outcome.NOT_MET
        has_open_floors = any(line.points is None and self.criteria.floor_of(line.criterion) for line in self.lines)
        is_open = self.unknown or has_open_floors or self.least < mark or not self.criteria.is_complete
        return Outcome.UNDECIDED if is_open else Outcome.MET

    @property
    def possible_grades(self) -> tuple[Grade, ...]:
        """The grades that the title can have where it is earned, the highest first; none where it is not."""
        if self.outcome is Outcome.NOT_MET:
            return ()
        # Who earns the title reaches every floor.
        least = sum(
            (self.criteria.floor_of(line.criterion) if line.points is None else line.points for line in self.lines),
            Fraction(0),
        )
        possible: list[Grade] = []
        above: Fraction | None = None
        for grade in self.criteria.grades:
            is_reached = self.most is None or self.most >= grade.points_from
            if is_reached and (above is None or least < above):
                possible.append(grade)
            above = grade.points_from
        return tuple(possible)

    @property
    def grade(self) -> Grade | None:
        """The grade, where the title is earned and its points can mean no other."""
        possible = self.possible_grades
        is_certain = self.outcome is Outcome.MET and len(possible) == 1 and self.least >= possible[0].points_from
        return possible[0] if is_certain else None

    def explain(self, language: Language = "en") -> str:
        """The result in sentences: points, what is open or failed, grade and document.

        Raises:
            UnknownIdError: if the language is neither ``"en"`` nor ``"vi"``.
        """
        check_language(language)
        return " ".join(_sentences(self, language))


def _most(line: ScoredCriterion) -> Fraction:
    return line.criterion.points if line.points is None else line.points


def score(
    criteria: CriteriaSet,
    points: Mapping[str, int | Fraction | None],
    *,
    preconditions: Mapping[str, Answer] | None = None,
    pass_mark: int | Fraction | None = None,
    evidence: Mapping[str, Iterable[str]] | None = None,
) -> Score:
    """Hold points and answers against the criteria of a title.

    What is missing or None is not known, and leaves a range: the title is earned only if it is whatever the
    missing points turn out to be.

    Args:
        criteria: the criteria.
        points: by the id of the criterion, whole numbers or fractions.
        preconditions: by the id of the precondition, True or False, or a share where one is asked.
        pass_mark: the points that are enough, where the criteria have neither mark nor grades of their own.
        evidence: by the id of the criterion, what proves the points.

    Raises:
        InvalidPointsError: for every unknown id, wrong number and wrong answer, all together in `problems`.
        InvalidTypeError: if the criteria are none, or points, preconditions or evidence are no mappings.
    """
    expect(CriteriaSet, criteria, "the criteria")
    problems: list[XhhtError] = []
    scored = _by_id("points", points, "criterion", tuple(c.id for c in criteria.criteria), problems)
    proofs = _by_id("evidence", evidence or {}, "criterion", tuple(c.id for c in criteria.criteria), problems)
    answered = _by_id(
        "preconditions", preconditions or {}, "precondition", tuple(p.id for p in criteria.preconditions), problems
    )
    lines, answers = [], []
    for criterion in criteria.criteria:
        try:
            lines.append(ScoredCriterion(criterion, scored.get(criterion.id), evidence=proofs.get(criterion.id) or ()))
        except XhhtError as problem:
            problems.append(type(problem)(f"points[{criterion.id!r}]: {problem}"))
    for precondition in criteria.preconditions:
        try:
            answers.append(AnsweredPrecondition(precondition, answered.get(precondition.id)))
        except XhhtError as problem:
            problems.append(type(problem)(f"preconditions[{precondition.id!r}]: {problem}"))
    problems += _wrong_mark(criteria, pass_mark)
    if problems:
        raise InvalidPointsError(f"points by {criteria.id!r}", problems)
    return Score(criteria=criteria, lines=tuple(lines), answers=tuple(answers), pass_mark=pass_mark)


def mark_of(criteria: CriteriaSet, pass_mark: int | Fraction | None) -> Fraction | None:
    """The points from which a title is earned; None where all criteria are required instead."""
    given = criteria.pass_mark if pass_mark is None else Fraction(pass_mark)
    return criteria.grades[-1].points_from if given is None and criteria.grades else given


def check_mark(criteria: CriteriaSet, pass_mark: int | Fraction | None) -> None:
    """Refuse a pass mark that stands beside the set's own, or cannot be, and a missing one.

    Raises:
        InvalidPointsError: for everything that is wrong with it.
    """
    problems = list(_wrong_mark(criteria, pass_mark))
    if problems:
        raise InvalidPointsError(f"points by {criteria.id!r}", problems)


def _by_id(what: str, given: object, kind: str, known: Sequence[str], problems: list[XhhtError]) -> dict[str, Any]:
    """What was given, by ids that exist; the others go to the problems."""
    if not isinstance(given, Mapping):
        raise InvalidTypeError(f"{what} maps ids to values, got {describe(given)}")
    found = {}
    for key, value in given.items():
        if composed(key) not in known:
            problems.append(UnknownIdError(kind, key, known, what))
        elif composed(key) in found:
            problems.append(InvalidValueError(f"{what}[{composed(key)!r}] is given twice; keep one"))
        else:
            found[composed(key)] = value
    return found


def _wrong_mark(criteria: CriteriaSet, pass_mark: int | Fraction | None) -> Iterator[XhhtError]:
    if pass_mark is None:
        if not criteria.has_own_mark:
            yield InvalidValueError(f"criteria {criteria.id!r} say no mark of their own; give pass_mark=")
        return
    if criteria.has_own_mark:
        yield InvalidValueError(
            f"criteria {criteria.id!r} say themselves what is enough; leave the pass mark of {pass_mark!r} out"
        )
    try:
        mark = exact_points(pass_mark)
    except (InvalidTypeError, InvalidValueError) as problem:
        yield type(problem)(f"pass_mark: {problem}")
        return
    if criteria.is_complete and mark > criteria.most_points:
        yield InvalidValueError(
            f"the pass mark is {mark}, but all criteria have {criteria.most_points} points together; correct it"
        )


def _sentences(found: Score, language: Language) -> Iterator[str]:
    criteria = found.criteria
    names = {c.id: c.name.in_language(language) for c in criteria.criteria}
    asked = {p.id: p.text.in_language(language) for p in criteria.preconditions}
    result = wording.RESULTS[found.outcome].in_language(language)
    yield filled(wording.RESULT, language, name=criteria.name.in_language(language), result=result)
    if criteria.criteria:
        yield _points(found, language)
    if found.mark is not None:
        yield filled(wording.MARK, language, mark=format_decimal(found.mark, language))
    if criteria.all_required:
        yield wording.ALL_REQUIRED.in_language(language)
    for template, ids, words in (
        (wording.UNSCORED, found.unscored, names),
        (wording.BELOW_FLOOR, found.below_floor, names | dict(_below_floor(found, language))),
        (wording.FAILED, found.failed, asked),
        (wording.UNKNOWN, found.unknown, asked),
    ):
        if ids:
            yield filled(template, language, names=joined(words[each] for each in ids))
    possible = found.possible_grades
    if possible:
        template = wording.POSSIBLE_GRADES if found.grade is None else wording.GRADE
        yield filled(template, language, names=joined(grade.name.in_language(language) for grade in possible))
    if not criteria.is_complete and found.outcome is Outcome.UNDECIDED:
        yield wording.NOT_COMPLETE.in_language(language)
    yield from (caveat.text(language) for caveat in found.caveats)
    yield basis(criteria.name, criteria.document, language)


def _points(found: Score, language: Language) -> str:
    least, upper = format_decimal(found.least, language), found.most
    most = format_decimal(found.criteria.most_points, language)
    if upper is None:
        return filled(wording.POINTS_FROM, language, least=least)
    if upper == found.least:
        return filled(wording.POINTS, language, least=least, most=most)
    return filled(wording.POINTS_BETWEEN, language, least=least, upper=format_decimal(upper, language), most=most)


def _below_floor(found: Score, language: Language) -> Iterator[tuple[str, str]]:
    for line in found.lines:
        if line.points is not None and line.criterion.id in found.below_floor:
            yield (
                line.criterion.id,
                filled(
                    wording.BELOW_FLOOR_EACH,
                    language,
                    name=line.criterion.name.in_language(language),
                    points=format_decimal(line.points, language),
                    floor=format_decimal(found.criteria.floor_of(line.criterion), language),
                ),
            )
