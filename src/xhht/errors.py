"""The errors of xhht: each says what was wrong, where, and what to do next."""

from __future__ import annotations

from collections.abc import Iterable

from xhht.neighbours import nearest
from xhht.pictures import LONGEST_MESSAGE, LONGEST_OF_SEVERAL, shortened, shown

SHOWN_PROBLEMS = 20


class XhhtError(Exception):
    """Any error that this library raises on purpose; its message is short, however much it is about."""

    def __str__(self) -> str:
        return shortened(super().__str__())

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"


class InvalidTypeError(XhhtError, TypeError):
    """A value of a kind that is never accepted in its place (a float for a count, a datetime for a day)."""


class InvalidValueError(XhhtError, ValueError):
    """A value of the right kind that cannot be right (91 of 74, an end before its start)."""


class UnreadablePrintError(InvalidValueError):
    """A printed figure that cannot be read without guessing."""


class ContradictionError(InvalidValueError):
    """Two reports of the same thing, for the same day, that cannot both be true."""


class RegionLifeError(InvalidValueError):
    """Something dated outside the life of its region, or lives of one region that overlap."""


class RegionTreeError(InvalidValueError):
    """A region whose parents form a cycle or do not exist while it does."""


class NotAgreedError(InvalidValueError):
    """An amendment to which not every signing body has agreed."""


class NotResponsibleError(InvalidValueError):
    """Something reported, raised or agreed by a body that has no part in it."""


class MissingExtraError(XhhtError, ImportError):
    """An optional library is not installed.

    Args:
        needs: what needs which library, such as ``"charts need altair"``.
        extra: the extra of this package that brings it.
        then: what else to do, empty where nothing is.
    """

    def __init__(self, needs: str, extra: str, then: str = "") -> None:
        self.needs: str = needs
        self.extra: str = extra
        self.then: str = then
        super().__init__(needs, extra, then)

    def __str__(self) -> str:
        return f"{self.needs}: in a clone of xhht, pip install '.[{self.extra}]'{self.then}"


class UnknownIdError(XhhtError, LookupError):
    """An id that nothing has.

    Args:
        kind: what was looked up, such as ``"target"``.
        wrong: the id that was not found.
        known: the ids that exist.
        where: the place of the wrong id, empty for a direct look-up.
    """

    def __init__(self, kind: str, wrong: object, known: Iterable[str], where: str = "") -> None:
        self.kind: str = kind
        self.wrong: object = wrong
        self.known: tuple[str, ...] = tuple(known)
        self.where: str = where
        super().__init__(kind, wrong, self.known, where)

    def __str__(self) -> str:
        place = f" in {self.where}" if self.where else ""
        return shortened(f"unknown {self.kind} {shown(self.wrong)}{shortened(place, 300)}; {self.remedy}")

    @property
    def nearest(self) -> str | None:
        """The known id that is most likely meant; None where none is near."""
        return nearest(self.wrong if isinstance(self.wrong, str) else shown(self.wrong), self.known)

    @property
    def remedy(self) -> str:
        """The nearest known id, or the list of all where none is near."""
        near = self.nearest
        if near is not None:
            return f"did you mean {near!r}?"
        first = ", ".join(one[:LONGEST_MESSAGE] for one in self.known[:SHOWN_PROBLEMS])
        more = ", …" if len(self.known) > SHOWN_PROBLEMS else ""
        return f"known: {shortened(first, LONGEST_OF_SEVERAL)}{more}" if first else "none is known here"


class UnknownChoiceError(UnknownIdError, ValueError):
    """A word that is none of a fixed list, such as a level or a base."""


class ProblemsError(XhhtError, ValueError):
    """Everything that is wrong with one input, together.

    Args:
        what: the input that was refused.
        problems: the single errors, in the order in which they were found.
    """

    def __init__(self, what: str, problems: Iterable[XhhtError]) -> None:
        self.what: str = what
        self.problems: tuple[XhhtError, ...] = tuple(problems)
        super().__init__(what, self.problems)

    def __str__(self) -> str:
        count = len(self.problems)
        lines = [f"{shortened(self.what, LONGEST_OF_SEVERAL)}: {count} problem{'' if count == 1 else 's'}"]
        lines += [f"- {shortened(str(problem), LONGEST_OF_SEVERAL)}" for problem in self.problems[:SHOWN_PROBLEMS]]
        if count > SHOWN_PROBLEMS:
            lines.append(f"- … and {count - SHOWN_PROBLEMS} more, all in .problems")
        return "\n".join(lines)


class InvalidProgrammeError(ProblemsError):
    """A programme whose parts do not fit together."""


class InvalidRegionsError(ProblemsError):
    """Regions that do not form a dated tree."""


class InvalidObservationsError(ProblemsError):
    """Reports that cannot be judged as they stand."""


class InvalidAmendmentError(ProblemsError):
    """An amendment that cannot take effect."""


class InvalidCriteriaError(ProblemsError):
    """Criteria of a title that contradict each other."""


class InvalidPointsError(ProblemsError):
    """Points or answers that the criteria of a title do not allow."""


class InvalidProcedureError(ProblemsError):
    """A procedure whose steps do not follow each other."""


class InvalidCasesError(ProblemsError):
    """Cases whose steps do not follow their procedure."""


class InvalidRecognitionsError(ProblemsError):
    """Recognitions that contradict each other, their regions or their titles."""


class InvalidActivitiesError(ProblemsError):
    """Reported activities that do not fit the programme."""


class InvalidDifficultiesError(ProblemsError):
    """Difficulties or agreements that do not fit the programme."""


class InvalidScheduleError(ProblemsError):
    """A calendar that cannot be made as asked."""


class InvalidScenarioError(ProblemsError):
    """Assumptions that contradict each other or do not fit the programme and its regions."""


class InvalidMethodError(ProblemsError):
    """A method by which something is told does not hold together; `problems` has everything that is wrong."""


class InvalidSpreadError(ProblemsError):
    """What random runs are to be drawn from, or how many, is wrong; `problems` has everything that is wrong."""


class InvalidPlanError(ProblemsError):
    """Capacities, costs or days that do not fit the programme, its regions or each other."""


class UnsolvedPlanError(XhhtError, RuntimeError):
    """A solver that found no answer, or one that does not hold in whole numbers."""
