"""Provinces, districts and communes of Viet Nam before and after 1 July 2025."""

import io
from collections import Counter
from datetime import date, datetime, timedelta

import attrs
import openpyxl
import pytest

from xhht import Level, Observation, Region, Share, assess, roll_up, through_mergers
from xhht.errors import (
    InvalidRegionsError,
    InvalidTypeError,
    InvalidValueError,
    RegionLifeError,
    UnknownIdError,
)
from xhht.ext import places, spreadsheets
from xhht.ext.places import units
from xhht.judgement import Outcome, Reason
from xhht.programmes import ctph_154, qd_281

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
BOTH = (BEFORE, AFTER)
PROVINCE, DISTRICT, COMMUNE = Level.PROVINCE, Level.DISTRICT, Level.COMMUNE


@pytest.fixture(scope="module")
def country():
    return places.regions("Việt Nam", on_or_between=(date(2025, 1, 1), date(2026, 12, 31)))


@pytest.fixture(scope="module")
def yen_bai():
    return places.regions("Yên Bái", on_or_between=BOTH)


def levels(tree, day):
    return dict(Counter(region.level for region in tree.alive_on(day)))


def named(tree, name, day):
    return [region for region in tree.alive_on(day) if region.name == name]


def test_the_country_has_the_units_that_the_package_has(country):
    assert levels(country, BEFORE) == {Level.COUNTRY: 1, PROVINCE: 63, DISTRICT: 696, COMMUNE: 10_035}
    assert levels(country, AFTER) == {Level.COUNTRY: 1, PROVINCE: 34, COMMUNE: 3_321}
    sorts = Counter(region.name.split()[0] for region in country.alive_on(AFTER) if region.level is COMMUNE)
    assert sorts == {"Xã": 2_621, "Phường": 687, "Đặc": 13}


def test_every_commune_leads_on_and_every_later_one_comes_from_somewhere(country):
    ended = [life for life in country if life.level is COMMUNE and life.valid_to == BEFORE]
    assert len(ended) == 10_035
    assert all(life.successors or country.life_on(life.id, AFTER) for life in ended)
    heirs = {heir for life in country for heir in life.successors or (life.id,)}
    assert heirs >= {region.id for region in country.alive_on(AFTER)}


def test_an_id_stands_for_one_territory(country):
    twice = Counter(life.id for life in country)
    lived_on = [region_id for region_id, lives in twice.items() if lives > 1]
    assert len(lived_on) == 132  # Communes of before that nothing was joined to and nothing taken from.
    assert all(life.successors == () for region_id in lived_on for life in country.lives_of(region_id))
    new = [life for life in country if life.valid_from == AFTER and life.id not in lived_on]
    assert all(life.id.endswith("-2025") for life in new)
    assert not [life for life in country if life.valid_from is None and life.id.endswith("-2025")]


def test_what_the_package_cannot_say_is_left_open(country):
    assert {life.traits for life in country} == {None}
    assert {life.valid_from for life in country} == {None, AFTER}
    assert {life.valid_to for life in country} == {None, BEFORE}


def test_provinces_without_a_merger_live_on(country):
    kept = [life.name for life in country if life.level is PROVINCE and life.valid_from is life.valid_to is None]
    assert len(kept) == 11
    assert "Thành phố Hà Nội" in kept


def test_ids_fit_the_territories_of_the_shipped_programmes(country):
    for programme in (ctph_154.PROGRAMME, qd_281.PROGRAMME):
        region = country.get(programme.territory.id, BEFORE)
        assert (region.name, region.level) == (region.name, programme.territory.level)
    assert country.get(ctph_154.PROGRAMME.territory.id, BEFORE).name == "Tỉnh Yên Bái"


def test_a_province_before_the_mergers_stands_alone():
    tree = places.regions("Yên Bái", on_or_between=BEFORE)
    assert levels(tree, BEFORE) == {PROVINCE: 1, DISTRICT: 9, COMMUNE: 168}
    assert not [life for life in tree if life.successors]
    assert tree.get("yen-bai", BEFORE).parent is None


def test_over_the_mergers_the_heir_comes_whole_and_what_else_it_took_in_bare(yen_bai):
    assert levels(yen_bai, BEFORE) == {PROVINCE: 2, DISTRICT: 9, COMMUNE: 168}
    assert levels(yen_bai, AFTER) == {PROVINCE: 1, COMMUNE: 99}
    assert yen_bai.get("yen-bai", BEFORE).successors == ("lao-cai-2025",)
    assert yen_bai.children_of("lao-cai", BEFORE) == ()
    own = {heir for life in yen_bai if life.level is COMMUNE for heir in life.successors or (life.id,)}
    whole = {region.id for region in yen_bai.children_of("lao-cai-2025", AFTER)}
    came = {life.id for life in yen_bai if life.valid_to == BEFORE and life.level is COMMUNE}
    heirs = {heir for life in yen_bai if life.id in came and life.valid_to for heir in life.successors or (life.id,)}
    assert len(heirs) == 51
    assert heirs <= own <= whole


