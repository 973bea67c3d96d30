"""Files: every public type as JSON and back, exactly, and programmes written by hand in TOML or JSON.

>>> from xhht.figures.shares import Share
>>> print(dumps(Share(2, 7)))
{"xhht":1,"type":"Share","numerator":2,"denominator":7}
>>> loads('{"xhht": 1, "numerator": 2, "denominator": 7}', Share)
Share(2, 7)
"""

from xhht.errors import MissingExtraError

try:
    import cattrs as _cattrs  # noqa: F401  # Asked for here, so that one message says what is missing.
    import msgspec as _msgspec  # noqa: F401  # As above.
except ImportError as _missing:
    raise MissingExtraError("xhht.ext.codec needs cattrs and msgspec", "codec") from _missing

from xhht.ext.codec.documents import dumps, loads, loads_toml
from xhht.ext.codec.kinds import FORMAT
from xhht.ext.codec.limits import LIMITS, Limits
from xhht.ext.codec.mistakes import InvalidFileError, MistakeError, UnreadableFileError, explain
from xhht.ext.codec.receipts import Receipt, observations_of, receipt, replay
from xhht.ext.codec.schemas import json_schema

__all__ = [
    "FORMAT",
    "LIMITS",
    "InvalidFileError",
    "Limits",
    "MistakeError",
    "Receipt",
    "UnreadableFileError",
    "dumps",
    "explain",
    "json_schema",
    "loads",
    "loads_toml",
    "observations_of",
    "receipt",
    "replay",
]
