"""Registrations: who has asked for a title, and the stages from there to a title that has lapsed."""

from __future__ import annotations

from datetime import date

import attrs

from xhht.checks import Choice, calendar_day, identifier, instance, optional_day
from xhht.errors import InvalidValueError
from xhht.recognition.scoring import Score
from xhht.texts import Language, Text
from xhht.values import Value


class Stage(Choice):
    """How far a holder is with a title."""

    REGISTERED = "registered"
    ASSESSED = "assessed"
    RECOGNISED = "recognised"
    LAPSED = "lapsed"

    def text(self, language: Language) -> str:
        """The stage in words.

        >>> Stage.LAPSED.text("en"), Stage.LAPSED.text("vi")
        ('lapsed', 'đã hết hiệu lực')
        """
        return _STAGES[self].in_language(language)


_STAGES = {
    Stage.REGISTERED: Text("đã đăng ký", "registered"),
    Stage.ASSESSED: Text("đã đánh giá", "assessed"),
    Stage.RECOGNISED: Text("đã được công nhận", "recognised"),
    Stage.LAPSED: Text("đã hết hiệu lực", "lapsed"),
}


@attrs.frozen(repr=False)
class Registration(Value):
    """A holder in a region has asked for a title; to be registered is not to be recognised.

    `assessed_on` is the day on which the points were given, `score` what they say. It stands up to and with
    `ends_on`, such as the last day of its year, or until the holder registers anew.

    >>> Registration("family", "f1", "tran-yen", registered_on=date(2018, 1, 15)).assessed_on is None
    True

    Raises:
        InvalidValueError: if it was assessed or ended before it began, assessed after it ended, or scored without a
            day or for another title.
    """

    title: str = attrs.field(converter=identifier)
    holder: str = attrs.field(converter=identifier)
    region: str = attrs.field(converter=identifier)
    registered_on: date = attrs.field(converter=calendar_day, kw_only=True)
    assessed_on: date | None = attrs.field(default=None, converter=optional_day, kw_only=True)
    score: Score | None = attrs.field(default=None, validator=instance(Score, is_optional=True), kw_only=True)
    ends_on: date | None = attrs.field(default=None, converter=optional_day, kw_only=True)

    def __attrs_post_init__(self) -> None:
        what = f"the registration of {self.holder!r} as {self.title!r}"
        for done, day in (("is assessed", self.assessed_on), ("ends", self.ends_on)):
            if day is not None and day < self.registered_on:
                raise InvalidValueError(
                    f"{what} {done} on {day}, before it was registered on {self.registered_on}; correct one of the days"
                )
        if self.assessed_on is not None and self.ends_on is not None and self.assessed_on > self.ends_on:
            raise InvalidValueError(f"{what} is assessed on {self.assessed_on}, after it ended on {self.ends_on}")
        if self.score is None:
            return
        if self.assessed_on is None:
            raise InvalidValueError(f"{what} has a score but no day of assessment; give assessed_on")
        if self.score.criteria.title != self.title:
            raise InvalidValueError(
                f"{what} is scored by criteria of {self.score.criteria.title!r}; score it by those of its title"
            )

    def is_in_force(self, day: date) -> bool:
        """Whether the registration has been made by a day and has not ended.

        Raises:
            InvalidTypeError: if the day is a datetime or a text.
        """
        calendar_day(day)
        return self.registered_on <= day and (self.ends_on is None or day <= self.ends_on)
