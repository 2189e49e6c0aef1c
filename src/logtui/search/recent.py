"""A bounded memory of values that are likely to be wanted again at the next key press."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

Value = TypeVar("Value")


class Recent(Generic[Value]):
    """The values used last, at most ``size`` of them."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._values: dict[Hashable, Value] = {}

    def get(self, key: Hashable, compute: Callable[[], Value]) -> Value:
        """Return the value of ``key``, computed where it is not remembered."""
        value = self._values.pop(key) if key in self._values else compute()
        self._values[key] = value
        if len(self._values) > self._size:
            del self._values[next(iter(self._values))]
        return value

    def clear(self) -> None:
        """Forget everything."""
        self._values.clear()
