"""The bodies in the roles that the text gives them: who a sentence is about, who leads, and who takes part."""

from xhht.model.responsibilities import Assignment, Role

FRONT = Assignment("front", Role.OWN)
LABOUR = Assignment("labour", Role.OWN)
YOUTH = Assignment("youth", Role.OWN)
WOMEN = Assignment("women", Role.OWN)
FARMERS = Assignment("farmers", Role.OWN)
VETERANS = Assignment("veterans", Role.OWN)
ASSOCIATION = Assignment("association", Role.OWN)

LABOUR_LEADS = Assignment("labour", Role.LEAD)
ASSOCIATION_LEADS = Assignment("association", Role.LEAD)

FRONT_MAY = Assignment("front", Role.MAY)

WITH_FRONT = Assignment("front", Role.JOINT)
WITH_LABOUR = Assignment("labour", Role.JOINT)
WITH_YOUTH = Assignment("youth", Role.JOINT)
WITH_WOMEN = Assignment("women", Role.JOINT)
WITH_FARMERS = Assignment("farmers", Role.JOINT)
WITH_VETERANS = Assignment("veterans", Role.JOINT)
WITH_ASSOCIATION = Assignment("association", Role.JOINT)

ASSOCIATION_WITH_ORGANISATIONS = (ASSOCIATION, WITH_LABOUR, WITH_YOUTH, WITH_WOMEN, WITH_FARMERS, WITH_VETERANS)
ASSOCIATION_WITH_ALL = (
    ASSOCIATION,
    WITH_FRONT,
    WITH_LABOUR,
    WITH_YOUTH,
    WITH_WOMEN,
    WITH_FARMERS,
    WITH_VETERANS,
)
FRONT_AND_ORGANISATIONS = (FRONT, LABOUR, YOUTH, WOMEN, FARMERS, VETERANS)
EACH_BODY = (*FRONT_AND_ORGANISATIONS, ASSOCIATION)
