"""Feed every reader with what a coverage-guided fuzzer (atheris) makes up.

Usage: python fuzz/run.py [--reader NAME] [--runs N] [--seed N] [--corpus FOLDER]

Without --reader all readers are tried, two at a time, each as often as its short session says. --runs 0 goes on until
it is stopped or something else than an error of the library comes out: what did it is then left in the working
directory as crash-….
"""

from __future__ import annotations

import argparse
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory, mkdtemp
from typing import NoReturn

import atheris

# What reads nothing has no branch that a text could reach.
UNREAD = [f"xhht.{name}" for name in ("coordination", "pace", "planning", "programmes", "recognition", "scenarios")]
with atheris.instrument_imports(include=["xhht"], exclude=UNREAD):
    from readers import READERS, RUNS, seeds

SECONDS_FOR_ONE = 10  # Of the processor, with the instruments of the fuzzer; of the clock ten times as much.
BYTES_FOR_ALL = 3 << 30  # Beyond what libraries have mapped before the first run; Arrow alone reserves one of them.
LONGEST = 100_000
AT_ONCE = 2


class TooSlowError(BaseException):
    """A run that goes on and on; nothing that the library expects."""


def main() -> int:
    """Run the fuzzer on one reader, or on each in a process of its own."""
    parser = argparse.ArgumentParser(description="Fuzz the readers of xhht.")
    parser.add_argument("--reader", choices=READERS)
    parser.add_argument("--runs", type=int, help="how many for each reader; 0 for no end")
    parser.add_argument("--seed", type=int, default=1, help="from which chance begins; 0 for another each time")
    parser.add_argument("--corpus", type=Path, help="a folder that keeps what was found from run to run")
    options = parser.parse_args()
    if options.reader is not None:
        fuzz(options.reader, options)
    waiting, running, failed = sorted(READERS, key=_is_slow), dict[int, tuple[str, Path]](), 0
    with folder_of_parent() as folder:
        while waiting or running:
            if waiting and len(running) < AT_ONCE:
                reader = waiting.pop()
                log = folder / reader
                running[forked(reader, log, options)] = reader, log
                continue
            child, status, used = os.wait4(-1, 0)
            reader, log = running.pop(child)
            seconds = f"{used.ru_utime + used.ru_stime:.0f} s of the processor"
            print(f"{reader}: {'FAILED' if status else 'only errors of the library'}, {seconds}", flush=True)
            if status:
                failed += 1
                print(log.read_text(encoding="utf-8", errors="replace")[-5000:], flush=True)
    return 1 if failed else 0


@contextmanager
def folder_of_parent() -> Iterator[Path]:
    """A folder for a while, which a child that leaves it does not delete."""
    folder, parent = Path(mkdtemp()), os.getpid()
    try:
        yield folder
    finally:
        if os.getpid() == parent:
            rmtree(folder)


def _is_slow(reader: str) -> bool:
    return reader in ("tables", "workbooks")


def forked(reader: str, log: Path, options: argparse.Namespace, prepare: Callable[[], None] | None = None) -> int:
    """A process of its own for a reader, with what was imported here, which takes as long as many runs."""
    child = os.fork()
    if not child:
        file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(file, 1)
        os.dup2(file, 2)
        if prepare is not None:
            prepare()
        fuzz(reader, options)
    return child


def fuzz(reader: str, options: argparse.Namespace) -> NoReturn:
    """Feed one reader; ends the process."""
    runs = RUNS[reader] if options.runs is None else options.runs
    with TemporaryDirectory() as folder:
        started = Path(folder) / "seeds"
        started.mkdir()
        for number, seed in enumerate(seeds()[reader]):
            (started / f"{number:03}").write_bytes(seed)
        kept = Path(folder) / "kept" if options.corpus is None else options.corpus / reader
        kept.mkdir(parents=True, exist_ok=True)
        limits = [f"-max_len={LONGEST}", f"-timeout={10 * SECONDS_FOR_ONE}", "-rss_limit_mb=4096"]
        limits += [f"-seed={options.seed}"] * bool(options.seed) + [f"-runs={runs}"] * bool(runs)
        atheris.Setup([sys.argv[0], *limits, str(kept), str(started)], _bounded(reader))
        atheris.Fuzz()
    raise SystemExit  # Which the fuzzer does by itself.


def _bounded(reader: str) -> atheris.TestOneInput:
    """A reader whose every run is counted, and fails where it takes too much time or memory."""
    read, count = READERS[reader], 0

    def tell() -> None:
        print(f"broke in run {count}", flush=True)

    def stop(*_: object) -> NoReturn:
        tell()  # Here, since what breaks something else may be too slow as well.
        raise TooSlowError(f"more than {SECONDS_FOR_ONE} seconds of the processor")

    def run(data: bytes) -> None:
        nonlocal count
        if not count:
            signal.signal(signal.SIGPROF, stop)
            mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
            resource.setrlimit(resource.RLIMIT_AS, (mapped + BYTES_FOR_ALL, resource.RLIM_INFINITY))
        count += 1
        signal.setitimer(signal.ITIMER_PROF, SECONDS_FOR_ONE)
        try:
            read(data)
        except BaseException:
            tell()
            raise
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)

    return run


if __name__ == "__main__":
    sys.exit(main())
