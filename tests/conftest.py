"""How Hypothesis looks: quick while one works, thorough and repeatable in CI."""

import os

from hypothesis import HealthCheck, settings

SLOW_IS_FINE = [HealthCheck.too_slow, HealthCheck.data_too_large]

settings.register_profile("dev", deadline=None, max_examples=50, suppress_health_check=SLOW_IS_FINE)
settings.register_profile(
    "ci",
    deadline=None,
    max_examples=150,
    derandomize=True,
    print_blob=True,
    database=None,
    suppress_health_check=SLOW_IS_FINE,
)
settings.load_profile("ci" if "CI" in os.environ else "dev")
