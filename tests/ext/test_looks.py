import pytest

from xhht.ext.looks import LOOKS


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_letters_stand_out_from_their_ground_as_accessibility_guidelines_ask(look):
    # The formula and the ratio of level AA: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    dark, light = sorted(map(_luminance, (look.ground, look.letters)))
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_every_outcome_has_a_sign_of_its_own():
    assert len({look.sign for look in LOOKS.values()}) == len(LOOKS) == 5
