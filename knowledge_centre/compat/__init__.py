"""Every private, patched or undocumented name of other projects, one module a project. ``tests/compat`` tells when one changes."""
