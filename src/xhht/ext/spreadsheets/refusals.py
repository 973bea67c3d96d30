"""Refusals: files that cannot be read at all."""

from __future__ import annotations

from xhht.errors import InvalidValueError


class UnreadableSheetError(InvalidValueError):
    """A file that is no spreadsheet of a known kind, or a damaged one."""


class EncryptedSheetError(UnreadableSheetError):
    """A file locked by a password."""


class TooLargeSheetError(UnreadableSheetError):
    """A file beyond the limits; the message names the limit."""
