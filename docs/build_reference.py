"""Write the pages of the reference: every public name, from the code's own docstrings.

Usage: python docs/build_reference.py [--check]

Without an argument the script rewrites docs/reference/; with --check it changes nothing, and fails if a page is not
what it would write. A public name that has no place on any page is an error.
"""
# ruff: noqa: INP001  # A script beside the pages, no package.

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import xhht
from xhht import ext, programmes

FOLDER = Path(__file__).parent / "reference"
PAGES = {
    "programme": (
        "The parts of a programme",
        "programme texts sources parties titles tiers targets contents responsibilities duties amendments",
    ),
    "figures": (
        "Figures and places",
        "quantities printed bounds caveats observations regions recognitions tallies roll_ups periods",
    ),
    "verdicts": ("Verdicts", "evaluation assessment verdicts outcomes"),
    "coordination": (
        "Coordination",
        "assignments schedule activities reviews reports difficulties revisions commendations",
    ),
    "what-if": (
        "Pace, scenarios and plans",
        (
            "trajectories arrivals progress assumptions scenarios projections comparisons draws simulations planning "
            "capacities divisions allotments efforts"
        ),
    ),
    "errors": ("Errors", "errors"),
}


def homes() -> dict[str, tuple[str, ...]]:
    """For each core module, its public names."""
    found: dict[str, list[str]] = {}
    for name in xhht.__all__:
        if name != "__version__":
            found.setdefault(xhht._HOMES[name], []).append(name)  # noqa: SLF001  # The table of the names' homes.
    return {module: tuple(names) for module, names in found.items()}


def names_of(module: str) -> tuple[str, ...]:
    """The public names of an adapter: those that it lists, otherwise those that it defines."""
    found = import_module(module)
    if hasattr(found, "__all__"):
        return tuple(found.__all__)
    return tuple(
        name for name, value in vars(found).items() if name[0] != "_" and getattr(value, "__module__", None) == module
    )


def adapters() -> Iterator[str]:
    """The modules of `xhht.ext`."""
    for module in iter_modules(ext.__path__):
        yield f"xhht.ext.{module.name}"


def entry(module: str, names: tuple[str, ...]) -> Iterator[str]:
    """The lines that make Sphinx document some names of a module."""
    yield "```{eval-rst}"
    yield f".. automodule:: {module}"
    yield ""
    for name in names:
        kind = kind_of(module, name)
        yield f".. {kind}:: {module}.{name}"
        if kind in ("autoclass", "autoexception"):
            yield "   :members:"
        if kind == "autodata":
            yield "   :no-value:"
        yield ""
    yield "```"
    yield ""


def kind_of(module: str, name: str) -> str:
    """Which directive documents a name."""
    value = getattr(import_module(module), name)
    if isinstance(value, type):
        return "autoexception" if issubclass(value, Exception) else "autoclass"
    return "autofunction" if callable(value) and not hasattr(value, "__origin__") else "autodata"


def core_page(title: str, modules: list[str]) -> str:
    """The page of some core modules."""
    lines = [f"# {title}", "", "All of these names are in `xhht` itself: `from xhht import …`.", ""]
    for module in modules:
        lines += [f"## {module.replace('_', ' ').capitalize()}", "", *entry(f"xhht.{module}", homes()[module])]
    return "\n".join(lines).rstrip() + "\n"


def adapter_page() -> str:
    """The page of everything that needs another library."""
    lines = ["# Adapters", "", "What needs another library is in `xhht.ext`, and each part has its extra.", ""]
    for module in adapters():
        lines += [f"## {module}", "", *entry(module, names_of(module))]
    return "\n".join(lines).rstrip() + "\n"


def programmes_page() -> str:
    """The page of the shipped programmes."""
    lines = [
        "# Shipped programmes",
        "",
        "Values alone. [Clauses](../clauses.md) says which clause each part models.",
        "",
    ]
    for found in iter_modules(programmes.__path__):
        module = f"xhht.programmes.{found.name}"
        lines += [f"## {module}", ""]
        lines += ["```{eval-rst}", f".. automodule:: {module}", "", f".. autodata:: {module}.PROGRAMME"]
        lines += ["   :no-value:", "", "```", ""]
    return "\n".join(lines).rstrip() + "\n"


def index_page(pages: dict[str, str]) -> str:
    """The page that leads to the others."""
    lines = ["# Reference", "", "Every public name, with what it takes, gives and refuses. The pages are made by"]
    lines += ["`docs/build_reference.py` from the code's own words.", ""]
    lines += ["| page | names |", "|---|---|"]
    rest = dict(homes())
    for slug, (title, modules) in PAGES.items():
        names = sorted(name for module in modules.split() for name in rest.get(module, ()))
        lines.append(f"| [{title}]({slug}.md) | {', '.join(f'`{name}`' for name in names)} |")
    lines.append("| [Adapters](adapters.md) | " + ", ".join(f"`{name}`" for name in adapters()) + " |")
    lines.append("| [Shipped programmes](programmes.md) | " + ", ".join(shipped()) + " |")
    lines += ["", "```{toctree}", ":hidden:", "", *(slug for slug in pages), "```"]
    return "\n".join(lines).rstrip() + "\n"


def shipped() -> list[str]:
    """The names of the shipped programmes, as they are imported."""
    return [f"`xhht.programmes.{module.name}`" for module in iter_modules(programmes.__path__)]


def render() -> dict[str, str]:
    """All pages by file name."""
    placed = {module for _, modules in PAGES.values() for module in modules.split()}
    missing, gone = set(homes()) - placed, placed - set(homes())
    if missing or gone:
        raise SystemExit(f"give these modules a page: {sorted(missing)}; these have no public name: {sorted(gone)}")
    pages = {slug: core_page(title, modules.split()) for slug, (title, modules) in PAGES.items()}
    pages |= {"adapters": adapter_page(), "programmes": programmes_page()}
    return {"index.md": index_page(pages), **{f"{slug}.md": page for slug, page in pages.items()}}


def main() -> None:
    """Write the pages, or say which one is not what it should be."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing; fail if a page is stale")
    is_check = parser.parse_args().check
    for name, page in render().items():
        path = FOLDER / name
        if not is_check:
            path.write_text(page, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != page:
            sys.exit(f"reference/{name} is stale; run: python docs/build_reference.py")


if __name__ == "__main__":
    main()
