"""The responsibilities of the seven bodies, clause by clause."""

from xhht.programmes.ctph_154.responsibilities import (
    all_bodies,
    association,
    farmers,
    front,
    labour,
    veterans,
    women,
    youth,
)

RESPONSIBILITIES = (
    *all_bodies.RESPONSIBILITIES,
    *front.RESPONSIBILITIES,
    *labour.RESPONSIBILITIES,
    *youth.RESPONSIBILITIES,
    *women.RESPONSIBILITIES,
    *farmers.RESPONSIBILITIES,
    *veterans.RESPONSIBILITIES,
    *association.RESPONSIBILITIES,
)
