"""How long the fuzzers go on: in ``make test`` over the same few inputs each time, in ``make fuzz`` over new ones.

The seed of new ones is ``--hypothesis-seed``, which ``make fuzz`` gives.
"""

from __future__ import annotations

import os
from datetime import timedelta

from hypothesis import HealthCheck, Phase, settings

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
settings.register_profile(
    "test",
    derandomize=True,
    database=None,
    max_examples=150,
    deadline=None,  # a busy machine is no fault: what never ends is stopped by checks.within
    suppress_health_check=SLOW,
)
settings.register_profile(
    "fuzz",
    database=None,
    max_examples=2_000,
    deadline=timedelta(seconds=2),
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=SLOW,
    print_blob=True,
)
settings.load_profile(os.environ.get("FUZZ", "test"))
