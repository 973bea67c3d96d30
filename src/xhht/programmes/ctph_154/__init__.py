"""Programme 154/CTPH-LN of Yên Bái Province, signed on 20 December 2016 by seven bodies."""

from datetime import date

from xhht.model.programme import Programme
from xhht.programmes.ctph_154 import (
    campaigns,
    clauses,
    document,
    duties,
    indicators,
    parties,
    places,
    responsibilities,
    statements,
    targets,
    titles,
)

PROGRAMME = Programme(
    "ctph_154",
    document=document.DOCUMENT,
    subject=document.SUBJECT,
    starts_on=date(2016, 12, 20),
    ends_on=date(2020, 12, 31),
    source=places.HEADING,
    clauses=clauses.CLAUSES,
    bases=document.BASES,
    parties=parties.PARTIES,
    focal_points=parties.FOCAL_POINTS,
    signatures=parties.SIGNATURES,
    recipients=document.RECIPIENTS,
    statements=statements.STATEMENTS,
    contents=statements.CONTENTS,
    campaigns=campaigns.CAMPAIGNS,
    beneficiaries=campaigns.BENEFICIARIES,
    titles=titles.TITLES,
    territory=titles.TERRITORY,
    tiers=titles.TIERS,
    default_tier="general",
    indicators=indicators.INDICATORS,
    targets=targets.TARGETS,
    responsibilities=responsibilities.RESPONSIBILITIES,
    duties=duties.DUTIES,
    amendment_rule=duties.AMENDMENT_RULE,
)
