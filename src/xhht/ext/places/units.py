"""Units: what the package knows of the whole country, read once from its files."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import date, timedelta
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from xhht.errors import InvalidValueError
from xhht.ext.spellings import key, plain
from xhht.figures.levels import Level
from xhht.figures.regions import Region, Regions

PACKAGE = "vietnamadminunits"
COUNTRY = Region("viet-nam", "Việt Nam", level=Level.COUNTRY)
# The last rearrangement before the great one; the package has its 696 districts and 10,035 communes.
KNOWN_FROM = date(2025, 1, 1)
MERGED_ON = date(2025, 7, 1)
LAST_DAY = MERGED_ON - timedelta(days=1)
Position = tuple[float, float]
New = tuple[str, str]


class Country(NamedTuple):
    """All lives of all units, where they are, and by the full names of provinces the others, the short one first."""

    regions: Regions
    positions: Mapping[str, Position]
    aliases: Mapping[str, tuple[str, ...]]


@cache
def country() -> Country:
    """Everything that the package knows, as one tree.

    Its files are read where they lie: to import the package would bring geometry and geocoding along, and its
    mapping between the two sets of units has no interface.

    Raises:
        InvalidValueError: if the installed version has units that its mapping of 1 July 2025 does not lead to.
    """
    return _Reading().country()


def province_of(life: Region, regions: Regions) -> str:
    """The province in which a life of a district, a commune or of a province itself lies."""
    while life.level is not Level.PROVINCE:
        assert life.parent is not None  # noqa: S101  # Only the country, which is in no province, has none.
        life = regions.get(life.parent, life.last_day if life.valid_from is None else life.first_day)
    return life.id


class _Reading:
    """The two tables of the package and the mapping between them, on their way to one tree."""

    def __init__(self) -> None:
        spec = find_spec(PACKAGE)
        folder = Path(spec.origin or "").parent / "data" if spec is not None else Path()
        with closing(sqlite3.connect(f"{(folder / 'dataset.db').as_uri()}?mode=ro&immutable=1", uri=True)) as base:
            base.row_factory = sqlite3.Row
            before = base.execute("SELECT * FROM admin_units_legacy").fetchall()
            after = base.execute("SELECT * FROM admin_units").fetchall()
        mapping = json.loads((folder / "converter_2025.json").read_text(encoding="utf-8"))
        self.before = {f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}": row for row in before}
        self.after: dict[New, sqlite3.Row] = {(row["provinceKey"], row["wardKey"]): row for row in after}
        self.provinces_into: dict[str, list[str]] = mapping["DICT_PROVINCE"]
        self.heirs: defaultdict[str, list[New]] = defaultdict(list)
        self.parts: defaultdict[New, list[str]] = defaultdict(list)
        for province, wards in mapping["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
            for ward, wholes in wards.items():
                for old in wholes:
                    self.lead(old, (province, ward))
        for province, divided in mapping["DICT_PROVINCE_WARD_DIVIDED"].items():
            for old, wards in divided.items():
                for ward in wards:
                    self.lead(old, (province, ward["newWardKey"]))
        if self.heirs.keys() != self.before.keys() or self.parts.keys() != self.after.keys():
            raise InvalidValueError(
                f"{PACKAGE} {version(PACKAGE)} has units that its mapping of {MERGED_ON} does not lead to, so that "
                f"their first days are not known; install {PACKAGE}==1.0.4"
            )
        self.positions: dict[str, Position] = {}

    def lead(self, old: str, new: New) -> None:
        """Let a unit of before go into one of after, whole or in part."""
        self.heirs[old].append(new)
        self.parts[new].append(old)

    def country(self) -> Country:
        """All units, with the names of provinces."""
        lives = (COUNTRY, *self.provinces(), *self.districts(), *self.communes_before(), *self.communes_after())
        rows = (*self.before.values(), *self.after.values())
        aliases = {row["province"]: _other_names(row) for row in rows}
        return Country(Regions(lives), self.positions, aliases)

    def located(self, region_id: str, kind: str, row: sqlite3.Row) -> str:
        """The id of a unit, whose position is kept; the later one where a unit has two."""
        self.positions[region_id] = (row[f"{kind}Lon"], row[f"{kind}Lat"])
        return region_id

    def provinces(self) -> Iterator[Region]:
        """The provinces before, and those that took others in."""
        after = {row["provinceKey"]: row for row in self.after.values()}
        for row in {row["provinceCode"]: row for row in self.before.values()}.values():
            region_id = self.located(_slug(row["provinceShort"]), "province", row)
            heirs = [
                self.heir_province(after[new])
                for new, olds in self.provinces_into.items()
                if row["provinceKey"] in olds
            ]
            is_kept = heirs == [region_id]
            yield Region(
                region_id,
                row["province"],
                level=Level.PROVINCE,
                parent=COUNTRY.id,
                valid_to=None if is_kept else LAST_DAY,
                successors=() if is_kept else heirs,
            )
        for unit, row in after.items():
            if len(self.provinces_into[unit]) > 1:
                region_id = self.located(self.heir_province(row), "province", row)
                yield Region(region_id, row["province"], level="province", parent=COUNTRY.id, valid_from=MERGED_ON)

    def heir_province(self, row: sqlite3.Row) -> str:
        """The id of a province of after, another one where it took others in."""
        is_larger = len(self.provinces_into[row["provinceKey"]]) > 1
        return _slug(row["provinceShort"], str(MERGED_ON.year) if is_larger else "")

    def districts(self) -> Iterator[Region]:
        """The districts, which all ended; only one without communes, an island, went whole into another unit."""
        for old, row in {row["districtCode"]: (old, row) for old, row in self.before.items()}.values():
            yield Region(
                self.located(_slug(row["districtShort"], row["districtCode"]), "district", row),
                row["district"],
                level=Level.DISTRICT,
                parent=_slug(row["provinceShort"]),
                valid_to=LAST_DAY,
                successors=[] if row["ward"] else [self.heir(new) for new in self.heirs[old]],
            )

    def communes_before(self) -> Iterator[Region]:
        """The communes until the last day of the districts."""
        for old, row in self.before.items():
            if row["ward"]:
                region_id = self.located(_slug(row["wardShort"], row["wardCode"]), "ward", row)
                heirs = [self.heir(new) for new in self.heirs[old]]
                yield Region(
                    region_id,
                    row["ward"],
                    level=Level.COMMUNE,
                    parent=_slug(row["districtShort"], row["districtCode"]),
                    valid_to=LAST_DAY,
                    successors=() if heirs == [region_id] else heirs,
                )

    def communes_after(self) -> Iterator[Region]:
        """The communes since, right below their provinces."""
        for new, row in self.after.items():
            yield Region(
                self.located(self.heir(new), "ward", row),
                row["ward"],
                level=Level.COMMUNE,
                parent=self.heir_province(row),
                valid_from=MERGED_ON,
            )

    def heir(self, new: New) -> str:
        """The id of a commune of after; that of before where it is the same territory."""
        parts = [self.before[old] for old in self.parts[new]]
        if len(parts) == 1 and len(self.heirs[self.parts[new][0]]) == 1 and parts[0]["ward"]:
            return _slug(parts[0]["wardShort"], parts[0]["wardCode"])
        return _slug(self.after[new]["wardShort"], self.after[new]["wardCode"], str(MERGED_ON.year))


def _other_names(row: sqlite3.Row) -> tuple[str, ...]:
    names = (row["provinceShort"], *json.loads(row["provinceAlias"] or "[]"))
    return (*names, *(f"TP {name}" for name in names))


@cache
def _slug(name: str, *numbers: str) -> str:
    """An id of a name without marks, and what tells it from its namesakes."""
    return "-".join([*plain(key(name)), *(number for number in numbers if number)])
