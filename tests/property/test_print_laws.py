"""Whatever a true figure is printed as, the truth is inside what the print is read as."""

from fractions import Fraction
from math import ceil, floor
from unicodedata import normalize

from hypothesis import assume, given
from hypothesis import strategies as st

from xhht import CountRange, PrintedShare, Share, count_from_text

SIGNS = {"vi": (".", ","), "en": (",", ".")}
UNITS = {"nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tỷ": 10**9, "thousand": 10**3, "million": 10**6}
COUNTS = st.integers(0, 10**6) | st.integers(0, 10**12)
LOCALES = st.sampled_from(sorted(SIGNS))
FILLERS = st.sampled_from(("", "đạt ", "chiếm tỷ lệ ", "đạt tỷ lệ ", "tương đương ", "tương ứng\u00a0"))


def is_inside(count, text, locale):
    told = count_from_text(text, locale=locale)
    if not isinstance(told, CountRange):
        return told == count
    return told.least <= count and (told.most is None or count <= told.most)


def digits(number, locale, places=0, *, is_grouped=True):
    """A number of so many decimal places, in the signs of a locale."""
    thousands, decimals = SIGNS[locale]
    whole, rest = divmod(int(number * 10**places), 10**places)
    shown = f"{whole:,}".replace(",", thousands if is_grouped else "")
    return f"{shown}{decimals}{rest:0{places}d}" if places else shown


def cut_or_rounded(exact, places, *, is_cut):
    scaled = exact * 10**places
    return Fraction(floor(scaled if is_cut else scaled + Fraction(1, 2)), 10**places)


@given(count=COUNTS, locale=LOCALES, filler=FILLERS, is_grouped=st.booleans(), form=st.sampled_from(("NFC", "NFD")))
def test_a_whole_count_is_read_as_itself(count, locale, filler, is_grouped, form):
    text = normalize(form, filler + digits(count, locale, is_grouped=is_grouped))
    assert count_from_text(text, locale=locale) == count


@given(
    count=COUNTS, locale=LOCALES, unit=st.sampled_from(sorted(UNITS)), places=st.integers(0, 4), is_cut=st.booleans()
)
def test_a_count_in_a_unit_holds_the_true_one(count, locale, unit, places, is_cut):
    printed = cut_or_rounded(Fraction(count, UNITS[unit]), places, is_cut=is_cut)
    assert is_inside(count, f"{digits(printed, locale, places)} {unit}", locale)


@given(millions=st.integers(1, 10**6), thousands=st.integers(1, 998), rest=st.integers(0, 999), is_cut=st.booleans())
def test_a_count_in_millions_and_thousands_holds_the_true_one(millions, thousands, rest, is_cut):
    count = (1000 * millions + thousands) * 1000 + rest
    printed = int(cut_or_rounded(Fraction(count, 1000), 0, is_cut=is_cut)) % 1000
    assert is_inside(count, f"{millions} triệu {printed} nghìn", "vi")


@given(count=COUNTS, off=st.integers(1, 10**6), locale=LOCALES)
def test_a_word_holds_whatever_it_is_said_of(count, off, locale):
    below, above = digits(max(0, count - off), locale), digits(count + off, locale)
    for word in ("trên", "hơn", "more than") if count else ():
        assert is_inside(count, f"{word} {below}", locale)
    for text in (f"ít nhất {below}", f"từ {below} trở lên", f"≥ {digits(count, locale)}", f"dưới {above}"):
        assert is_inside(count, text, locale)
    for text in (f"không quá {above}", f"≤{digits(count, locale)}", f"{below} - {above}", f"từ {below} đến {above}"):
        assert is_inside(count, text, locale)


@given(count=st.integers(1, 10**12), part=st.fractions(0, 1))
def test_about_and_nearly_reach_as_far_as_they_say(count, part):
    near = ceil(count / (1 - part / 10)) if part < 1 else count + 1
    if near > count >= Fraction(9, 10) * near:
        assert is_inside(count, f"gần {near}", "vi")
    for about in (floor(count / (1 + part / 20)), ceil(count / (1 - part / 20))):
        if abs(count - about) <= Fraction(about, 20):
            assert is_inside(count, f"khoảng {about}", "vi")


@given(
    counts=st.lists(st.integers(0, 10**6), min_size=2, max_size=2),
    places=st.integers(0, 4),
    is_cut=st.booleans(),
    sign=st.sampled_from(("%", " %", "‰", " phần trăm", " per cent")),
    words=st.tuples(LOCALES, FILLERS),
)
def test_a_printed_percentage_holds_the_true_share(counts, places, is_cut, sign, words):
    locale, filler = words
    numerator, denominator = sorted(counts)
    assume(denominator)
    whole = 1000 if sign == "‰" else 100
    printed = cut_or_rounded(Fraction(numerator * whole, denominator), places, is_cut=is_cut)
    assume(printed < whole or numerator == denominator)  # A printed 100% is taken at its word.
    text = filler + digits(printed, locale, places, is_grouped=False) + sign
    assert Fraction(numerator, denominator) in PrintedShare.from_text(text, locale=locale).bounds


