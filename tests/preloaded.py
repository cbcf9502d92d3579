"""All that a build of this site imports. The process that builds are forked from has imported this, and done no more."""

import importlib
import runpy
from pathlib import Path

from sphinx.application import builtin_extensions

settings = runpy.run_path(str(Path(__file__).parent / "roots/base/conf.py"))
for name in ("sphinx.cmd.build", *builtin_extensions, *settings["extensions"], "furo"):
    importlib.import_module(name)
