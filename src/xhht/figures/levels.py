"""The levels of administration, from the country down to the village."""

from __future__ import annotations

from xhht.checks import Choice
from xhht.texts import Language, Text


class Level(Choice):
    """The level of administration; a village stands for hamlets, residential groups and equivalents too."""

    COUNTRY = "country"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    VILLAGE = "village"

    def text(self, language: Language) -> str:
        """The level in words.

        >>> Level.VILLAGE.text("vi")
        'thôn, bản, tổ dân phố'
        """
        return _LEVELS[self].in_language(language)


_LEVELS = {
    Level.COUNTRY: Text("cả nước", "the whole country"),
    Level.PROVINCE: Text("cấp tỉnh", "province"),
    Level.DISTRICT: Text("cấp huyện", "district"),
    Level.COMMUNE: Text("cấp xã", "commune"),
    Level.VILLAGE: Text("thôn, bản, tổ dân phố", "village"),
}
