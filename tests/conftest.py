"""Random tests have no deadline: on a busy machine a slow case is no fault."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("coach", deadline=None)
settings.load_profile("coach")
