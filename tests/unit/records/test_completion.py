"""Keys completed by knowledge: only where exactly one fits, marked, and less sure."""

from tests.unit.records.world import World


def owner_of(world: World, value: str) -> tuple[object, ...]:
    """Return manager, disposition and completed parts of the claim with a value."""
    claims = world.records().claims.filter(value=value)
    return claims.select("manager_id", "disposition", "completed").row(0)


def test_a_season_inside_a_known_spell_goes_to_its_manager_and_is_marked() -> None:
    world = World()
    world.says("2018-06-01", None, "Arsenal", "Premier League", "2009-10", ("wins", 23))
    assert owner_of(world, "23") == ("arsene-wenger", "used", ["manager"])
    row = world.records().season_records.row(0, named=True)
    assert row["confidence"] < 0.9


def test_a_season_with_two_managers_goes_to_nobody() -> None:
    world = World()
    world.says("2018-06-01", None, "Leicester City", "Premier League", "2016-17", ("wins", 12))
    assert owner_of(world, "12") == (None, "unattributed", [])


def test_a_spell_of_unknown_beginning_takes_no_earlier_season() -> None:
    world = World()
    world.says("2024-06-01", "Ada Hill", "Harbour Town", None, None, ("managed", True), scope="spell", status="current")
    world.says("2024-06-01", None, "Harbour Town", "League Two", "2021-22", ("wins", 20))
    assert owner_of(world, "20") == (None, "unattributed", [])


def test_a_day_after_a_spell_was_confirmed_belongs_to_it() -> None:
    world = World()
    world.says("2024-02-01", "Ada Hill", "Harbour Town", None, None, ("managed", True), scope="spell", status="current")
    world.says("2024-03-01", None, "Harbour Town", "League Two", "2023-24", ("wins", 20), status="to_date")
    assert owner_of(world, "20") == ("ada-hill", "used", ["manager"])


def test_a_day_of_joint_managers_goes_to_nobody() -> None:
    world = World()
    for manager in ("Ada Hill", "Bea Holt"):
        spell = (("managed", True), ("start", "2019-07-01"))
        world.says("2019-12-01", manager, "Harbour Town", None, None, *spell, scope="spell", status="current")
    world.says("2019-12-02", None, "Harbour Town", "League Two", "2019-20", ("wins", 16), status="to_date")
    assert owner_of(world, "16") == (None, "unattributed", [])
