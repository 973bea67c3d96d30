"""Settings for all tests: Hypothesis tries the same examples every time, and more of them when it is asked to."""

from importlib.util import find_spec

if find_spec("hypothesis") is None:
    collect_ignore_glob = ["property/*"]
else:
    from hypothesis import settings

    settings.register_profile("quick", deadline=None, derandomize=True, max_examples=40)
    settings.register_profile("thorough", deadline=None, max_examples=2000)
    settings.load_profile("quick")