def test_a_number_that_was_given_again_makes_no_namesake(yen_bai):
    old, new = named(yen_bai, "Thị trấn Cổ Phúc", BEFORE)[0], named(yen_bai, "Xã Trấn Yên", AFTER)[0]
    assert (old.id, new.id) == ("co-phuc-04498", "tran-yen-04498-2025")
    assert old.successors == (new.id,)


def test_a_commune_that_stayed_what_it_was_keeps_its_id_under_another_name(yen_bai):
    first, second = yen_bai.lives_of("ta-si-lang-04603")
    assert (first.name, second.name) == ("Xã Tà Si Láng", "Xã Tà Xi Láng")
    assert (first.parent, second.parent) == ("tram-tau-139", "lao-cai-2025")


def test_an_island_district_goes_on_as_a_special_zone():
    tree = places.regions("Quảng Ngãi", on_or_between=BOTH)
    island = named(tree, "Huyện Lý Sơn", BEFORE)[0]
    heirs = [tree.get(heir, AFTER) for heir in island.successors]
    assert [(heir.name, heir.level) for heir in heirs] == [("Đặc khu Lý Sơn", COMMUNE)]


def test_a_neighbour_whose_communes_became_one_with_ours_comes_whole():
    tree = places.regions("Sóc Trăng", on_or_between=BOTH)
    assert {len(tree.children_of(province, BEFORE)) for province in ("can-tho", "hau-giang", "soc-trang")} == {8, 9, 11}


@pytest.mark.parametrize(
    "name", ["Yên Bái", "yên bái", "Tỉnh Yên Bái", "yen bai", "YEN-BAI", " Yên  Bái ", "Ye\u0302n Ba\u0301i"]
)
def test_a_name_is_read_however_it_is_typed(name):
    assert places.regions(name, on_or_between=BEFORE).ids[0] == "yen-bai"


@pytest.mark.parametrize("name", ["Hồ Chí Minh", "TP. Hồ Chí Minh", "TP HCM", "HCM", "Thành phố Hồ Chí Minh"])
def test_a_city_is_read_by_its_usual_names(name):
    assert "ho-chi-minh" in places.regions(name, on_or_between=BEFORE)


def test_a_name_of_two_provinces_one_after_the_other_means_both():
    assert "lao-cai" in places.regions("Lào Cai", on_or_between=BEFORE)
    assert "lao-cai-2025" in places.regions("Lào Cai", on_or_between=AFTER)
    both = places.regions("Lào Cai", on_or_between=BOTH)
    assert {"lao-cai", "lao-cai-2025", "yen-bai"} <= set(both.ids)
    assert len(both.children_of("lao-cai", BEFORE)) == 9
    assert both.children_of("yen-bai", BEFORE) == ()


def test_several_provinces_make_one_tree():
    tree = places.regions("Yên Bái", "Lào Cai", on_or_between=BOTH)
    assert levels(tree, BEFORE) == {PROVINCE: 2, DISTRICT: 18, COMMUNE: 168 + 151}


@pytest.mark.parametrize("name", ["Việt Nam", "viet nam", "viet-nam"])
def test_the_country_is_asked_by_its_name(name, country):
    assert len(places.regions(name, on_or_between=AFTER)) == 1 + 34 + 3_321 < len(country)


@pytest.mark.parametrize(
    ("name", "error", "part"),
    [
        ("Yên Bíi", UnknownIdError, "did you mean 'Yên Bái'?"),
        ("", UnknownIdError, "known: Hà Nội, "),
        ("Trấn Yên", InvalidValueError, "no province but Huyện Trấn Yên (Tỉnh Yên Bái), Xã Trấn Yên (Tỉnh Lạng Sơn)"),
        ("tran yen", InvalidValueError, "no province but Huyện Trấn Yên (Tỉnh Yên Bái), Xã Trấn Yên (Tỉnh Lạng Sơn)"),
        ("Tân Thịnh", InvalidValueError, "and 1 more; ask for its province"),
        (15, InvalidTypeError, "the name of a province is text, got int 15"),
    ],
)
def test_a_name_that_no_province_has_is_told_with_those_that_may_be_meant(name, error, part):
    with pytest.raises(error) as told:
        places.regions(name, on_or_between=BEFORE)
    assert part in str(told.value)