@given(counts=st.lists(st.integers(0, 10**9), min_size=2, max_size=2), locale=LOCALES)
def test_a_share_in_counts_is_read_as_itself(counts, locale):
    numerator, denominator = sorted(counts)
    text = f"{digits(numerator, locale)}/{digits(denominator, locale)}"
    assert Share.from_text(text, locale=locale) == Share(numerator, denominator)


@given(tenths=st.lists(st.integers(0, 1000), min_size=3, max_size=3, unique=True).map(sorted))
def test_a_range_of_percentages_holds_all_between_its_ends_and_no_more(tenths):
    first, inside, last = (Fraction(number, 1000) for number in tenths)
    ends = [digits(number * 100, "vi", 1) for number in (first, last)]
    for text in (f"{ends[0]} - {ends[1]}%", f"từ {ends[0]}% đến {ends[1]}%"):
        bounds = PrintedShare.from_text(text).bounds
        assert (bounds.lower, bounds.upper) == (first, last)
        assert all(share in bounds for share in (first, inside, last))


# What each form of words says of a true figure beside the one or two numbers that are printed.
SAYINGS = {
    ("trên {0}", "hơn {0}", "over {0}", "more than {0}", "above {0}", "> {0}"): lambda true, low, _: low < true,
    (
        "ít nhất {0}",
        "tối thiểu {0}",
        "không dưới {0}",
        "không ít hơn {0}",
        "at least {0}",
        "≥ {0}",
        ">={0}",
        "từ {0} trở lên",
    ): (lambda true, low, _: low <= true),
    ("dưới {1}", "under {1}", "below {1}", "less than {1}", "<{1}"): lambda true, _, high: true < high,
    ("không quá {1}", "tối đa {1}", "không nhiều hơn {1}", "at most {1}", "≤{1}", "<= {1}"): lambda true, _, high: (
        true <= high
    ),
    ("gần {1}", "nearly {1}", "almost {1}"): lambda true, _, high: Fraction(9, 10) * high <= true < high,
    ("khoảng {0}", "xấp xỉ {0}", "about {0}", "~{0}"): lambda true, low, _: abs(true - low) <= low / 20,
    ("{0} - {1}", "{0} – {1}", "từ {0} đến {1}", "from {0} to {1}"): lambda true, low, high: low <= true <= high,
    ("khoảng {0} - {1}", "about {0} to {1}", "khoảng từ {0} đến {1}"): (
        lambda true, low, high: low * Fraction(19, 20) <= true <= high * Fraction(21, 20)
    ),
}
PER_CENT = ("%", " %", " phần trăm", " per cent")
COUNTED = {" nghìn": 10**3, " ngàn": 10**3, " vạn": 10**4, " triệu": 10**6, " tỷ": 10**9}
COUNTED |= {" thousand": 10**3, " million": 10**6, " billion": 10**9}


@st.composite
def sayings(draw, sizes):
    """A text in some unit, its locale, the exact numbers in it in ones, and what it says of a true figure.

    The unit stands behind both numbers of a range, or behind the last alone.
    """
    unit, (size, most) = draw(st.sampled_from(sorted(sizes.items())))
    locale, filler, places = draw(LOCALES), draw(FILLERS), draw(st.integers(0, 2))
    templates = draw(st.sampled_from(sorted(SAYINGS)))
    template = draw(st.sampled_from(templates))
    numbers = st.integers(0, most * 10**places)
    steps = sorted(draw(st.lists(numbers, min_size=2, max_size=2, unique=True)))
    shown = [digits(Fraction(step, 10**places), locale, places, is_grouped=False) for step in steps]
    is_once = template.count("{") == 2 and draw(st.booleans())
    text = filler + template.format(shown[0] + ("" if is_once else unit), shown[1] + unit)
    low, high = (Fraction(step, 10**places) * size for step in steps)
    return text, locale, low, high, SAYINGS[templates]


def truths(low, high, part):
    """True figures to try: anywhere, and where a word begins or ends to be true."""
    yield low + (high - low) * part
    yield from (
        end * factor for end in (low, high) for factor in (1, Fraction(9, 10), Fraction(19, 20), Fraction(21, 20))
    )


SHARED = {**dict.fromkeys(PER_CENT, (Fraction(1, 100), 100)), "‰": (Fraction(1, 1000), 1000)}


@given(printed=sayings(SHARED), part=st.fractions(0, 1))
def test_words_and_ranges_of_percentages_hold_whatever_is_said_so(printed, part):
    text, locale, low, high, saying = printed
    for share in (part, *truths(low, high, part)):
        if share <= 1 and saying(share, low, high):
            assert share in PrintedShare.from_text(text, locale=locale).bounds


@given(
    printed=sayings({unit: (size, 5000) for unit, size in COUNTED.items()}),
    part=st.fractions(0, 1),
    off=st.integers(-3, 3),
)
def test_words_and_ranges_of_counts_in_units_hold_whatever_is_said_so(printed, part, off):
    text, locale, low, high, saying = printed
    for truth in truths(low, high, part):
        count = max(0, floor(truth) + off)
        if saying(count, low, high):
            assert is_inside(count, text, locale)
