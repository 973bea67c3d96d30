"""Columns: what stands in which column of an SDMX-CSV file of observations."""

from __future__ import annotations

from xhht.checks import Choice
from xhht.texts import Text

STRUCTURE, STRUCTURE_ID, ACTION, DATAFLOW = "STRUCTURE", "STRUCTURE_ID", "ACTION", "DATAFLOW"
INDICATOR, REF_AREA, TIME_PERIOD = "INDICATOR", "REF_AREA", "TIME_PERIOD"
OBS_VALUE, OBS_STATUS, UNIT_MEASURE = "OBS_VALUE", "OBS_STATUS", "UNIT_MEASURE"
SHARE_KIND, BASE, NUMERATOR, DENOMINATOR = "SHARE_KIND", "BASE", "NUMERATOR", "DENOMINATOR"
PRINTED, LOWER, UPPER, LOWER_OPEN, UPPER_OPEN = "PRINTED", "LOWER", "UPPER", "LOWER_OPEN", "UPPER_OPEN"
LEAST, MOST, IS_PARTIAL, CAVEATS = "LEAST", "MOST", "IS_PARTIAL", "CAVEATS"
SOURCE, COMMENT = "SOURCE", "COMMENT"
# Not one of ours, but it moves the ends of periods where another program wrote it.
REPORTING_YEAR_START_DAY = "REPORTING_YEAR_START_DAY"

UNIT_MULT = "UNIT_MULT"
# What programs write beside a figure that tells no two figures apart.
DESCRIPTIONS = ("FREQ", "TIME_FORMAT", "DECIMALS", "CONF_STATUS", "COLLECTION", "TITLE", "REPORTING_TYPE")
# Dimensions of the global indicators and of census tables, whichever side of the value they stand on.
BREAKDOWNS = (
    *("SEX", "AGE", "URBANISATION", "EDUCATION_LEV", "OCCUPATION", "DISABILITY_STATUS", "ACTIVITY", "PRODUCT"),
    *("INCOME_WEALTH_QUANTILE", "CUST_BREAKDOWN", "COMPOSITE_BREAKDOWN", "GROUP"),
)
TOTAL = "_T"

PERCENT = "PT"
PERCENT_UNITS = (PERCENT, "PC")

DIMENSIONS: dict[str, Text] = {
    INDICATOR: Text("chỉ số", "indicator"),
    REF_AREA: Text("địa bàn", "region"),
    TIME_PERIOD: Text("ngày hoặc kỳ", "day or period"),
}
ATTRIBUTES: dict[str, Text] = {
    OBS_STATUS: Text("tình trạng số liệu", "status, of the code list CL_OBS_STATUS"),
    UNIT_MEASURE: Text("đơn vị", "unit"),
    SHARE_KIND: Text("loại tỷ lệ", "kind of share"),
    BASE: Text("mẫu số đếm những gì", "what the denominator counts"),
    NUMERATOR: Text("tử số", "numerator"),
    DENOMINATOR: Text("mẫu số", "denominator"),
    PRINTED: Text("như đã in", "as printed"),
    LOWER: Text("cận dưới", "lower bound, as an exact share"),
    UPPER: Text("cận trên", "upper bound, as an exact share"),
    LOWER_OPEN: Text("không kể cận dưới", "whether the lower bound itself is excluded"),
    UPPER_OPEN: Text("không kể cận trên", "whether the upper bound itself is excluded"),
    LEAST: Text("tử số nhỏ nhất", "least numerator"),
    MOST: Text("tử số lớn nhất", "most numerator"),
    IS_PARTIAL: Text("còn thiếu một phần chưa rõ", "whether a part of unknown size comes on top"),
    CAVEATS: Text("điều cần lưu ý", "caveats, set off by spaces"),
    SOURCE: Text("nguồn", "source"),
    COMMENT: Text("ghi chú", "note"),
}
COLUMNS = (STRUCTURE, STRUCTURE_ID, ACTION, *DIMENSIONS, OBS_VALUE, *ATTRIBUTES)
# Programs that write names beside codes put them in one cell: "A: Normal value".
CODED = (STRUCTURE_ID, INDICATOR, REF_AREA, OBS_STATUS, UNIT_MEASURE, UNIT_MULT, BASE)


# Under which headings the cells of flat shares stand.
SHARES = {
    "kind": SHARE_KIND,
    "base": BASE,
    "numerator": NUMERATOR,
    "denominator": DENOMINATOR,
    "printed": PRINTED,
    "share_lower": LOWER,
    "share_upper": UPPER,
    "is_lower_open": LOWER_OPEN,
    "is_upper_open": UPPER_OPEN,
    "least": LEAST,
    "most": MOST,
    "is_partial": IS_PARTIAL,
    "reservations": CAVEATS,
}


class Status(Choice):
    """The codes of CL_OBS_STATUS that this library writes, and those under which no value stands.

    The code list is SDMX's own, version 2.2 (https://sdmx.org/?page_id=3215); its names of these codes
    are given behind them.
    """

    NORMAL = "A"
    """Normal value."""
    MISSING = "O"
    """Missing value: nothing was reported, and nobody says why."""
    CANNOT_EXIST = "M"
    """Missing value; data cannot exist: there is nothing to count."""
    NOT_COLLECTED = "L"
    """Missing value; data exist but were not collected: here, a share without one exact figure."""
    HOLIDAY = "H"
    """Missing value; holiday or weekend."""
    SUPPRESSED = "Q"
    """Missing value; suppressed."""
