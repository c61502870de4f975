from vongtay.common.charts import FOOT, HEAD, HEIGHT, WIDTH, bars


def test_bars_stand_on_nought_and_the_highest_leaves_room_for_its_number():
    drawn = bars([0, 5, 10])
    assert [bar["value"] for bar in drawn] == ["0", "5", "10"]
    assert [bar["month"] for bar in drawn] == ["1", "2", "3"]
    assert [int(bar["y"]) + int(bar["height"]) for bar in drawn] == [HEIGHT - FOOT] * 3
    assert int(drawn[0]["height"]) == 0
    assert int(drawn[1]["height"]) * 2 == int(drawn[2]["height"])
    assert int(drawn[2]["y"]) == HEAD
    assert int(drawn[2]["x"]) + int(drawn[2]["width"]) < WIDTH


def test_no_months_and_no_counts_draw_nothing_wrong():
    assert bars([]) == []
    assert [bar["height"] for bar in bars([0, 0])] == ["0", "0"]
