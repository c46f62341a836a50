"""Who and what an article names, joined to actors."""

from __future__ import annotations

import pytest

from extract.cast import Cast, CastActor, find_cast
from tests.extract.attributed import open_text


def cast_of(text: str) -> Cast:
    return find_cast(open_text(text))


def named(text: str, name: str) -> CastActor:
    return next(actor for actor in cast_of(text).actors if actor.name == name)


def forms(text: str, actor: CastActor) -> list[str]:
    return [text[start:end] for start, end in actor.mentions]


def test_surname_title_and_possessive_lead_to_the_full_name() -> None:
    text = "Harbour Mayor Ann Brandt spoke first. Ms. Brandt left early. Later Brandt’s lawyer came."
    assert forms(text, named(text, "Ann Brandt")) == ["Ann Brandt", "Brandt", "Brandt"]


def test_two_people_of_one_surname_are_told_apart_by_title() -> None:
    text = "Robert Brandt and Ann Brandt live in Oslo. Mr. Brandt said no. Mrs. Brandt said yes."
    assert forms(text, named(text, "Robert Brandt")) == ["Robert Brandt", "Brandt"]
    assert forms(text, named(text, "Ann Brandt")) == ["Ann Brandt", "Brandt"]


def test_an_acronym_leads_to_the_body() -> None:
    text = "The National Harbour Association met on Friday. Later the NHA voted."
    assert forms(text, named(text, "National Harbour Association")) == ["National Harbour Association", "NHA"]


def test_a_role_before_or_behind_the_name_is_kept_as_a_fact() -> None:
    text = "Danish Foreign Minister Ole Brandt met Ann Hale, the mayor of Oslo, on Friday."
    assert [fact.noun for fact in named(text, "Ole Brandt").roles] == ["minister"]
    assert [fact.noun for fact in named(text, "Ann Hale").roles] == ["mayor"]


def test_the_body_in_a_role_is_an_actor_of_its_own() -> None:
    text = "White House press secretary Ann Brandt said so."
    assert [actor.name for actor in cast_of(text).actors] == ["White House", "Ann Brandt"]


def test_a_headline_in_capitals_names_those_of_the_body() -> None:
    text = "Ann Brandt Tells Harbour Voters She Is Ready Again\n\nAnn Brandt said on Friday that she would run."
    assert forms(text, named(text, "Ann Brandt")) == ["Ann Brandt", "Ann Brandt"]


def test_a_known_country_has_its_wikidata_id() -> None:
    assert named("Talks between the U.S. and Iran failed.", "United States").actor.wikidata == "Q30"


def test_a_lone_surname_is_local_to_its_article_and_a_full_name_is_not() -> None:
    lone = named("Mr. Brandt said no.", "Brandt").actor
    full = named("Ann Brandt said no.", "Ann Brandt").actor
    assert lone.article_id == "ar_test"
    assert full.article_id is None


def test_one_person_has_one_id_whatever_the_article() -> None:
    first = named("Ann Brandt said no.", "Ann Brandt").actor
    second = named("On Friday Mayor Ann Brandt, 57, resigned.", "Ann Brandt").actor
    assert first.id == second.id


def test_actor_at_gives_whom_characters_name() -> None:
    text = "Ann Brandt met Ole Lund."
    cast = cast_of(text)
    found = cast.actor_at((text.index("Ole"), text.index("Ole") + 3))
    assert found is not None
    assert found.name == "Ole Lund"
    assert cast.actor_at((text.index("met"), text.index("met") + 3)) is None


@pytest.mark.parametrize(
    "text",
    [
        "It rained all day and nobody came.",
        "Путин и 习近平 met. @harbour_watch wrote 😀.",
        "’ “ ” — - … . , ' \"",
        "Mr. Mrs. Sen. President of the",
        "A. B. C. D. E. of of the and",
    ],
)
def test_odd_texts_are_survived(text: str) -> None:
    cast = cast_of(text)
    assert all(text[start:end].strip() for actor in cast.actors for start, end in actor.mentions)


