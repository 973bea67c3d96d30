"""Every public name of the core, by the package that it comes from."""

from importlib import import_module
from pkgutil import iter_modules

import xhht

APART = ("ext", "programmes", "__main__.py")
PACKAGES = [module.name for module in iter_modules(xhht.__path__) if module.ispkg and module.name not in APART]
HOMES = {name: package for package in PACKAGES for name in import_module(f"xhht.{package}").__all__}
HOMES |= {"Language": "texts", "Noun": "texts", "Text": "texts", "explain_error": "messages"}
PUBLIC = {name: getattr(import_module(f"xhht.{package}"), name) for name, package in HOMES.items()}
