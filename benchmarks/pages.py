"""What benchmarks write into the documentation: their table between two marks, and the facts of the machine."""

from __future__ import annotations

import os
import platform
from pathlib import Path

DOCS = Path(__file__).parent.parent / "docs"


def facts(**versions: str) -> str:
    """What the numbers depend on: the machine, Python, and the versions of libraries by name."""
    cpu = platform.machine()
    known = Path("/proc/cpuinfo")
    if known.exists():
        names = [line.split(":")[1].strip() for line in known.read_text().splitlines() if line.startswith("model name")]
        cpu = names[0] if names else cpu
    libraries = ", ".join(f"{name} {version}" for name, version in versions.items())
    return f"{os.cpu_count()} processors ({cpu}), Python {platform.python_version()}, {libraries}."


def write(page: str, begin: str, end: str, text: str) -> None:
    """Put a text between the two marks of a page in place of what stands there."""
    path = DOCS / page
    before, _, rest = path.read_text(encoding="utf-8").partition(begin)
    after = rest.partition(end)[2]
    path.write_text(f"{before}{begin}\n\n{text.rstrip()}\n\n{end}{after}", encoding="utf-8")
