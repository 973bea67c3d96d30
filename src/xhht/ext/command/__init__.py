"""The command ``python -m xhht``: judges a report of the user's own, and shows verdicts in a terminal."""

from xhht.errors import MissingExtraError

try:
    import rich as _rich  # noqa: F401  # Asked for here, so that one message says what is missing.
except ImportError as _missing:
    raise MissingExtraError("xhht.ext.command needs rich", "command") from _missing

from xhht.ext.command.running import main
from xhht.ext.command.showing import show

__all__ = ["main", "show"]
