"""``python -m xhht``: see `xhht.ext.command`."""

import sys

from xhht.errors import MissingExtraError


def _run() -> int | str:
    try:
        from xhht.ext.command import main  # noqa: PLC0415  # What is missing is said in a line.
    except MissingExtraError as missing:
        return f"error: {missing}"
    return main()


if __name__ == "__main__":
    sys.exit(_run())
