"""Copies, revisions, near-duplicates: which texts count, and what counts as one source."""

from tests.unit.records.world import World

KEY = ("Claudio Ranieri", "Leicester City", "Premier League", "2015-16")
PROSE = (
    "The bunting was still up in the market when the figures were read out in the old hall by the river. "
    "Nobody in the town had planned for a parade, and the bakers had run out of blue icing by ten in the morning. "
    "A choir sang on the steps of the museum while the players' bus crept along the narrow high street. "
    "Scarves hung from every lamp post, and the schools had closed at noon so that the children could watch. "
)
ENDING = "The season begins again in August with a trip to the coast for the newly crowned side of the county. "
OTHER_ENDING = "Tickets for the charity match will be sold at the club shop from Monday morning until they are gone. "


def test_agency_copy_counts_as_one_source() -> None:
    world = World()
    for paper, headline in (("Wire", "Champions at last"), ("Gazette", "Fairy tale ends well"), ("Post", "Foxes win")):
        world.says("2016-05-16", *KEY, ("goals_for", 69), source=paper, text=PROSE + ENDING + headline + ". ")
    world.says("2016-05-17", *KEY, ("goals_for", 68), source="The Corner Flag", confidence=0.8)
    world.says("2016-05-18", *KEY, ("goals_for", 68), source="Far Post", confidence=0.8)
    assert world.season("claudio-ranieri/leicester-city/2015-16/premier-league")["goals_for"] == 68
    assert world.records().articles["story_id"].n_unique() == 3


def test_a_copy_with_an_ending_of_its_own_is_still_a_copy() -> None:
    world = World()
    world.says("2016-05-16", *KEY, ("goals_for", 69), source="Wire", text=PROSE + ENDING)
    world.says("2016-05-16", *KEY, ("goals_for", 69), source="Post", text=PROSE + OTHER_ENDING)
    world.says("2016-05-16", *KEY, ("goals_for", 69), source="Touchline", text=OTHER_ENDING)
    assert world.records().articles["story_id"].n_unique() == 2


def test_a_copy_with_a_word_changed_here_and_there_is_found_too() -> None:
    world = World()
    edited = PROSE.replace("bakers", "bakeries").replace("museum", "library").replace("noon", "midday")
    world.says("2016-05-16", *KEY, ("goals_for", 69), source="Wire", text=PROSE + ENDING)
    world.says("2016-05-16", *KEY, ("goals_for", 69), source="Post", text=edited + ENDING)
    assert world.records().articles["story_id"].n_unique() == 1


def test_phrases_that_a_paper_prints_for_weeks_make_no_copies() -> None:
    world = World()
    world.says("2016-05-16", *KEY, ("goals_for", 69), text=ENDING + PROSE)
    world.says("2016-05-20", *KEY, ("goals_for", 69), text=OTHER_ENDING + PROSE)
    assert world.records().articles["story_id"].n_unique() == 1
    world.says("2016-08-20", *KEY, ("goals_for", 69), text=PROSE)
    assert world.records().articles["story_id"].n_unique() == 3


def test_the_same_text_of_a_later_day_is_a_copy_and_its_claims_do_not_count() -> None:
    world = World()
    first = world.says("2016-05-16", *KEY, ("goals_for", 68))
    world.articles.append(
        world.articles[0]
        | {"article_id": "0" * 16, "published_on": world.articles[0]["published_on"].replace(year=2017)}  # type: ignore[attr-defined]
    )
    again = world.claims[0] | {"article_id": "0" * 16, "claim_id": "f" * 16}
    world.claims.append(again)
    records = world.records()
    copy = records.articles.filter(article_id="0" * 16).row(0, named=True)
    assert copy["duplicate_of"] == first
    dispositions = dict(records.claims.select("claim_id", "disposition").rows())
    assert dispositions["f" * 16] == "duplicate"
    assert records.claims.filter(claim_id="f" * 16)["reason"].item() == f"copy of {first}"


def test_an_article_of_two_drops_is_one_with_both_places() -> None:
    world = World()
    world.says("2016-05-16", *KEY, ("goals_for", 68))
    world.articles.append(world.articles[0] | {"drop_id": "another", "place": "a.txt"})
    articles = world.records().articles
    assert articles["copies"].to_list() == [["another/a.txt", "drop/0.txt"]]


def test_an_editor_rejects_a_claim_and_withdraws_an_article() -> None:
    world = World()
    article = world.says("2016-05-16", *KEY, ("goals_for", 86))
    world.says("2016-05-17", *KEY, ("goals_against", 36))
    head = "decided_on,by,kind,subject,object,why\n"
    withdrawn = world.records(head + f"2024-07-01,an editor,withdraw-article,{article},,a slip\n")
    assert withdrawn.season_records["goals_for"].to_list() == [None]
    claim = next(row["claim_id"] for row in world.claims if row["field"] == "goals_against")
    rejected = world.records(head + f"2024-07-01,an editor,reject-claim,{claim},,wrong club\n")
    assert rejected.claims.filter(claim_id=claim).select("disposition", "reason").row(0) == ("losing", "judged")
