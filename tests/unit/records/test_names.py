"""Who and what: names mapped to their bearers, by club, year, competition; nobody merged on a surname alone."""

import pytest

from tests.unit.records.world import World

PREMIER_LEAGUE = "Premier League"


def found(world: World, value: str) -> tuple[object, ...]:
    """Return manager, club and competition of the claim with a value."""
    return world.records().claims.filter(value=value).select("manager_id", "club_id", "competition_id").row(0)


@pytest.mark.parametrize(
    ("manager", "club", "season", "expected"),
    [
        ("Jose Mourinho", "Chelsea", "2004-05", "jose-mourinho"),
        ("Sir Alex Ferguson", "Manchester United", "1998-99", "alex-ferguson"),
        ("Inzaghi", "Inter Milan", "2023-24", "simone-inzaghi"),
        ("Inzaghi", "AC Milan", "2014-15", "filippo-inzaghi"),
        ("Pippo Inzaghi", "Benevento", "2019-20", "filippo-inzaghi"),
        ("Simone Inzaghi", "Lazio", "2018-19", "simone-inzaghi"),
        ("Neville", "Valencia", "2015-16", "gary-neville"),
        ("Xabi Alonso Xabi Alonso", "Bayer Leverkusen", "2023-24", "xabi-alonso"),
    ],
)
def test_aliases_accents_and_namesakes(manager: str, club: str, season: str, expected: str) -> None:
    world = World()
    world.says("2024-06-01", manager, club, "league", season, ("wins", 17))
    assert found(world, "17")[0] == expected


def test_a_surname_that_fits_nobody_at_the_club_is_left_open_and_says_so() -> None:
    world = World()
    world.says("2024-06-01", "Neville", "Harbour Town", PREMIER_LEAGUE, "2023-24", ("wins", 17))
    claim = world.records().claims.row(0, named=True)
    assert (claim["manager_id"], claim["disposition"], claim["reason"]) == (None, "unattributed", "doubtful manager")


def test_an_unknown_surname_joins_the_full_name_at_the_same_club_only() -> None:
    world = World()
    world.says("2024-06-01", "Ada Quillfeather", "Harbour Town", "League Two", "2023-24", ("wins", 17))
    world.says("2024-07-01", "Quillfeather", "Harbour Town", "League Two", "2023-24", ("draws", 9))
    world.says("2024-07-02", "Quillfeather", "Marsh Rovers", "League Two", "2023-24", ("losses", 8))
    assert found(world, "17")[0] == "ada-quillfeather"
    assert found(world, "9")[0] == "ada-quillfeather"
    assert found(world, "8")[0] is None
    names = world.records().managers.filter(manager_id="ada-quillfeather")
    assert names.select("manager", "origin").rows() == [("Ada Quillfeather", "articles")]


def test_an_unknown_surname_is_one_person_at_one_club() -> None:
    world = World()
    world.says("2024-06-01", "Quillfeather", "Harbour Town", "League Two", "2023-24", ("wins", 17))
    world.says("2024-06-02", "Quillfeather", "Marsh Rovers", "League Two", "2022-23", ("wins", 16))
    assert found(world, "17")[0] != found(world, "16")[0]


@pytest.mark.parametrize(
    ("manager", "club", "competition", "season", "expected"),
    [
        ("Walter Smith", "Rangers", "league", "1992-93", "rangers"),
        ("Neil Warnock", "Rangers", "Championship", "2010-11", "queens-park-rangers"),
        ("Emma Hayes", "Chelsea", "Women's Super League", "2019-20", "chelsea-women"),
        ("José Mourinho", "Chelsea", "Premier League", "2014-15", "chelsea"),
        ("George Graham", "Woolwich Arsenal", "First Division", "1988-89", "arsenal"),
        ("Ernesto Valverde", "Athletic", "La Liga", "2023-24", "athletic-bilbao"),
        ("Rúben Amorim", "Sporting", "Primeira Liga", "2020-21", "sporting-cp"),
        ("Stefano Pioli", "Milan", "Serie A", "2021-22", "ac-milan"),
        ("Simone Inzaghi", "Milan", "Serie A", "2022-23", "inter-milan"),
        (None, "Inter", "Serie A", "2020-21", "inter-milan"),
        (None, "Inter", "MLS", "2023", "inter-miami"),
        (None, "Sporting", "La Liga", "2004-05", "sporting-gijon"),
        (None, "Sporting", "MLS", "2013", "sporting-kansas-city"),
        (None, "Athletic", "La Liga", "2020-21", "athletic-bilbao"),
        (None, "Athletic", "League One", "2010-11", "athletic"),
        (None, "Rangers", "Championship", "2010-11", "queens-park-rangers"),
        ("Alex Ferguson", "United", "Premier League", "2006-07", "manchester-united"),
        ("Marcelo Bielsa", "United", "Championship", "2019-20", "leeds-united"),
        (None, "United", "Premier League", "2006-07", "united"),
        ("Pep Guardiola", "City", "Premier League", "2017-18", "manchester-city"),
        ("Brendan Rodgers", "City", "Premier League", "2018-19", "leicester-city"),
        ("Mark Hughes", "Rovers", "Premier League", "2005-06", "blackburn-rovers"),
        (None, "Newton Heath", "First Division", "1893-94", "manchester-united"),
        (None, "Casino Salzburg", "Austrian Bundesliga", "1993-94", "red-bull-salzburg"),
        (None, "MetroStars", "MLS", "2000", "new-york-red-bulls"),
        (None, "Barcelona", "Liga F", "2021-22", "barcelona-women"),
        (None, "Bayern Munich II", "league", "2020-21", "bayern-munich-ii"),
        (None, "Swansea", "Championship", "2018-19", "swansea-city"),
        ("Xabi Alonso", "Real Sociedad B", "league", "2020-21", "real-sociedad-b"),
    ],
)
def test_clubs_by_alias_manager_and_competition(
    manager: str | None, club: str, competition: str, season: str, expected: str
) -> None:
    world = World()
    world.says("2024-06-01", manager, club, competition, season, ("wins", 17))
    assert found(world, "17")[1] == expected


def test_a_printed_name_means_what_it_meant_then() -> None:
    world = World()
    world.says("1996-06-01", "Ada Hill", "Sunderland", "Division One", "1995-96", ("wins", 22))
    world.says("1990-06-01", "Ada Hill", "Arsenal", "Division One", "1988-89", ("wins", 21))
    world.says("2021-06-01", "Steven Gerrard", "Rangers", "Premiership", "2020-21", ("wins", 32))
    world.says("2005-06-01", "Ada Hill", "Arsenal", "Premiership", "2003-04", ("wins", 23))
    assert found(world, "32")[2] == "scottish-premiership"
    assert found(world, "23")[2] == "premier-league"
    assert found(world, "22")[2] == "championship"
    assert found(world, "21")[2] == "first-division"


def test_judgements_join_and_keep_apart() -> None:
    world = World()
    world.says("2024-06-01", "Adda Hill", "Harbour Town", "League Two", "2023-24", ("wins", 17))
    head = "decided_on,by,kind,subject,object,why\n"
    same = head + "2024-07-01,an editor,same,manager/Adda Hill,Ada Hill,a slip\n"
    assert world.records(same).claims["manager_id"].to_list() == ["ada-hill"]
    again = same + "2024-07-02,an editor,not-same,manager/Adda Hill,Ada Hill,two people after all\n"
    assert world.records(again).claims["manager_id"].to_list() == ["adda-hill"]
