"""Whatever reads, writes or shows refuses an argument of another kind in the words of the library."""

import inspect
from contextlib import suppress
from datetime import date
from importlib import import_module

import pytest

from xhht import Assessment, Observation, Region, Share, XhhtError, assess
from xhht.programmes import ctph_154

DAY = date(2020, 12, 31)
PROGRAMME = ctph_154.PROGRAMME
REGIONS = [Region("p", "P", level="province")]
SEEN = (Observation("clans_recognised", "p", DAY, Share(1, 2)),)
ASSESSED = assess(PROGRAMME, SEEN, regions=REGIONS, as_of=DAY)
SHEET = {"programme": PROGRAMME, "regions": REGIONS, "on": DAY}
REGION = '{"xhht": 1, "type": "Region", "id": "p", "name": "P", "level": "province"}'
TOML = 'xhht = 1\nid = "p"\nname = "P"\nlevel = "province"'
CSV = "DATAFLOW,INDICATOR,REF_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE\nA:B(1.0),clans_recognised,p,2020-12-31,50,PT\n"
RIGHT = {
    "codec.dumps": {"thing": ASSESSED},
    "codec.loads": {"text": REGION, "kind": Region},
    "codec.loads_toml": {"text": TOML, "kind": Region},
    "codec.observations_of": {"assessment": ASSESSED},
    "codec.receipt": {"assessment": ASSESSED},
    "codec.replay": {"assessment": ASSESSED, "regions": REGIONS},
    "ical.to_ical": {"programme": PROGRAMME, "start": date(2016, 1, 1), "end": DAY},
    "places.positions": {"regions": []},
    "places.tiles": {"regions": []},
    "rows.from_rows": {"rows": []},
    "rows.to_rows": {"result": ASSESSED},
    "sdmx.read": {"text": CSV},
    "sdmx.write": {"observations": SEEN},
    "spreadsheets.read": {"path_or_bytes": CSV.encode(), **SHEET},
    "spreadsheets.write": {"observations": SEEN, **SHEET},
    "tables.table": {"result": ASSESSED},
}
WRONG = [None, 3, 3.5, "x", b"x", [], [1], {}, {"a": 1}, object(), 10**30, date(2020, 1, 1), True]


@pytest.mark.parametrize("name", RIGHT)
def test_an_argument_of_another_kind_is_refused_and_never_raises_an_error_of_python(name):
    module, _, function = name.partition(".")
    try:
        call = getattr(import_module(f"xhht.ext.{module}"), function)
    except ImportError:
        pytest.skip(f"the libraries of xhht.ext.{module} are not installed")
    for argument in inspect.signature(call).parameters:
        for wrong in WRONG:
            with suppress(XhhtError):
                call(**RIGHT[name] | {argument: wrong})


def test_an_assessment_is_asked_for_by_name():
    pytest.importorskip("cattrs")
    pytest.importorskip("msgspec")
    codec = pytest.importorskip("xhht.ext.codec")
    for call in (codec.observations_of, lambda wrong: codec.replay(wrong, regions=REGIONS)):
        with pytest.raises(XhhtError, match=f"an assessment is a {Assessment.__name__}, got int 3"):
            call(3)
