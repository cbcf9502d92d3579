"""All that a build of this site imports. The process that builds are forked from has imported this, and done no more."""

import importlib
import pkgutil
import runpy
from pathlib import Path

from sphinx.application import builtin_extensions

import knowledge_centre

LATER = (
    "docutils.core",
    "myst_parser.sphinx_ext.main",
    "myst_parser.parsers.sphinx_",
    "sphinx.ext.mathjax",
    "sphinx_basic_ng",
)
"""What others import when they are set up."""

settings = runpy.run_path(str(Path(__file__).parent / "roots/base/conf.py"))
ours = (one.name for one in pkgutil.walk_packages(knowledge_centre.__path__, "knowledge_centre."))
for name in ("sphinx.cmd.build", *builtin_extensions, *settings["extensions"], "furo", *ours, *LATER):
    if not name.endswith("__main__"):
        importlib.import_module(name)
