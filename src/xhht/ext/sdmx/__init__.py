"""SDMX: observations as SDMX-CSV 2.0, the form of statistical offices, and back; version 1.0 is read too.

>>> from datetime import date
>>> from xhht.figures.observations import Observation
>>> from xhht.figures.shares import Share
>>> seen = (Observation("clans_recognised", "tran-yen", date(2020, 12, 31), Share(2, 7)),)
>>> read(write(seen).text).observations == seen
True
"""

from xhht.ext.flat_shares import Kind
from xhht.ext.sdmx.columns import Status
from xhht.ext.sdmx.limits import LIMITS, Limits
from xhht.ext.sdmx.problems import InvalidSdmxError, SdmxProblemError, UnreadableSdmxError
from xhht.ext.sdmx.reading import read
from xhht.ext.sdmx.results import Missing, Remark, RemarkKind, SdmxReport, SdmxText
from xhht.ext.sdmx.writing import FLOW, write

__all__ = [
    "FLOW",
    "LIMITS",
    "InvalidSdmxError",
    "Kind",
    "Limits",
    "Missing",
    "Remark",
    "RemarkKind",
    "SdmxProblemError",
    "SdmxReport",
    "SdmxText",
    "Status",
    "UnreadableSdmxError",
    "read",
    "write",
]
