"""Places of Viet Nam: provinces, districts and communes before and after 1 July 2025, as dated regions."""

from importlib.util import find_spec

from xhht.errors import MissingExtraError

if find_spec("vietnamadminunits") is None:
    raise MissingExtraError("the places of Viet Nam need vietnamadminunits", "places")

from xhht.ext.places.drawing import positions, tiles
from xhht.ext.places.selecting import regions

__all__ = ["positions", "regions", "tiles"]
