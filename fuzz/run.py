"""Feed every text reader with texts that a coverage-guided fuzzer (atheris) makes up.

Usage: python fuzz/run.py [--reader NAME] [--runs N] [--corpus FOLDER]

Without --reader all readers are tried one after another. --runs 0 goes on until it is stopped or something else than
an error of the library comes out: the text that did it is then left in the working directory as crash-….
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

with atheris.instrument_imports(include=["xhht"]):
    from readers import READERS, seeds

SECONDS_FOR_ONE_TEXT = 20
LONGEST_TEXT = 100_000


def main() -> int:
    """Run the fuzzer on one reader, or on each in a process of its own."""
    parser = argparse.ArgumentParser(description="Fuzz the text readers of xhht.")
    parser.add_argument("--reader", choices=READERS)
    parser.add_argument("--runs", type=int, default=2000, help="how many texts for each reader; 0 for no end")
    parser.add_argument("--corpus", type=Path, help="a folder that keeps what was found from run to run")
    options = parser.parse_args()
    if options.reader is not None:
        fuzz(options.reader, options.runs, options.corpus)
    failed = []
    for reader in READERS:
        command = [sys.executable, __file__, "--reader", reader, "--runs", str(options.runs)]
        command += ["--corpus", str(options.corpus)] if options.corpus is not None else []
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        print(f"{reader}: {'only errors of the library' if done.returncode == 0 else 'FAILED'}")
        if done.returncode:
            failed.append(reader)
            print(done.stdout[-3000:], done.stderr[-3000:], sep="\n")
    return 1 if failed else 0


def fuzz(reader: str, runs: int, corpus: Path | None) -> None:
    """Feed one reader; ends the process."""
    with TemporaryDirectory() as folder:
        started = Path(folder) / "seeds"
        started.mkdir()
        for number, seed in enumerate(seeds()[reader]):
            (started / str(number)).write_bytes(seed)
        kept = Path(folder) / "kept" if corpus is None else corpus / reader
        kept.mkdir(parents=True, exist_ok=True)
        limits = [f"-max_len={LONGEST_TEXT}", f"-timeout={SECONDS_FOR_ONE_TEXT}", "-rss_limit_mb=2048"]
        if runs:
            limits.append(f"-runs={runs}")
        atheris.Setup([sys.argv[0], *limits, str(kept), str(started)], READERS[reader])
        atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
