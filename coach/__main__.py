"""Where `coach` begins: the app without arguments, the command line with them.

Nothing heavy is imported here: the app paints first, and a refusal has to come within a second.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.settings import Settings

NO_TERMINAL = (
    "The app needs a terminal, and this is not one. To practise without it: "
    "coach practise SCENARIO --plain (coach scenarios lists what there is)."
)


def main() -> int:
    """Run coach; returns the exit status."""
    arguments = sys.argv[1:]
    if arguments:
        from coach.cli.main import run

        return run(arguments)
    if not on_terminal():
        print(NO_TERMINAL, file=sys.stderr)
        return 2
    from coach.cli.start import run_app

    return run_app(_settings)


def on_terminal() -> bool:
    """Whether the app can be shown: it reads keys from stdin and paints on stdout."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def _settings() -> Settings:
    from coach.settings import load

    return load()


if __name__ == "__main__":
    sys.exit(main())
