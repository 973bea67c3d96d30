import subprocess
import sys
from datetime import date
from fractions import Fraction

import attrs
import pytest

from xhht import GrowthTarget, Observation, Outcome, Reason, Region, Share, assess, evaluate
from xhht.errors import InvalidTypeError, InvalidValueError, UnknownIdError
from xhht.ext.pytest_plugin import assert_met, assert_outcome, assert_same_verdicts
from xhht.ext.pytest_plugin.factories import share_of
from xhht.programmes import ctph_154, qd_281, qd_387

pytest_plugins = ["pytester"]

DAY = date(2020, 12, 31)
PROGRAMME = ctph_154.PROGRAMME
REGIONS = [Region("tran-yen", "Huyện Trấn Yên", level="district", traits=["town"])]
CLANS = "clans_recognised"


def report_of(numerator, denominator=100):
    seen = [Observation(CLANS, "tran-yen", DAY, Share(numerator, denominator))]
    return assess(PROGRAMME, seen, regions=REGIONS, as_of=DAY)


def failure_of(check, *args, **kwargs):
    with pytest.raises(AssertionError) as caught:
        check(*args, **kwargs)
    return str(caught.value)


def test_a_verdict_that_is_met_passes():
    assert_met(report_of(50)[CLANS, "tran-yen"])
    assert_met(report_of(50), target=CLANS, region="tran-yen")


def test_a_verdict_that_is_not_met_is_told_with_target_region_numbers_and_clause():
    assert failure_of(assert_met, report_of(45), target=CLANS).splitlines() == [
        "1 of 1 verdicts is not as expected:",
        "",
        "clans_recognised in tran-yen (Huyện Trấn Yên)",
        "  expected  met",
        "  got       not_met (no_value_passes)",
        "  why       That is 5 percentage points below what is asked. Still missing: 5 clans.",
        "  reported  45/100 (45%)",
        "  asked     at least 50% by 2020-12-31",
        "  clause    II.2.2, 154/CTPH-LN",
    ]


def test_an_outcome_can_be_asserted_with_its_reason():
    assert_outcome(report_of(45), "not_met", reason="no_value_passes", target=CLANS)
    told = failure_of(
        assert_outcome, report_of(45), Outcome.NO_DATA, reason=Reason.ONLY_REGISTERED, target="units_recognised"
    )
    assert "expected  no_data (only_registered)" in told
    assert "got       no_data (not_reported)" in told
    assert "reported  nothing" in told


def test_a_verdict_without_a_region_can_be_asserted():
    verdict = evaluate(PROGRAMME.target(CLANS), Share(1, 4), as_of=DAY)
    assert "\nclans_recognised\n" in failure_of(assert_met, verdict)


def test_no_verdicts_at_all_never_pass():
    assert "no verdict was given" in failure_of(assert_met, [])


def test_a_mistyped_target_region_or_outcome_is_refused_with_the_nearest():
    with pytest.raises(UnknownIdError, match="did you mean 'clans_recognised'"):
        assert_met(report_of(50), target="clan_recognised")
    with pytest.raises(UnknownIdError, match="did you mean 'tran-yen'"):
        assert_met(report_of(50), region="tran_yen")
    with pytest.raises(UnknownIdError, match="did you mean 'not_met'"):
        assert_outcome(report_of(50), "notmet")


def test_what_is_no_verdict_is_refused():
    with pytest.raises(InvalidTypeError, match="verdicts are"):
        assert_met(["met"])
    with pytest.raises(InvalidTypeError, match="verdicts are"):
        assert_met(5)


def test_the_same_verdicts_agree_in_any_order():
    assert_same_verdicts(reversed(report_of(45).verdicts), report_of(45))
    assert_same_verdicts(report_of(45).where(target=CLANS), {(CLANS, "tran-yen"): "not_met"})


def test_a_target_judged_twice_in_one_region_is_never_compared_by_one_of_its_verdicts():
    both = [*report_of(55), *report_of(45)]
    with pytest.raises(InvalidValueError, match=r"more than once in one region, such as \w+ in tran-yen; compare"):
        assert_same_verdicts(both, report_of(45))
    with pytest.raises(InvalidValueError, match="more than once"):
        assert_same_verdicts(report_of(45), both)


