"""``python -m xhht``: see `xhht.ext.command`."""

import sys

from xhht.errors import MissingExtraError

if __name__ == "__main__":
    try:
        from xhht.ext.command import main
    except MissingExtraError as missing:
        sys.exit(f"error: {missing}")
    sys.exit(main())
