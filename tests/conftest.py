"""Settings of all tests: machines differ in speed, so no example has a deadline and slow generation is no fault."""

from hypothesis import HealthCheck, settings

settings.register_profile("gaffer", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("gaffer")
