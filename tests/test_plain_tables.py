from xhht.plain_tables import SHOWN_ROWS, plain_table


def test_words_stand_to_the_left_and_numbers_to_the_right():
    assert plain_table(["place", "count"], [["Trấn Yên", 5], ["Lục", 120]]).splitlines() == [
        "place     count",
        "Trấn Yên      5",
        "Lục         120",
    ]


def test_a_table_without_rows_is_its_headings():
    assert plain_table(["place", "count"], []) == "place  count"


def test_a_long_table_is_cut_and_says_so():
    lines = plain_table(["n"], [[n] for n in range(SHOWN_ROWS + 2)]).splitlines()
    assert lines[-2:] == [f"{SHOWN_ROWS - 1:>2}", "… and 2 more"]
