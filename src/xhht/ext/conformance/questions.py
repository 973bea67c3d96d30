"""The questions of the suite, topic by topic; the answers come from the object engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

Question: TypeAlias = dict[str, Any]
Asked: TypeAlias = tuple[str, str, str, Question]

START, END = "2016-12-31", "2020-12-31"
PLACE = "tran-yen"
BODIES = ("front", "women", "association")


def counted(numerator: int, denominator: int, base: str = "all") -> Question:
    """A counted share."""
    return {"kind": "counted", "numerator": numerator, "denominator": denominator, "base": base}


def printed(text: str, base: str = "unstated") -> Question:
    """A printed percentage."""
    return {"kind": "printed", "text": text, "base": base}


def region(id: str = PLACE, *, tier: str | None = None, level: str = "district", **fields: Any) -> Question:  # noqa: A002, ANN401  # The region's own fields.
    """One life of a region."""
    blank: Question = {"parent": None, "valid_from": None, "valid_to": None, "successors": []}
    return {"id": id, "level": level, "tier": tier, **blank, **fields}


def report(share: Question, on: str = END, place: str = PLACE) -> Question:
    """A report of the target's indicator."""
    return {"region": place, "on": on, "share": share}


def question(target: Question, *reports: Question, **changed: Any) -> Question:  # noqa: ANN401  # Any field of a question.
    """A question about one target in one district at the end of 2020, but for what is changed."""
    usual: Question = {
        "target": target,
        "region": PLACE,
        "as_of": END,
        "baseline_on": None,
        "reading": None,
        "regions": [region()],
        "reports": list(reports),
        "roll_up": None,
        "signatories": [],
        "amendments": [],
    }
    return {**usual, **changed}


def all_questions(targets: Mapping[str, Question]) -> Iterator[Asked]:
    """Every question with its id, its topic and what it shows.

    Args:
        targets: the targets that are asked about, by id.
    """
    for topic in (_ties, _tiers, _prints, _bases, _nothing, _growth, _missing, _time, _amendments, _refused):
        yield from topic(targets)


