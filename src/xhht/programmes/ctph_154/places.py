"""The places of the text that everything else cites."""

from xhht.model.sources import Source
from xhht.texts import Text

HEADING = Source("154/CTPH-LN", "heading")
PREAMBLE = Source("154/CTPH-LN", "preamble")
I_1 = Source("154/CTPH-LN", "I.1")
I_2 = Source("154/CTPH-LN", "I.2")
I_3 = Source("154/CTPH-LN", "I.3")
II_1 = Source("154/CTPH-LN", "II.1")
II_2_1 = Source(
    "154/CTPH-LN", "II.2.1", place_name=Text("mục II.2, gạch đầu dòng thứ nhất", "section II.2, first dash")
)
II_2_2 = Source(
    "154/CTPH-LN", "II.2.2", place_name=Text("mục II.2, gạch đầu dòng thứ hai", "section II.2, second dash")
)
II_2_3 = Source("154/CTPH-LN", "II.2.3", place_name=Text("mục II.2, gạch đầu dòng thứ ba", "section II.2, third dash"))
III_1 = Source("154/CTPH-LN", "III.1")
III_2 = Source("154/CTPH-LN", "III.2")
III_3 = Source("154/CTPH-LN", "III.3")
III_4 = Source("154/CTPH-LN", "III.4")
IV_1 = Source("154/CTPH-LN", "IV.1")
IV_2 = Source("154/CTPH-LN", "IV.2")
IV_3 = Source("154/CTPH-LN", "IV.3")
IV_4 = Source("154/CTPH-LN", "IV.4")
IV_5 = Source("154/CTPH-LN", "IV.5")
IV_6 = Source("154/CTPH-LN", "IV.6")
IV_7 = Source("154/CTPH-LN", "IV.7")
IV_7_TARGETS = Source("154/CTPH-LN", "IV.7.targets")
V_1 = Source("154/CTPH-LN", "V.1")
V_2 = Source("154/CTPH-LN", "V.2")
V_3 = Source("154/CTPH-LN", "V.3")
CLOSING = Source("154/CTPH-LN", "closing")
SIGNATURES = Source("154/CTPH-LN", "signatures")
RECIPIENTS = Source("154/CTPH-LN", "recipients")
