"""Allocation: nobody against a rule, no bed twice, families together, and nobody left out while a bed fits."""

from hypothesis import given
from hypothesis import strategies as st

from vongtay.facilities.allocation import Misfit, Room, Sleeper, allocate, misfits

SUITS = ["step_free", "carer", "apart"]
AGES = st.none() | st.integers(0, 90)
SLEEPERS = st.builds(
    Sleeper, sex=st.sampled_from(["female", "male", "other", "unknown"]), age_years=AGES,
    family=st.none() | st.integers(1, 5), needs=st.frozensets(st.sampled_from(SUITS), max_size=1),
)  # fmt: skip
ROOMS = st.builds(
    Room, sex_rule=st.sampled_from(["women", "men", "any", "family"]), free=st.integers(0, 4), age_from=st.none() | st.integers(0, 20),
    age_to=st.none() | st.integers(15, 90), suits=st.frozensets(st.sampled_from(SUITS)), is_open=st.booleans(), shared=st.booleans(),
)  # fmt: skip
WORLDS = st.tuples(
    st.lists(SLEEPERS, max_size=12).map(lambda rows: dict(enumerate(rows))),
    st.lists(ROOMS, max_size=6).map(lambda rows: {f"room {place}": row for place, row in enumerate(rows)}),
)


def families(people):
    found = {}
    for key, who in people.items():
        if who.family is not None:
            found.setdefault(who.family, []).append(key)
    return {name: keys for name, keys in found.items() if len(keys) > 1}


@given(WORLDS)
def test_each_is_placed_or_named_with_a_reason(world):
    people, rooms = world
    plan = allocate(people, rooms)
    assert plan.places.keys() | plan.unplaced.keys() == people.keys()
    assert not plan.places.keys() & plan.unplaced.keys()
    assert all(plan.unplaced.values())


@given(WORLDS)
def test_no_room_holds_more_than_its_free_beds(world):
    people, rooms = world
    given_to = list(allocate(people, rooms).places.values())
    assert all(given_to.count(key) <= room.free for key, room in rooms.items())


@given(WORLDS)
def test_nobody_sleeps_against_the_rule_of_a_room(world):
    people, rooms = world
    in_families = {key for keys in families(people).values() for key in keys}
    for key, room in allocate(people, rooms).places.items():
        who = people[key]
        alone = who if key in in_families else Sleeper(who.sex, who.age_years, None, who.needs)
        assert misfits(rooms[room], alone) == []


@given(WORLDS)
def test_a_family_sleeps_in_one_room_and_alone_in_a_family_room(world):
    people, rooms = world
    places = allocate(people, rooms).places
    for keys in families(people).values():
        taken = {places.get(key) for key in keys}
        assert len(taken) == 1
        room = taken.pop()
        if room is not None and rooms[room].sex_rule == "family":
            assert {key for key, other in places.items() if other == room} == set(keys)


@given(WORLDS)
def test_no_single_person_is_left_out_while_a_fitting_bed_is_free(world):
    people, rooms = world
    plan = allocate(people, rooms)
    left = {key: room.free - list(plan.places.values()).count(key) for key, room in rooms.items()}
    in_families = {key for keys in families(people).values() for key in keys}
    for key in plan.unplaced.keys() - in_families:
        who = Sleeper(people[key].sex, people[key].age_years, None, people[key].needs)
        assert not [room for room, free in left.items() if free > 0 and misfits(rooms[room], who) == []]


def test_as_many_as_possible_are_placed_whatever_the_order():
    """A woman fits both rooms, somebody whose sex is not known only the common one."""
    rooms = {"women": Room("women", free=1), "common": Room("any", free=1)}
    for order in (["she", "they"], ["they", "she"]):
        who = {"she": Sleeper("female", 20), "they": Sleeper("unknown")}
        plan = allocate({key: who[key] for key in order}, rooms)
        assert plan.places == {"she": "women", "they": "common"}


def test_a_family_that_no_room_holds_together_is_named():
    rooms = {"one": Room("family", free=2), "two": Room("any", free=2)}
    plan = allocate({number: Sleeper("female", 5, family="a") for number in range(3)}, rooms)
    assert plan.unplaced == dict.fromkeys(range(3), (Misfit.SPLIT,))


def test_the_nearest_reasons_are_given():
    rooms = {"far": Room("women", free=1, age_from=18, is_open=False), "near": Room("men", free=1, age_from=18)}
    assert allocate({"boy": Sleeper("male", 12)}, rooms).unplaced == {"boy": (Misfit.TOO_YOUNG,)}
