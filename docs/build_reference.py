"""Write the pages of the reference: every public name, from the code's own docstrings.

Usage: python docs/build_reference.py [--check]

Without an argument the script rewrites docs/reference/; with --check it changes nothing, and fails if a page is not
what it would write.
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import xhht
from xhht import ext, programmes

FOLDER = Path(__file__).parent / "reference"
SOURCE = Path(xhht.__file__).parent
ROOT = ("figures", "model", "judgement")
PACKAGES = (*ROOT, "recognition", "coordination", "pace", "scenarios", "planning")
GROUND = {
    "texts": ("Language", "Noun", "Text"),
    "messages": ("explain_error",),
    "periods": ("day_after_years", "years_between"),
}


def homes(package: str) -> dict[str, tuple[str, ...]]:
    """For each module of a package, its public names, as the package imports them."""
    public = SOURCE / package / "_public.py"
    home = public if public.exists() else SOURCE / package / "__init__.py"
    tree = ast.parse(home.read_text(encoding="utf-8"))
    imports = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    return {str(node.module): tuple(alias.name for alias in node.names) for node in imports}


def title_of(package: str) -> str:
    """What a package says of itself before its colon."""
    return (
        (import_module(f"xhht.{package}").__doc__ or "")
        .partition(":")[0]
        .removeprefix("The ")
        .capitalize()
    )


def errors() -> tuple[str, ...]:
    """The names of all errors."""
    return tuple(sorted(name for name in names_of("xhht.errors") if name.endswith("Error")))


def names_of(module: str) -> tuple[str, ...]:
    """The public names of an adapter: those that it lists, otherwise those that it defines."""
    found = import_module(module)
    if hasattr(found, "__all__"):
        return tuple(found.__all__)
    return tuple(
        name
        for name, value in vars(found).items()
        if name[0] != "_" and getattr(value, "__module__", None) == module
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


def core_page(title: str, home: str, modules: dict[str, tuple[str, ...]]) -> str:
    """The page of some core modules."""
    lines = [f"# {title}", "", f"All of these names are in `{home}`: `from {home} import …`.", ""]
    for module, names in modules.items():
        lines += [
            f"## {module.rpartition('.')[2].replace('_', ' ').strip().capitalize()}",
            "",
            *entry(module, names),
        ]
    return "\n".join(lines).rstrip() + "\n"


def adapter_page() -> str:
    """The page of everything that needs another library."""
    lines = [
        "# Adapters",
        "",
        "What needs another library is in `xhht.ext`, and each part has its extra.",
        "",
    ]
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
        lines += ["```{eval-rst}", f".. automodule:: {module}", ""]
        for name in signed(module):
            lines += [f".. autodata:: {module}.{name}", "   :no-value:", ""]
        lines += ["```", ""]
    return "\n".join(lines).rstrip() + "\n"


def signed(module: str) -> list[str]:
    """The names of what a module of texts gives: programmes, criteria and procedures."""
    kinds = (xhht.Programme, xhht.CriteriaSet, xhht.Procedure)
    return [name for name, value in vars(import_module(module)).items() if isinstance(value, kinds)]


def ground_page() -> str:
    """The page of what everything else stands on: errors, texts and days."""
    lines = ["# Errors, texts and days", ""]
    lines += [
        (
            "`XhhtError`, `ProblemsError`, `explain_error`, `Text`, `Noun` and `Language` are in `xhht` itself, the "
            "others in their modules."
        ),
        "",
    ]
    for module, names in {"errors": errors(), **GROUND}.items():
        lines += [f"## {module.capitalize()}", "", *entry(f"xhht.{module}", names)]
    return "\n".join(lines).rstrip() + "\n"


def index_page(pages: dict[str, str]) -> str:
    """The page that leads to the others."""
    lines = [
        "# Reference",
        "",
        "Every public name, with what it takes, gives and refuses. The pages are made by",
    ]
    lines += ["`docs/build_reference.py` from the code's own words.", ""]
    lines += ["| page | names |", "|---|---|"]
    for package in PACKAGES:
        names = sorted(name for found in homes(package).values() for name in found)
        lines.append(
            f"| [{title_of(package)}]({package}.md) | {', '.join(f'`{name}`' for name in names)} |"
        )
    ground = sorted([*errors(), *(name for names in GROUND.values() for name in names)])
    lines.append(
        "| [Errors, texts and days](ground.md) | "
        + ", ".join(f"`{name}`" for name in ground)
        + " |"
    )
    lines.append(
        "| [Adapters](adapters.md) | " + ", ".join(f"`{name}`" for name in adapters()) + " |"
    )
    lines.append("| [Shipped programmes](programmes.md) | " + ", ".join(shipped()) + " |")
    lines += ["", "```{toctree}", ":hidden:", "", *(slug for slug in pages), "```"]
    return "\n".join(lines).rstrip() + "\n"


def shipped() -> list[str]:
    """The names of the shipped programmes, as they are imported."""
    return [f"`xhht.programmes.{module.name}`" for module in iter_modules(programmes.__path__)]


def render() -> dict[str, str]:
    """All pages by file name."""
    pages = {
        package: core_page(
            title_of(package), "xhht" if package in ROOT else f"xhht.{package}", homes(package)
        )
        for package in PACKAGES
    }
    pages |= {"ground": ground_page(), "adapters": adapter_page(), "programmes": programmes_page()}
    return {"index.md": index_page(pages), **{f"{slug}.md": page for slug, page in pages.items()}}


def main() -> None:
    """Write the pages, or say which one is not what it should be."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--check", action="store_true", help="change nothing; fail if a page is stale"
    )
    is_check = parser.parse_args().check
    for name, page in render().items():
        path = FOLDER / name
        if not is_check:
            path.write_text(page, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != page:
            sys.exit(f"reference/{name} is stale; run: python docs/build_reference.py")


if __name__ == "__main__":
    main()