@pytest.mark.parametrize("key", [CLANS, (CLANS,), (CLANS, "tran-yen", "2020"), (CLANS, None), None])
def test_a_key_that_is_no_pair_of_ids_is_refused(key):
    with pytest.raises(InvalidTypeError, match=r"a pair of ids, such as \(\"members\", \"tran-yen\"\), got"):
        assert_same_verdicts(report_of(45), {key: "not_met"})


def test_counts_too_long_to_be_counts_are_refused_by_the_library():
    with pytest.raises(InvalidValueError, match="counts of 5003 characters cannot be; at most 100 are read"):
        share_of("1/" + "9" * 5001)
    assert share_of("45 / 100") == Share(45, 100)


def test_verdicts_that_differ_are_told_with_both_sides():
    told = failure_of(assert_same_verdicts, report_of(45), report_of(47))
    assert "1 of 11 verdicts is different:" in told
    assert "expected  shortfall 3, gap −3 points" in told
    assert "got       shortfall 5, gap −5 points" in told
    assert "clause    II.2.2, 154/CTPH-LN" in told


def test_another_threshold_is_told_as_a_percentage():
    rule = PROGRAMME.target(CLANS)
    strict = evaluate(rule.with_share(Fraction(1, 3), tier="general"), Share(1, 4), as_of=DAY, tier="general")
    told = failure_of(assert_same_verdicts, strict, [evaluate(rule, Share(1, 4), as_of=DAY, tier="general")])
    assert "expected  threshold 40% (2/5), gap −15 points" in told
    assert "got       threshold about 33.33% (1/3)" in told


def test_bounded_thresholds_and_gaps_are_told_as_ranges():
    rule = next(rule for rule in PROGRAMME.targets if isinstance(rule, GrowthTarget))
    start = Observation(rule.indicator, "tran-yen", date(2016, 12, 31), Share(1, 4))
    seen = Share(26, 100).printed(0)
    exact = evaluate(rule, seen, as_of=DAY, tier="general", baseline=start)
    rounded = attrs.evolve(start, actual=start.actual.printed(0))
    vague = evaluate(rule, seen, as_of=DAY, tier="general", baseline=rounded)
    told = failure_of(assert_same_verdicts, vague, [exact])
    assert "expected  threshold 35% (7/20), gap from −9.5 to under −8 points" in told
    assert "got       threshold from 34.5% to under 36%" in told


def test_missing_and_unexpected_verdicts_are_told():
    told = failure_of(
        assert_same_verdicts, report_of(45).where(target=CLANS), {("members", "tran-yen"): Outcome.NO_DATA}
    )
    assert "members in tran-yen\n  expected  no_data\n  got       no verdict" in told
    assert (
        "clans_recognised in tran-yen (Huyện Trấn Yên)\n  expected  no verdict\n  got       not_met (no_value_passes)"
        in told
    )
    assert "2 of 2 verdicts are different" in told


def test_a_verdict_with_another_outcome_than_the_mapping_says_is_told():
    told = failure_of(assert_same_verdicts, report_of(45).where(target=CLANS), {(CLANS, "tran-yen"): "met"})
    assert "expected  met\n  got       not_met (no_value_passes)" in told


def test_outcomes_of_another_implementation_can_be_held_against_the_verdicts():
    told = failure_of(assert_same_verdicts, {(CLANS, "tran-yen"): "met"}, report_of(45).where(target=CLANS))
    assert "(Huyện Trấn Yên)\n  expected  not_met (no_value_passes)\n  got       met\n  why       That is 5" in told
    assert_same_verdicts({(CLANS, "tran-yen"): "not_met"}, report_of(45).where(target=CLANS))


def test_long_lists_of_differences_are_cut():
    regions = [Region(f"xa-{number}", f"Xã {number}", level="commune") for number in range(3)]
    told = failure_of(assert_met, assess(PROGRAMME, [], regions=regions, as_of=DAY))
    assert told.startswith("33 of 33 verdicts are not as expected:")
    assert told.endswith("… and 13 more")


@pytest.fixture
def run(pytester, monkeypatch):
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    pytester.makeini("[pytest]\naddopts = -p xhht.ext.pytest_plugin --strict-markers --import-mode=importlib\n")

    def run(code, *args):
        pytester.makepyfile(code)
        return pytester.runpytest_inprocess(*args)

    return run


