"""Progress bars for long work, through tqdm."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from warnings import catch_warnings, simplefilter

from xhht.errors import MissingExtraError

try:
    with catch_warnings():
        # In a notebook without widgets tqdm draws its bar in text, and would say so before each.
        simplefilter("ignore")
        from tqdm.auto import tqdm
except ImportError as _missing:
    raise MissingExtraError("progress bars need tqdm; install it with: pip install 'xhht[progress]'") from _missing


def progress_bar(label: str | None = None, **options: Any) -> Callable[[int, int], None]:  # noqa: ANN401  # tqdm's own.
    """A bar for the `progress` of `project` and whatever else takes one: called with what is done and what is to do.

    >>> import io
    >>> shown = io.StringIO()
    >>> progress = progress_bar("years", file=shown, ascii=True)
    >>> for done in (1, 2):
    ...     progress(done, 2)
    >>> "2/2" in shown.getvalue()
    True

    Args:
        label: what is written before the bar.
        options: further options of ``tqdm.auto.tqdm``, such as ``file`` or ``disable``.
    """
    bars: list[Any] = []

    def show(done: int, to_do: int) -> None:
        if not bars:
            bars.append(tqdm(total=to_do, desc=label, **options))
        bar = bars[0]
        bar.update(done - bar.n)
        if done >= to_do:
            bar.close()
            bars.clear()

    return show
