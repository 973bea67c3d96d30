"""What must hold, as sessions: `nox -l` lists them, `nox -s lint` runs one, `nox` runs all that stand before a merge.

Most run in the environment that nox stands in, with the extra `dev`; those with an environment of their own make it
anew in `.nox`, unless they are called with `-R`.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import nox
from nox.command import CommandFailed

nox.needs_version = ">=2025.11"
nox.options.default_venv_backend = "venv"
nox.options.download_python = "never"
nox.options.error_on_missing_interpreters = False

PROJECT = nox.project.load_toml("pyproject.toml")["project"]
PYTHONS = nox.project.python_versions({"project": PROJECT})
OTHER_PYTHONS = [version for version in PYTHONS if version != f"{sys.version_info.major}.{sys.version_info.minor}"]
TOOLS = {"build", "griffe", "import-linter", "mypy", "nox", "openfisca-core", "pre-commit", "pyright", "ruff"}
BIN = str(Path(sys.executable).parent)
# On all processors; a file as a whole on one of them, since the blocks of a page follow each other.
PYTEST = ("pytest", "-q", "-n", "auto", "--dist", "loadfile")

development = nox.session(python=False)


def run(session: nox.Session, module: str, *arguments: str, silent: bool = False) -> None:
    """Run a module, or a script, with the Python that nox stands in."""
    if find_spec("xhht") is None:
        session.error("xhht is not installed beside nox; run .venv/bin/nox, as CONTRIBUTING.md says under 'Set up'")
    what = (module,) if module.endswith(".py") else ("-m", module)
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"  # For tools that call others by name, as pyright does Python.
    session.run(sys.executable, *what, *arguments, silent=silent, env={"PATH": path}, external=True)


@nox.session(python=False, default=False)
def tests(session: nox.Session) -> None:
    """All tests, doctests and pages, or those named: nox -s tests -- tests/judgement -k tie."""
    run(session, "pytest", "-q", *session.posargs)


@development
def lint(session: nox.Session) -> None:
    """Ruff's rules and its format."""
    run(session, "ruff", "check", ".")
    run(session, "ruff", "format", "--check", ".")


@development
def layers(session: nox.Session) -> None:
    """Which package imports which, as pyproject.toml says."""
    session.run(f"{BIN}/lint-imports")


@development
def types(session: nox.Session) -> None:
    """Strict mypy, and the public types as pyright reads them."""
    run(session, "mypy")
    run(session, "pyright", "tests/typing")
    run(session, "pyright", "--verifytypes", "xhht", "--ignoreexternal")


@development
def coverage(session: nox.Session) -> None:
    """All tests with every library, newest versions, and every branch of the core."""
    what = ("tests", "src", "-k", "not spark and not dask")  # They run in `clusters`, and cover no core.
    elsewhere = "--ignore=tests/test_notebooks.py"  # In `pages`: beside other processes, kernels stall at times.
    run(session, *PYTEST, *what, elsewhere, "--cov", "--cov-report=term:skip-covered")


@development
def clusters(session: nox.Session) -> None:
    """The tests of Spark and Dask, which start clusters on this machine and take the longest."""
    run(session, "pytest", "-q", "tests", "-k", "spark or dask")


@development
def pages(session: nox.Session) -> None:
    """The code of README and docs, with every library, and the notebooks."""
    run(session, *PYTEST, "README.md", "docs")
    run(session, "pytest", "-q", "tests/test_notebooks.py")


@development
def examples(session: nox.Session) -> None:
    """The examples as programs, with their options."""
    for command in (
        "examples/yen_bai_2020.py --language vi --explain --tier yen-bai=disadvantaged",
        "examples/coordination_year.py --language vi",
        "examples/national.py",
    ):
        run(session, *command.split(), silent=True)


@development
def mutation_check(session: nox.Session) -> None:
    """Whether the results of mutation testing belong to the present code."""
    run(session, "mutation/run.py", "--check")