def test_the_shipped_programmes_and_the_factories_are_fixtures(run):
    run(
        """
        from datetime import date
        from xhht import Outcome, PrintedShare, Share, assess
        from xhht.ext.pytest_plugin import assert_met, assert_outcome

        DAY = date(2020, 12, 31)

        def test_programmes(ctph_154, qd_281):
            assert (ctph_154.id, qd_281.id) == ("ctph_154", "qd_281")

        def test_factories(ctph_154, make_region, make_observation):
            place = make_region("tran-yen", level="district", traits=["town"])
            assert place.name == "tran-yen"
            seen = [
                make_observation("clans_recognised", place, "50/100", on=DAY),
                make_observation("units_recognised", "tran-yen", "57,48%", on=DAY, reference="report"),
                make_observation("communities_recognised", "tran-yen", Share(1, 5), on=DAY),
            ]
            assert isinstance(seen[1].actual, PrintedShare)
            report = assess(ctph_154, seen, regions=[place], as_of=DAY)
            assert_met(report, target="clans_recognised")
            assert_outcome(report, Outcome.NOT_MET, target="communities_recognised")
        """
    ).assert_outcomes(passed=2)


def test_every_shipped_programme_has_a_fixture(run, pytester):
    told = pytester.runpytest_inprocess("--fixtures").stdout.str()
    for shipped in (ctph_154, qd_281, qd_387):
        assert f"\n{shipped.PROGRAMME.id} [session scope]" in told
        assert f"The shipped programme `xhht.programmes.{shipped.PROGRAMME.id}.PROGRAMME`." in told


def test_a_failure_reads_well_and_quotes_the_clause(run):
    result = run(
        """
        from datetime import date
        import pytest
        from xhht import Share, evaluate
        from xhht.ext.pytest_plugin import assert_met

        @pytest.mark.clause("II.2.2")
        def test_clans(ctph_154):
            assert_met(evaluate(ctph_154.target("clans_recognised"), Share(1, 4), as_of=date(2020, 12, 31)))
        """
    )
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "E *AssertionError: 1 of 1 verdicts is not as expected:",
            "E *clans_recognised",
            "E *expected  met",
            "E *got       not_met (no_value_passes)",
            "E *clause    II.2.2, 154/CTPH-LN",
            "*- clause -*",
            "II.2.2 of 154/CTPH-LN: *Modelled by: *LevelTarget clans_recognised*",
        ]
    )
    assert "assertions.py" not in result.stdout.str()


def test_comparing_assessments_tells_the_verdicts_that_differ(run):
    result = run(
        """
        from datetime import date
        from xhht import Share, assess

        DAY = date(2020, 12, 31)

        def test_same(ctph_154, make_region, make_observation):
            place = make_region("tran-yen")
            one, other = (
                assess(ctph_154, [make_observation("clans_recognised", place, text, on=DAY)], regions=[place],
                       as_of=DAY)
                for text in ("1/10", "2/10")
            )
            assert one == other
        """
    )
    result.stdout.fnmatch_lines(["E *1 of 11 verdicts is different:", "E *clans_recognised in tran-yen"])


def test_an_unknown_clause_is_refused_with_the_nearest_and_all_together(run):
    result = run(
        """
        import pytest

        @pytest.mark.clause("II.2.9")
        def test_one(): ...

        @pytest.mark.clause("objective", programme="qd_281")
        def test_two(): ...

        @pytest.mark.clause("I.1", programme="qd_282")
        def test_three(): ...

        @pytest.mark.clause
        def test_four(): ...
        """
    )
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(
        [
            "*clauses that tests name but the text does not have:",
            "- *::test_one: ctph_154: unknown clause 'II.2.9'; did you mean 'II.2.*'?",
            "- *::test_two: qd_281: unknown clause 'objective'; did you mean 'objectives'?",
            "- *::test_three: unknown programme 'qd_282'; did you mean 'qd_281'?",
            "- *::test_four: write @pytest.mark.clause(number, *",
        ]
    )


