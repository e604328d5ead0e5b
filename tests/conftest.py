"""Random tests have no deadline, and Ctrl-C reaches what tests start also where the tests themselves run unattended."""

from __future__ import annotations

import signal

from hypothesis import settings

settings.register_profile("coach", deadline=None)
settings.load_profile("coach")
# A shell has what it runs in the background ignore Ctrl-C, and so would every command that a test starts.
signal.signal(signal.SIGINT, signal.default_int_handler)
