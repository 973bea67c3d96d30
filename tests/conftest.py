"""Settings for all tests: Hypothesis tries the same examples every time, and more of them when it is asked to."""

from contextlib import contextmanager
from importlib.util import find_spec

import pytest

if find_spec("hypothesis") is None:
    collect_ignore_glob = ["property/*"]
else:
    from hypothesis import settings

    settings.register_profile("quick", deadline=None, derandomize=True, max_examples=25)
    settings.register_profile("thorough", deadline=None, max_examples=2000)
    settings.load_profile("quick")


@pytest.fixture
def forbid(monkeypatch):
    """A block in which whatever brings rows to the caller raises: what it belongs to, and the names of its ways."""

    @contextmanager
    def refusing(*ways):
        def refuse(*_, **__):
            raise AssertionError("computed before it was asked for")

        with monkeypatch.context() as patch:
            for owner, *names in ways:
                for name in names:
                    assert hasattr(owner, name)
                    patch.setattr(owner, name, refuse)
            yield

    return refusing


@contextmanager
def local_spark(workers):
    """A Spark session of so many local workers, which ends with the block."""
    builder = pytest.importorskip("pyspark.sql").SparkSession.builder.master(f"local[{workers}]")
    builder = builder.config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", str(workers))
    session = builder.getOrCreate()
    try:
        assert session.sparkContext.defaultParallelism == workers
        yield session
    finally:
        session.stop()


@pytest.fixture
def spark_of():
    """Spark sessions by their number of workers, each for a block."""
    return local_spark