def test_three_thousand_names_are_cast() -> None:
    text = " ".join(
        f"Ann Brandt{chr(97 + i % 26)}{chr(97 + i // 26 % 26)}{chr(97 + i // 676)} spoke." for i in range(3000)
    )
    assert len(cast_of(text).actors) > 1000


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Will Idlib prove a flashpoint, igniting greater conflict? Ann Brandt said no.", "Will Idlib"),
        ("Ann Brandt spoke. “May Harbourton keep its school?” she asked.", "May Harbourton"),
    ],
)
def test_the_auxiliary_that_opens_a_question_is_no_given_name(text: str, name: str) -> None:
    assert name not in [actor.name for actor in cast_of(text).actors]


def test_a_given_name_that_opens_a_statement_stays() -> None:
    assert named("Will Brandt said no.", "Will Brandt").kind == "person"


def test_the_name_of_a_thing_is_nobodys() -> None:
    text = "The captain of the ferry Solveig came. Then Captain Jon Aske spoke."
    assert [actor.name for actor in cast_of(text).actors] == ["Jon Aske"]


def test_a_word_before_a_role_is_no_name_where_the_text_writes_it_small() -> None:
    text = "Ferry captain blames radar\n\nThe ferry ran aground. Captain Jon Aske spoke."
    assert [actor.name for actor in cast_of(text).actors] == ["Jon Aske"]


def test_a_role_ends_at_its_line() -> None:
    text = 'Mayor Ana Brandt "Our children have a place to read."\n\nCommissioner Dario Funk came.'
    roles = [fact.text for actor in cast_of(text).actors for fact in actor.roles]
    assert roles == ["Mayor", "Commissioner"]


def test_a_name_that_opens_a_sentence_is_known_from_inside_another() -> None:
    text = "Critics praised Ann Sorrels. Fans of Sorrels agreed. Sorrels also hosts a weekly show."
    assert len(forms(text, named(text, "Ann Sorrels"))) == 3


def test_a_link_tells_its_rule_and_the_mention_that_decided() -> None:
    text = "Ann Brandt spoke first. Later Brandt left."
    link = cast_of(text).links[-1]
    assert (link.rule, link.rivals) == ("surname", ())
    assert link.by is not None
    assert text[slice(*link.by)] == "Ann Brandt"


def test_a_link_among_namesakes_keeps_the_rivals_with_their_scores() -> None:
    text = "Robert Brandt and Ann Brandt live in Oslo. Mr. Brandt said no."
    cast = cast_of(text)
    link = cast.links[-1]
    assert [cast.actors[one].name for one in (link.actor, *link.rivals)] == ["Robert Brandt", "Ann Brandt"]
    assert link.scores[0] > link.scores[1]


def test_a_name_inside_a_longer_one_is_kept_apart_from_the_links() -> None:
    text = "Students of the University of Harbourton wrote to the Bank of France last week about Harbourton."
    cast = cast_of(text)
    inner = {actor.name: [text[start:end] for start, end in actor.inner] for actor in cast.actors if actor.inner}
    assert inner == {"Harbourton": ["Harbourton"], "France": ["France"]}
    assert all(not (a.span[0] < b.span[1] and b.span[0] < a.span[1]) for a in cast.links for b in cast.links if a != b)


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("On Friday Ann Brandt, president of the harbour union, left.", "Ann Brandt", "president of the harbour union"),
        ("Last year Ann Brandt became mayor of Oslo.", "Ann Brandt", "mayor of Oslo"),
        ("Last year Ann Brandt was elected president.", "Ann Brandt", "president"),
        ("At home Ann Brandt serves as chairwoman of the port.", "Ann Brandt", "chairwoman of the port"),
        ("In the end the Harbour Fund, a charity in Oslo, paid.", "Harbour Fund", "charity in Oslo"),
    ],
)
def test_what_the_text_says_somebody_is_is_kept_with_its_span(text: str, name: str, role: str) -> None:
    facts = named(text, name).roles
    assert [fact.text for fact in facts] == [role]
    assert [text[slice(*fact.span)] for fact in facts if fact.span] == [role]


def test_a_given_name_that_is_mostly_taken_for_a_place_is_one() -> None:
    text = "She flew to Charlotte on Friday. In Charlotte it rained. He left Charlotte for the coast of Carolina."
    assert named(text, "Charlotte").kind == "place"


