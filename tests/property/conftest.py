"""A Spark session for laws that are tried on Spark."""

import pytest


@pytest.fixture(autouse=True)
def spark_for_its_laws(request, spark_of):
    """The session is there while the engine of a law is Spark, and gone afterwards."""
    call = getattr(request.node, "callspec", None)
    if call is None or call.params.get("engine") != "spark":
        yield
        return
    with spark_of(2):
        yield
