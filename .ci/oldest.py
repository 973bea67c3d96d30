"""Print the lowest version that the project allows of each library it works with, as constraints for pip.

Usage: python .ci/oldest.py > constraints.txt
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

TOOLS = {"build", "griffe", "import-linter", "mypy", "openfisca-core", "pyright", "ruff"}
PROJECT = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
BOUND = re.compile(r"([A-Za-z0-9-]+)(?:\[[^\]]*\])?>=([0-9.]+)")

found: dict[str, str] = {}
for requirement in (
    *PROJECT["dependencies"],
    *(r for extra in PROJECT["optional-dependencies"].values() for r in extra),
):
    bound = BOUND.match(requirement)
    if bound and bound[1] not in TOOLS and not bound[1].startswith("types-"):
        found[bound[1]] = bound[2]
for name, version in sorted(found.items()):
    print(f"{name}=={version}")