@nox.session(default=False)
def mutation(session: nox.Session) -> None:
    """Faults put into the modules that changed, or those named: nox -s mutation -- judgement.evaluation."""
    session.install("-e", ".[test,mutation]")
    session.run("python", "mutation/run.py", *session.posargs)


@development
def docs(session: nox.Session) -> None:
    """The reference is that of the code; the site builds and its notebooks run, without a warning."""
    run(session, "docs/build_reference.py", "--check")
    run(session, "sphinx", "-W", "--keep-going", "-n", "-q", "-c", "docs", ".", "docs/_build/html")


@nox.session
def core(session: nox.Session) -> None:
    """The core with attrs and python-dateutil, nothing else."""
    session.install(".")
    every_name = "[getattr(xhht, name) for name in xhht.__all__]"
    session.run("python", "-c", f"import xhht; from xhht.programmes import ctph_154, qd_281, qd_387; {every_name}")


@nox.session(default=False)
def oldest(session: nox.Session) -> None:
    """The tests with the lowest versions that the project allows, of everything but tools."""
    constraints = Path(session.virtualenv.location) / "constraints.txt"
    constraints.write_text("".join(f"{name}=={version}\n" for name, version in lowest().items()), encoding="utf-8")
    session.install("-e", ".[adapters,engines,test]", "-c", str(constraints))
    # Spark is tried in its newest version alone: a second run of Java beside everything else takes too much memory.
    session.run("python", "-m", *PYTEST, "tests", "-k", "not spark")


def lowest() -> dict[str, str]:
    """The lowest version that the project allows of each library it works with."""
    bound = re.compile(r"([A-Za-z0-9-]+)(?:\[[^\]]*\])?>=([0-9.]+)")
    extras = PROJECT["optional-dependencies"].values()
    bounds = map(bound.match, [*PROJECT["dependencies"], *(requirement for extra in extras for requirement in extra)])
    versions = {match[1]: match[2] for match in bounds if match and not match[1].startswith("types-")}
    return {name: version for name, version in versions.items() if name not in TOOLS}


@nox.session(python=OTHER_PYTHONS)
def pythons(session: nox.Session) -> None:
    """The command of README on another Python: tests, doctests and pages with no library but those of `test`."""
    session.install("-e", ".[test]")
    session.run("python", "-m", *PYTEST)


@development
def benchmarks(session: nox.Session) -> None:
    """Every benchmark, in its quick form; or in full, onto its page: nox -s benchmarks -- --write."""
    for script in sorted(Path("benchmarks").glob("*.py")):
        if not session.posargs or "--write" in script.read_text(encoding="utf-8"):
            run(session, str(script), *(session.posargs or ["--quick"]))


@nox.session
def distributions(session: nox.Session) -> None:
    """Wheel and source as they are published: installed bare, used and tested from there."""
    with TemporaryDirectory() as folder:
        run(session, "build", "-q", "--outdir", folder)
        (wheel,) = Path(folder).glob("*.whl")
        (source,) = Path(folder).glob("*.tar.gz")
        shutil.unpack_archive(source, folder)
        session.install(str(wheel))
        with session.chdir(source.with_name(source.name.removesuffix(".tar.gz"))):
            programme = "from xhht.programmes import ctph_154; print(ctph_154.PROGRAMME.document.number)"
            session.run("python", "-c", f"import xhht; assert 'site-packages' in xhht.__file__; {programme}")
            session.install(f"{wheel}[test]")
            # Laws say nothing new of a package; that they can be collected says that their files are there.
            session.run("python", "-m", *PYTEST, "tests", "--deselect", "tests/property")


@nox.session
def fuzz(session: nox.Session) -> None:
    """The fuzzers for some minutes, on every reader; for longer, see fuzz/README.md."""
    try:
        session.install("-e", ".[fuzz]")
        session.run("python", "-c", "import atheris")
    except CommandFailed:
        session.skip("atheris is not there for this machine")
    session.run("python", "fuzz/run.py", *session.posargs)
