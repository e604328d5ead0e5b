"""Where `coach` begins: the app without arguments, the command line with them.

Nothing heavy is imported here: the app paints first, and a refusal has to come within a second.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
"""Not from `typing`: an interrupt while that is imported could not be caught."""
if TYPE_CHECKING:
    from coach.settings import Settings

NO_TERMINAL = (
    "The app needs a terminal, and this is not one. To practise without it: "
    "coach practise SCENARIO --plain (coach scenarios lists what there is)."
)
INTERRUPTED = 130


def main() -> int:
    """Run coach; returns the exit status."""
    try:
        return _run(sys.argv[1:])
    except KeyboardInterrupt:
        # Before a command has begun: Python is still importing.
        return INTERRUPTED


def _run(arguments: list[str]) -> int:
    from coach.cli.streams import prepare_streams

    prepare_streams()
    if arguments:
        from coach.cli.main import run

        return run(arguments)
    if not on_terminal():
        print(NO_TERMINAL, file=sys.stderr)
        return 2
    from coach.cli.start import run_app

    return run_app(_settings)


def on_terminal() -> bool:
    """Whether the app can be shown: it reads keys from stdin, and Textual paints on stderr."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def _settings() -> Settings:
    from coach.settings import load

    return load()


if __name__ == "__main__":
    sys.exit(main())