def test_clauses_that_no_passed_test_covers_are_reported(run):
    result = run(
        """
        import pytest

        @pytest.mark.clause("II.2.1", "II.2.2")
        def test_passes(): ...

        @pytest.mark.clause("I.2")
        def test_fails():
            assert False

        @pytest.mark.parametrize("number", range(2))
        @pytest.mark.clause("objectives", programme="qd_281")
        def test_another(number): ...
        """,
        "--xhht-clauses=ctph_154",
    )
    total, measured = len(PROGRAMME.clauses), sum(clause.is_measurable for clause in PROGRAMME.clauses)
    result.stdout.fnmatch_lines(
        [
            "=* clauses of ctph_154 (154/CTPH-LN) =*",
            f"Covered by tests that passed: 2 of {total} clauses, 2 of {measured} that are measured.",
            "Measured, and covered by none:",
            f"  I.2  *{PROGRAMME.clause('I.2').gist.en}; marked, but no such test passed",
            "  II.2.3  *",
            "Not measured, and covered by none: heading, preamble, *",
        ]
    )
    assert "\n  II.2.1 " not in result.stdout.str()
    assert "clauses of qd_281" not in result.stdout.str()


def test_a_programme_of_ones_own_is_named_by_its_module(run, pytester):
    pytester.makepyfile(own="from xhht.programmes.qd_281 import PROGRAMME as OWN\nNUMBER = 5")
    pytester.syspathinsert()
    code = """
        import pytest

        @pytest.mark.clause("heading", "objectives")
        def test_all(): ...
        """
    result = run(code, "-o", "xhht_programme=own:OWN", "--xhht-clauses=own:OWN")
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["Covered by tests that passed: 2 of 2 clauses, 1 of 1 that are measured."])
    assert "covered by none" not in result.stdout.str()
    wrong = run(code, "--xhht-clauses=own:NUMBER")
    wrong.stderr.fnmatch_lines(["*'own:NUMBER' is no Programme but a int; give module:NAME of one"])
    missing = run(code, "--xhht-clauses=own:OWNED")
    missing.stderr.fnmatch_lines(["*no programme at 'own:OWNED': *; give module:NAME"])


def test_an_unknown_programme_is_refused_before_any_test_runs(run):
    result = run("def test_one(): ...", "--xhht-clauses=ctph_145")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*--xhht-clauses: unknown programme 'ctph_145'; did you mean 'ctph_154'?"])


def test_a_project_with_a_marker_of_the_same_name_is_left_alone(run, pytester):
    pytester.makeini("[pytest]\naddopts = -p xhht.ext.pytest_plugin\nmarkers =\n    clause(text): of a contract\n")
    code = "import pytest\n@pytest.mark.clause('whatever')\ndef test_one(): ..."
    run(code).assert_outcomes(passed=1)


def test_the_entry_point_loads_the_plugin_and_nothing_of_the_library():
    code = (
        "import importlib.metadata as m, sys\n"
        "[point] = m.entry_points(group='pytest11', name='xhht')\n"
        "before = set(sys.modules)\n"
        "point.load()\n"
        "print(*sorted(n for n in set(sys.modules) - before if n.split('.')[0] in ('xhht', 'attrs', 'dateutil')))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout  # noqa: S603  # Our own code.
    assert told.split() == ["xhht", "xhht.ext", "xhht.ext.pytest_plugin"]


def test_an_unknown_name_of_the_plugin_is_no_attribute():
    with pytest.raises(ImportError, match="assert_nothing"):
        from xhht.ext.pytest_plugin import assert_nothing  # noqa: F401, PLC0415  # The import is what is tested.


def test_a_missing_pytest_names_the_extra_that_brings_it():
    code = (
        "import sys; sys.modules['pytest'] = None\n"
        "try:\n    import xhht.ext.pytest_plugin\n"
        "except ImportError as error:\n    print(type(error).__name__, error)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout  # noqa: S603  # Our own code.
    assert told.startswith(
        "MissingExtraError xhht.ext.pytest_plugin needs pytest: in a clone of xhht, pip install '.[pytest]'"
    )


def test_markers_that_name_no_programme_are_refused_all_together(run):
    result = run(
        """
        import pytest

        @pytest.mark.clause("I.1", programme=3)
        def test_number(): ...

        @pytest.mark.clause("I.1", programme=[])
        def test_list(): ...

        @pytest.mark.clause("I.1", programme="..x:PROGRAMME")
        def test_relative(): ...

        @pytest.mark.clause("I.1", programme="a\\0:PROGRAMME")
        def test_nul(): ...

        @pytest.mark.clause(None, [], "x" * 100_000)
        def test_numbers(): ...
        """
    )
    told = result.stderr.str()
    assert "INTERNALERROR" not in told + result.stdout.str()
    assert all(f"::test_{name}: " in told for name in ("number", "list", "relative", "nul", "numbers"))
    assert len(told) < 5000