@pytest.mark.parametrize(
    ("text", "name", "short"),
    [
        ("Fans of the Harbourton Red Gulls sang. Later the Red Gulls won again.", "Harbourton Red Gulls", "Red Gulls"),
        (
            "Critics left the Harbour College of Pilots (HCPil). It rained, and HCPil agreed.",
            "Harbour College",
            "HCPil",
        ),
    ],
)
def test_a_short_form_of_a_body_is_the_body(text: str, name: str, short: str) -> None:
    actor = next(actor for actor in cast_of(text).actors if actor.name.startswith(name))
    assert forms(text, actor)[-1] == short


def test_a_gulf_or_county_of_something_is_one_name() -> None:
    text = "Tankers in the Gulf of Ruritania waited while lawyers for the County of Brandt spoke."
    assert {actor.name for actor in cast_of(text).actors} >= {"Gulf of Ruritania", "County of Brandt"}


def test_a_ruler_with_a_number_is_called_by_name() -> None:
    text = "It was said that King Olaf IV spoke in Oslo, and that Olaf left."
    assert len({actor.name for actor in cast_of(text).actors if "Olaf" in actor.name}) == 1


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Kim Jong-chol met reporters. Later Kim agreed.", "Kim Jong-chol", ["Kim Jong-chol", "Kim"]),
        ("Walid al-Muaddem spoke. Muaddem left.", "Walid al-Muaddem", ["Walid al-Muaddem", "Muaddem"]),
        ("Pieter van der Berg met us. Berg said no.", "Pieter van der Berg", ["Pieter van der Berg", "Berg"]),
        ("Ana García Márquez won. García spoke.", "Ana García Márquez", ["Ana García Márquez", "García"]),
        ("Luis Peña Nieto won. Peña Nieto spoke.", "Luis Peña Nieto", ["Luis Peña Nieto", "Peña Nieto"]),
        ("Prince Omar bin Salim spoke. Bin Salim said no.", "Omar bin Salim", ["Omar bin Salim", "Bin Salim"]),
        ("Aung Mya Suu Kyan spoke. Ms. Suu Kyan said so.", "Aung Mya Suu Kyan", ["Aung Mya Suu Kyan", "Suu Kyan"]),
    ],
)
def test_names_of_other_conventions_are_joined(text: str, name: str, expected: list[str]) -> None:
    assert forms(text, named(text, name)) == expected


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Jens Otto Ib Lund was born. Otto Lund left.", "Jens Otto Ib Lund", ["Jens Otto Ib Lund", "Otto Lund"]),
        ("Ann Brandt QC met Ole Hale. Brandt won.", "Ann Brandt", ["Ann Brandt QC", "Brandt"]),
        ("Ships reach the Skerran Islands. Few like the Skerrans.", "Skerran Islands", ["Skerran Islands", "Skerrans"]),
        ("Lund went to Tarrowby School. He left Tarrowby in May.", "Tarrowby School", ["Tarrowby School", "Tarrowby"]),
        ("They drove to Washington, D.C., in May.", "Washington, D.C.", ["Washington, D.C."]),
        ("They drove from Harbourton, NV, to the coast.", "Nevada", ["NV"]),
    ],
)
def test_names_in_short_and_in_full_are_one(text: str, name: str, expected: list[str]) -> None:
    assert forms(text, named(text, name)) == expected


def test_what_is_surely_a_place_is_nobodys_name() -> None:
    assert named("Trains stop at Jack Stone Airport on Friday.", "Jack Stone Airport").kind == "place"


def test_a_name_behind_a_thing_is_whom_it_names_elsewhere() -> None:
    text = "Mr. Brandt left in May. In his memory Brandt kept every street of the town."
    assert forms(text, named(text, "Brandt")) == ["Brandt", "Brandt"]


def test_a_people_is_a_group() -> None:
    text = "Most Norwegians ski. Danes do not."
    groups = [(actor.name, actor.mentions) for actor in cast_of(text).actors if actor.kind == "group"]
    assert groups == [("Norwegians", ()), ("Danes", ())]


def test_the_sort_of_a_place_is_a_fact() -> None:
    text = "Rain fell in the small town of Antwerp on Friday."
    assert [fact.text for fact in named(text, "Antwerp").roles] == ["small town of Antwerp"]