def test_a_province_that_has_ended_names_its_heir():
    with pytest.raises(RegionLifeError, match=r"does not exist on 2025-07-01; ask for Tỉnh Lào Cai \(lao-cai-2025\)"):
        places.regions("Yên Bái", on_or_between=AFTER)


@pytest.mark.parametrize(
    ("days", "error", "part"),
    [
        (date(2024, 12, 31), InvalidValueError, "the units of 2024-12-31 are not known"),
        ((date(2020, 1, 1), AFTER), InvalidValueError, "ask from 2025-01-01 on"),
        ((AFTER, BEFORE), InvalidValueError, "run backwards; exchange them"),
        ((BEFORE,), InvalidValueError, "a first and a last one, got 1 days"),
        ("2025-06-30", InvalidTypeError, "without a time, got str '2025-06-30'"),
        (datetime(2025, 6, 30), InvalidTypeError, "without a time"),  # noqa: DTZ001  # Refused, whatever its zone.
    ],
)
def test_days_that_are_not_known_or_no_days_are_refused(days, error, part):
    with pytest.raises(error) as told:
        places.regions("Yên Bái", on_or_between=days)
    assert part in str(told.value)


def test_no_name_at_all_is_refused():
    with pytest.raises(InvalidValueError, match="no province is named"):
        places.regions(on_or_between=BEFORE)


def test_reports_of_whole_communes_follow_their_merger_and_a_part_carries_nothing(country):
    day = date(2025, 8, 31)
    ended = [life for life in country if life.valid_to == BEFORE and life.level is COMMUNE]
    reports = [Observation("clans_recognised", life.id, BEFORE, Share(1, 2)) for life in ended]
    carried = {seen.region: seen for seen in through_mergers(reports, regions=country, as_of=day)}
    parts = Counter(heir for life in ended for heir in life.successors or (life.id,))
    split = {heir for life in ended if len(life.successors) > 1 for heir in life.successors}
    assert len(carried) == len(parts) - len(split) == 2_875
    assert all(seen.actual.denominator == 2 * parts[region] for region, seen in carried.items())
    assert not split & carried.keys()


def test_the_merger_of_provinces_lacks_no_part(yen_bai):
    report = Observation("clans_recognised", "yen-bai", BEFORE, Share(1, 2))
    assert through_mergers([report], regions=yen_bai, as_of=AFTER) == ()
    both = [report, attrs.evolve(report, region="lao-cai", actual=Share(3, 4))]
    carried = through_mergers(both, regions=yen_bai, as_of=AFTER)
    assert [(seen.region, seen.actual.denominator) for seen in carried] == [("lao-cai-2025", 6)]


def test_a_sum_over_the_heir_knows_what_is_missing(yen_bai):
    own = [Observation("clans_recognised", "tran-yen-04498-2025", AFTER, Share(9, 9))]
    total = roll_up(ctph_154.PROGRAMME, "clans_recognised", own, regions=yen_bai, into="lao-cai-2025", as_of=AFTER)
    assert len(total.missing) == 98


def test_a_programme_of_yen_bai_holds_before_and_not_in_the_heir(yen_bai):
    kept = [Observation("clans_recognised", "tran-yen-138", BEFORE, Share(7, 10))]
    verdicts = assess(ctph_154.PROGRAMME, kept, regions=yen_bai, as_of=BEFORE)
    assert verdicts["clans_recognised", "tran-yen-138"].outcome is Outcome.MET
    assert verdicts["clans_recognised", "lao-cai"].reason is Reason.OUTSIDE_TERRITORY
    later = assess(ctph_154.PROGRAMME, [], regions=yen_bai, as_of=AFTER)
    assert {verdict.reason for verdict in later} == {Reason.OUTSIDE_TERRITORY}


def test_positions_are_those_of_the_package(country):
    where = places.positions(country)
    assert len(where) == len(country.ids) - 1  # The country has none.
    assert all(102 < lon < 115 and 8 < lat < 23.5 for lon, lat in where.values())
    assert list(places.positions(country.children_of("yen-bai", BEFORE))) == [
        region.id for region in country.children_of("yen-bai", BEFORE)
    ]


def test_a_region_that_is_no_place_of_the_package_has_no_position():
    own = [Region("a", "A", level="village"), Region("yen-bay", "B", level="province")]
    with pytest.raises(InvalidRegionsError, match="did you mean 'yen-bai'") as told:
        places.positions(own)
    assert len(told.value.problems) == 2
    with pytest.raises(InvalidRegionsError):
        places.tiles(own)


