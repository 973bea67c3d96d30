"""How the documentation site is built.

Usage: sphinx-build -W --keep-going -n -c docs . docs/_build/html

The source folder is that of the repository, so that links to examples and changes mean the same on the site and in the
repository. Nothing is fetched: no fonts, no scripts, no inventories of other sites.
"""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

import xhht

FOLDER = Path(__file__).parent

project = "xhht"
author = "The xhht maintainers"
project_copyright = "The xhht maintainers"
version = release = xhht.__version__
language = "en"

root_doc = "docs/index"
include_patterns = [
    "docs/**",
    "examples/notebooks/**",
    "examples/README.md",
    "examples/department/README.md",
    "examples/service/README.md",
]
include_patterns += ["fuzz/README.md", "CHANGELOG.md"]
exclude_patterns = [
    ".*",
    "**/.*",
    "build",
    "dist",
    "src",
    "tests",
    "benchmarks",
    "docs/_build",
    "**/__pycache__",
]
extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
source_suffix = {".md": "myst-nb", ".ipynb": "myst-nb"}

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 4
myst_fence_as_directive: list[str] = []

# A stale output would pass for a true one, so that every build runs every notebook.
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 180
nb_execution_show_tb = True
nb_merge_streams = True
# Sliders need a running notebook; their scripts would come from the network.
nb_ipywidgets_js: dict[str, dict[str, str]] = {}
# Pictures first: the other forms of a chart need scripts from the network.
nb_mime_priority_overrides = [("html", "image/svg+xml", 0), ("html", "text/html", 5)]

autodoc_typehints = "signature"
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
python_use_unqualified_type_names = True
add_module_names = False
maximum_signature_line_length = 88
napoleon_google_docstring = True
napoleon_numpy_docstring = False
# Types stand in the signature; what a docstring says before a colon is no type.
napoleon_use_rtype = False

nitpicky = True
# Other libraries cannot be linked to without a network; a name of this library that leads nowhere stays an error.
# Type variables and what only modules of this library hand to each other have no page.
nitpick_ignore_regex = [
    (r"py:.*", r"(?!xhht\.).*"),
    (r"py:class", r"xhht\..*\.(T|\w+T)"),
    (
        r"py:class",
        r"xhht\.(scenarios\.\w+|figures\.bounds)\.(Aspect|Changes|CountEnds|Grounds|Question)",
    ),
]

html_theme = "furo"
html_title = "xhht"
html_baseurl = ""
html_static_path = ["_static"]
html_css_files = ["xhht.css"]
html_extra_path = ["_root"]
html_copy_source = False
html_show_sphinx = False
html_theme_options = {"navigation_with_keys": True}
pygments_style = "friendly"


def picture_diagrams(_app: Sphinx, doctree: nodes.document) -> None:
    """Put a drawn picture in the place of a diagram's source, which browsers draw with a script from elsewhere."""
    for block in list(doctree.findall(nodes.literal_block)):
        if block.get("language") == "mermaid":
            picture = nodes.image(
                uri="/docs/images/data-model.svg", alt="How the parts lead to verdicts"
            )
            block.replace_self(nodes.paragraph("", "", picture))


def name_language(
    _app: Sphinx,
    page: str,
    _template: str,
    context: dict[str, object],
    _tree: nodes.document | None,
) -> None:
    """Tell browsers and screen readers which pages are in Vietnamese."""
    if page.startswith("docs/vi/"):
        context["language"] = "vi"


def setup(app: Sphinx) -> dict[str, bool]:
    """Tell Sphinx what is done beside the extensions."""
    app.connect("doctree-read", picture_diagrams, priority=1)
    app.connect("html-page-context", name_language)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
