"""Spreadsheets as districts send them (Excel, ODS, CSV): what they report, and every cell that could not be taken."""

from xhht.errors import MissingExtraError

try:
    import openpyxl as _openpyxl  # noqa: F401  # Asked for here, so that the message says what is missing.
except ImportError as _missing:
    raise MissingExtraError("xhht.ext.spreadsheets needs openpyxl", "spreadsheets") from _missing

from xhht.ext.spreadsheets.headings import Headings, Measure, Phrase, Sort, Subject
from xhht.ext.spreadsheets.limits import LIMITS, Limits
from xhht.ext.spreadsheets.problems import CellProblem, ProblemKind
from xhht.ext.spreadsheets.reading import read
from xhht.ext.spreadsheets.refusals import EncryptedSheetError, TooLargeSheetError, UnreadableSheetError
from xhht.ext.spreadsheets.results import CellUse, SheetReport, Use
from xhht.ext.spreadsheets.vocabularies import DEFAULT, headings_for
from xhht.ext.spreadsheets.writing import SheetFile, write

__all__ = [
    "DEFAULT",
    "LIMITS",
    "CellProblem",
    "CellUse",
    "EncryptedSheetError",
    "Headings",
    "Limits",
    "Measure",
    "Phrase",
    "ProblemKind",
    "SheetFile",
    "SheetReport",
    "Sort",
    "Subject",
    "TooLargeSheetError",
    "UnreadableSheetError",
    "Use",
    "headings_for",
    "read",
    "write",
]