@pytest.mark.parametrize(
    ("whole", "day", "count"),
    [("viet-nam", BEFORE, 63), ("viet-nam", AFTER, 34), ("yen-bai", BEFORE, 9), ("ha-noi", AFTER, 126)],
)
def test_tiles_never_overlap_and_begin_at_nought(country, whole, day, count):
    tiles = places.tiles(country.children_of(whole, day))
    assert len(tiles) == len(set(tiles.values())) == count
    assert [min(cell[axis] for cell in tiles.values()) for axis in (0, 1)] == [0, 0]
    assert max(max(cell) for cell in tiles.values()) < count


def test_tiles_lie_as_the_places_do(country):
    tiles = places.tiles(country.children_of("viet-nam", AFTER))
    column, row = {place: cell[0] for place, cell in tiles.items()}, {place: cell[1] for place, cell in tiles.items()}
    down = ("cao-bang", "ha-noi", "ha-tinh", "hue", "da-nang-2025", "dak-lak-2025", "ca-mau-2025")
    assert [row[place] for place in down] == sorted(row[place] for place in down)
    assert column["dien-bien"] < column["ha-noi"] < column["hai-phong-2025"]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_places_have_tiles_too(country, count):
    tiles = places.tiles(country.children_of("yen-bai", BEFORE)[:count])
    assert len(set(tiles.values())) == count


def test_the_package_is_read_once():
    assert units.country() is units.country()


def test_units_without_a_known_first_day_are_refused(monkeypatch):
    real = units.json.loads

    def without_one(text):
        mapping = real(text)
        if "DICT_PROVINCE_WARD_DIVIDED" in mapping:
            mapping["DICT_PROVINCE_WARD_NO_DIVIDED"]["thanhphohue"].popitem()
        return mapping

    monkeypatch.setattr(units.json, "loads", without_one)
    with pytest.raises(
        InvalidValueError, match=r"its mapping of 2025-07-01 does not lead to.* install vietnamadminunits"
    ):
        units._Reading()


def sheet(names):
    book = openpyxl.Workbook()
    book.active.append(["TT", "Đơn vị", "Tổng số dòng họ", "Số dòng họ được công nhận"])
    for place, name in enumerate(names, start=1):
        book.active.append([place, name, 20, 12])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def read(tree, day, *names, within=None):
    report = spreadsheets.read(sheet(names), programme=ctph_154.PROGRAMME, regions=tree, on=day, within=within)
    return [seen.region for seen in report.observations], report.problems


@pytest.mark.parametrize(
    ("day", "name", "region"),
    [
        (BEFORE, "Huyện Trấn Yên", "tran-yen-138"),
        (BEFORE, "H. Lục Yên", "luc-yen-135"),
        (BEFORE, "TX Nghĩa Lộ", "nghia-lo-133"),
        (BEFORE, "TT Cổ Phúc", "co-phuc-04498"),
        (BEFORE, "xa mo de", "mo-de-04468"),
        (BEFORE, "Xã Mĩ Gia", "my-gia-04741"),
        (BEFORE, "Xã Y Can", "y-can-04531"),
        (AFTER, "Xã Khánh Hoà", "khanh-hoa-04342-2025"),
        (AFTER, "Phường Yên Bái", "yen-bai-04252-2025"),
        (AFTER, "Xã Tà Xi Láng", "ta-si-lang-04603"),
        (AFTER, "Xã Tà Si Láng", "ta-si-lang-04603"),  # As it was spelt before.
    ],
)
def test_sheets_know_the_names_and_their_old_spellings(yen_bai, day, name, region):
    found, problems = read(yen_bai, day, name)
    assert (found, problems) == ([region], ())


def test_a_sheet_is_told_where_a_commune_went(yen_bai):
    found, problems = read(yen_bai, AFTER + timedelta(days=30), "Thị trấn Cổ Phúc")
    assert found == []
    assert "Xã Trấn Yên" in problems[0].explain("vi")


def test_namesakes_of_two_districts_are_told_apart_by_the_place_within(yen_bai):
    found, problems = read(yen_bai, BEFORE, "Xã Tân Thịnh")
    assert found == []
    assert "Xã Tân Thịnh (Thành phố Yên Bái), Xã Tân Thịnh (Huyện Văn Chấn)" in str(problems)
    assert read(yen_bai, BEFORE, "Xã Tân Thịnh", within="van-chan-140") == (["tan-thinh-04696"], ())