def _ties(targets: Mapping[str, Question]) -> Iterator[Asked]:
    for name, target in targets.items():
        if target["kind"] == "growth":
            continue
        above, below = (int(part) for part in (target["asked"]["general"] + "/1").split("/")[:2])
        size = 700 * below
        tie = 700 * above
        for label, count in (("below", tie - 1), ("tie", tie), ("above", tie + 1)):
            if count <= size:
                about = f"{count} of {size}: {'exactly' if label == 'tie' else 'one ' + label} what is asked"
                yield f"{name}-{label}", "ties", about, question(target, report(counted(count, size)))
    clans = targets["clans_recognised"]
    third = {**clans, "asked": {"general": "1/3"}}
    yield "third-tie", "ties", "a third has no decimal form", question(third, report(counted(41, 123)))
    precise = {**clans, "asked": {"general": "57/100"}}
    yield "float-57", "ties", "57 of 100 is 57%, though not in floats", question(precise, report(counted(57, 100)))
    many = {**clans, "asked": {"general": "55/100"}}
    yield "float-55", "ties", "55 of 100 are needed, not 56", question(many, report(counted(1, 100)))
    large = 10**18
    about = "one of 10^18 short of the threshold"
    yield "large-counts", "ties", about, question(clans, report(counted(large * 2 // 5 - 1, large)))


def _tiers(targets: Mapping[str, Question]) -> Iterator[Asked]:
    for name in ("clans_recognised", "communities_recognised", "units_recognised"):
        for tier in (None, "general", "developed", "disadvantaged"):
            asked = targets[name]["asked"]
            if tier not in (None, *asked) and len(asked) > 1:
                continue
            about = f"45 of 100 in the tier {tier or 'general, since the region has none'}"
            life = region(tier=tier)
            tiered = targets[name] if tier in (None, *asked) else {**targets[name], "asked": {**asked, tier: "2/5"}}
            yield (
                f"{name}-{tier or 'untiered'}",
                "tiers",
                about,
                question(tiered, report(counted(45, 100)), regions=[life]),
            )


def _prints(targets: Mapping[str, Question]) -> Iterator[Asked]:
    texts = {
        "clans_recognised": (
            *("39%", "39,4%", "39,9%", "39.99 %", "40%", "40,0%", "41%", "trên 40%", "hơn 39%", "gần 40%"),
            *(
                "gần 45%",
                "dưới 40%",
                "dưới 41%",
                "khoảng 40%",
                "khoảng 43 %",
                "over 40 %",
                "nearly 44 %",
                "about 38 %",
                "40 - 50%",
            ),
        ),
        "members": ("20%", "20,5%", "21%", "trên 20%", "gần 20%", "19,99%"),
        "residential_areas_organised": ("100%", "99,9%", "99%", "gần 100%"),
    }
    for name, printed_texts in texts.items():
        for place, text in enumerate(printed_texts):
            about = f"“{text}” can have been rounded, cut off or estimated"
            yield f"print-{name}-{place + 1}", "print", about, question(targets[name], report(printed(text)))
    clans = targets["clans_recognised"]
    both = question(clans, report(printed("40%")), report(counted(399, 1000)))
    yield "print-and-counts", "print", "counts and their print of one day: the counts are judged", both


def _bases(targets: Mapping[str, Question]) -> Iterator[Asked]:
    clans = targets["clans_recognised"]
    for base in ("all", "registered", "unstated"):
        for kind, share in (("counted", counted(90, 100, base)), ("printed", printed("90%", base))):
            about = f"a {kind} share of {base} against a target about all"
            yield f"base-{kind}-{base}", "bases", about, question(clans, report(share))
    both = question(clans, report(counted(90, 100, "registered")), report(counted(30, 100)))
    yield "base-both", "bases", "of two reports of one day, the one about all is judged", both


def _nothing(targets: Mapping[str, Question]) -> Iterator[Asked]:
    clans = targets["clans_recognised"]
    yield "no-report", "nothing", "nothing was reported", question(clans)
    yield "denominator-0", "nothing", "there is nobody to count", question(clans, report(counted(0, 0)))
    yield "numerator-0", "nothing", "none of some is a share like any other", question(clans, report(counted(0, 10)))
    for label, day in (("older-than-a-year", "2019-12-31"), ("within-a-year", "2020-01-01")):
        about = f"by default a report counts for a year: one of {day} for {END}"
        yield f"report-{label}", "nothing", about, question(clans, report(counted(9, 10), day))
    later = question(clans, report(counted(9, 10), "2021-01-01"))
    yield "report-too-late", "nothing", "a report after the day judged does not count", later
    older = question(clans, report(counted(9, 10), "2019-12-31"), report(counted(1, 10), "2020-06-30"))
    yield "latest-report", "nothing", "the latest report not after the day judged counts", older
    early = question(clans, report(counted(2, 5), "2018-12-31"), as_of="2018-12-31")
    yield "before-it-is-due", "nothing", "a target is judged before its day, too", early


def _growth(targets: Mapping[str, Question]) -> Iterator[Asked]:
    families = targets["families_recognised"]
    for reading in ("points", "relative"):
        for label, start, end in (
            ("tie", counted(50, 100), counted(60, 100) if reading == "points" else counted(55, 100)),
            ("below", counted(50, 100), counted(599, 1000) if reading == "points" else counted(549, 1000)),
            ("capped", counted(95, 100), counted(100, 100)),
            ("capped-below", counted(99, 100), counted(999, 1000)),
            ("from-zero", counted(0, 100), counted(30, 100)),
            ("from-print", printed("50%"), counted(60, 100)),
            ("print-to-print", printed("57,48%"), printed("65%")),
            ("from-nearly-zero", printed("0%"), counted(1, 100)),
            ("registered-baseline", counted(50, 100, "registered"), counted(60, 100)),
            ("empty-baseline", counted(0, 0), counted(60, 100)),
            ("registered-now", counted(50, 100), counted(60, 100, "registered")),
        ):
            asked = question(families, report(start, START), report(end), baseline_on=START, reading=reading)
            about = f"2.5% a year over four years, read as {reading}: {label.replace('-', ' ')}"
            yield f"growth-{reading}-{label}", "growth", about, asked
        more = {**families, "comparison": "more_than", "reading": reading}
        asked = question(more, report(counted(95, 100), START), report(counted(1, 1)), baseline_on=START)
        yield f"growth-{reading}-more-than-all", "growth", "more than all is capped at all, which is then enough", asked
    start, end = report(counted(50, 100), START), report(counted(60, 100))
    yield (
        "growth-no-baseline-day",
        "growth",
        "without a day of the baseline no rise is judged",
        question(families, start, end),
    )
    yield (
        "growth-no-baseline",
        "growth",
        "nothing was reported for the baseline",
        question(families, end, baseline_on=START),
    )
    only = question(families, start, baseline_on=START, as_of="2017-06-30")
    yield "growth-no-later-report", "growth", "the baseline itself is never judged", only
    day = "2019-03-31"
    leap = question(families, start, report(counted(203, 365), day), baseline_on=START, as_of=day)
    about = "the rise is averaged up to the report's own day: two calendar years and 90 days of 365"
    yield "growth-part-of-a-year", "growth", about, leap
    for tier in ("developed", "disadvantaged"):
        tiered = question(families, start, end, baseline_on=START, regions=[region(tier=tier)])
        yield f"growth-{tier}", "growth", f"the rise asked of the tier {tier}", tiered


def _missing(targets: Mapping[str, Question]) -> Iterator[Asked]:
    communes = [region(f"xa-{number}", level="commune", parent=PLACE) for number in (1, 2, 3)]
    tree = [region(), *communes]

    def rolled(name: str, *shares: Question | None, **sizes: int) -> Question:
        seen = [report(share, END, f"xa-{n + 1}") for n, share in enumerate(shares) if share is not None]
        known = {key.replace("_", "-"): size for key, size in sizes.items()}
        return question(targets[name], *seen, regions=tree, roll_up={"denominators": known})

    clans = "clans_recognised"
    small, large, cut = counted(9, 10), counted(300, 1000), printed("39%")
    few = counted(9, 10, "registered")
    empty = counted(0, 0)
    asked: Iterable[tuple[str, str, Question]] = (
        ("all-reported", "counts are added; the mean would be 70%", rolled(clans, small, large, small)),
        ("one-of-known-size", "from none to all of the missing commune", rolled(clans, small, large, xa_3=200)),
        ("one-too-small", "even the worst case is enough", rolled(clans, counted(90, 100), small, xa_3=20)),
        ("one-cannot-help", "even the best case falls short", rolled(clans, counted(1, 100), large, xa_3=5)),
        ("one-of-unknown-size", "anything is possible", rolled(clans, small, large)),
        ("print-with-size", "a print counts where its size is known", rolled(clans, small, cut, small, xa_2=100)),
        ("print-without-size", "a print of unknown size counts nothing", rolled(clans, small, cut, small)),
        ("nobody", "no commune reported, and none has a known size", rolled(clans)),
        ("empty-communes", "every denominator is 0", rolled(clans, empty, empty, empty)),
        ("registered-part", "shares of the registered are never added", rolled(clans, small, few, small, xa_2=10)),
    )
    for label, about, one in asked:
        yield f"missing-{label}", "missing", about, one
    own = rolled(clans, small, small, small)
    own["reports"].append(report(counted(1, 100)))
    yield "missing-own-report", "missing", "the whole's own report is not used", own


def _time(targets: Mapping[str, Question]) -> Iterator[Asked]:
    clans, families = targets["clans_recognised"], targets["families_recognised"]
    old = region("cu", level="village", valid_to="2018-12-31", successors=[PLACE])
    new = region(level="village", valid_from="2019-01-01")
    one = question(clans, report(counted(9, 10), "2018-06-30", "cu"), regions=[old, new])
    yield "time-merged", "time", "a report of a village that was merged is not one of its successor", one
    lives = [region(valid_to="2018-12-31"), region(tier="developed", valid_from="2019-01-01")]
    after = question(clans, report(counted(45, 100)), regions=lives)
    yield "time-new-tier", "time", "the tier of the day judged is asked", after
    before = question(clans, report(counted(45, 100), "2018-06-30"), regions=lives, as_of="2018-06-30")
    yield "time-old-tier", "time", "before the change the old tier is asked", before
    stale = question(clans, report(counted(45, 100), "2018-06-30"), regions=lives)
    yield "time-report-of-an-earlier-life", "time", "a report of an earlier life is none of this one", stale
    seen = (report(counted(50, 100), START), report(counted(62, 100)))
    across = question(families, *seen, regions=lives, baseline_on=START)
    yield "time-rise-across-a-change", "time", "a rise may begin in an earlier life; shares are compared", across


def _amendments(targets: Mapping[str, Question]) -> Iterator[Asked]:
    clans = targets["clans_recognised"]
    higher = {**clans, "asked": {**clans["asked"], "general": "1/2"}}
    change = {"effective_on": "2019-01-01", "agreed_by": list(BODIES), "target": higher}
    again = {
        **change,
        "effective_on": "2020-01-01",
        "target": {**clans, "asked": {**clans["asked"], "general": "9/20"}},
    }
    for label, day, changes in (
        ("before", "2018-12-31", [change]),
        ("first-day", "2019-01-01", [change]),
        ("between", "2019-06-30", [change, again]),
        ("second", "2020-12-31", [change, again]),
    ):
        seen = report(counted(45, 100), day)
        asked = question(clans, seen, as_of=day, signatories=list(BODIES), amendments=changes)
        yield f"amendment-{label}", "amendments", f"the text as it stands on {day}", asked
    alone = {**change, "agreed_by": list(BODIES[:-1])}
    asked = question(clans, report(counted(45, 100)), signatories=list(BODIES), amendments=[alone])
    yield "amendment-not-agreed", "amendments", "a change to which one body has not agreed is refused", asked


def _refused(targets: Mapping[str, Question]) -> Iterator[Asked]:
    clans = targets["clans_recognised"]
    for label, about, share in (
        ("above-all", "91 of 74 cannot be", counted(91, 74)),
        ("negative", "a count is not negative", counted(-1, 74)),
        ("above-100", "a share is not above 100%", printed("101%")),
        ("over-100", "nothing is over 100%", printed("trên 100%")),
        ("no-sign", "a number without its percent sign is no percentage", printed("40")),
        ("word-before-a-range", "a range has no further word before it", printed("trên 40-50%")),
    ):
        yield f"refused-{label}", "refused", about, question(clans, report(share))
    twice = question(clans, report(counted(40, 100)), report(counted(41, 100)))
    yield "refused-contradiction", "refused", "two counts of one day that differ cannot both be true", twice
    ended = region(valid_to="2019-12-31")
    gone = question(clans, report(counted(40, 100)), regions=[ended], as_of="2019-06-30")
    yield "refused-outside-its-life", "refused", "a report for a day on which the region does not exist", gone
    stranger = question(clans, report(counted(40, 100), END, "yen-binh"))
    yield "refused-unknown-region", "refused", "a report from a region that nobody knows", stranger
    tiers = question(clans, report(counted(40, 100)), regions=[region(tier="remote")])
    yield "refused-unknown-tier", "refused", "a tier of which the target asks nothing", tiers
