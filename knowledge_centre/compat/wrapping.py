"""A method of another project's class is called by way of a function of ours."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def wrap(owner: type, name: str, around: Callable[..., Any]) -> None:
    """Have *around* called for a method, with the method itself and what that was to be given. Once is enough."""
    method = vars(owner)[name]
    if getattr(method, "around", None) is around:
        return

    @functools.wraps(method)
    def wrapped(*args: Any, **options: Any) -> Any:
        return around(method, *args, **options)

    wrapped.around = around  # type: ignore[attr-defined]
    setattr(owner, name, wrapped)
