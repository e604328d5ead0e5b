"""What happens when a command is told to end from outside: a terminal that is closed, a computer that shuts down.

By default Python would be gone at once, and what was unpacked or half done would be left behind.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType

_ENDING = ("SIGTERM", "SIGHUP")
"""Windows has no SIGHUP."""


@contextmanager
def tidied_up() -> Iterator[None]:
    """Inside, to be told to end is to exit, through every `finally`; a second time is at once.

    Who had it ignored, as `nohup` does, goes on ignoring it.
    """
    signals = [signal.Signals[name] for name in _ENDING if name in signal.Signals.__members__]
    heard = [one for one in signals if signal.getsignal(one) is signal.SIG_DFL]
    if current_thread() is not main_thread():
        heard = []
    for one in heard:
        signal.signal(one, _exit)
    try:
        yield
    finally:
        for one in heard:
            signal.signal(one, signal.SIG_DFL)


def _exit(number: int, frame: FrameType | None) -> None:
    signal.signal(number, signal.SIG_DFL)
    raise SystemExit(128 + number)
