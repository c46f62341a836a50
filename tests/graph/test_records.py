from __future__ import annotations

from graph.records import History, find_forms, find_links, merge_actor, settle_history
from tests.builders import make_about, make_article, make_record, make_speaker, make_statement

KNOWN = History(2, "b", ("a",), "same")


def test_an_actor_is_what_most_articles_say_whatever_their_order() -> None:
    counts = {("name", "ANNA BRANDT"): 1, ("name", "Anna Brandt"): 2, ("alias", "Brandt"): 3, ("kind", "person"): 3}
    backwards = dict(reversed(counts.items()))
    actor = merge_actor("ac_1", counts)
    assert actor == merge_actor("ac_1", backwards)
    assert (actor.name, actor.aliases) == ("Anna Brandt", ("ANNA BRANDT", "Brandt"))


def test_forms_stand_once_however_often_the_article_has_them() -> None:
    article = make_article("Brandt said it. Brandt said so.")
    brandt = make_speaker("Anna Brandt", "Brandt")
    record = make_record(
        article, make_statement(article, "it", speaker=brandt), make_statement(article, "so", speaker=brandt)
    )
    assert [(form.field, form.value) for form in find_forms(record)] == [
        ("name", "Anna Brandt"),
        ("kind", "person"),
        ("alias", "Brandt"),
    ]


def test_an_edge_leads_to_actors_of_the_record_only() -> None:
    article = make_article("Tass said the ministry said it.")
    outer = make_statement(article, "the ministry said it", speaker=make_speaker("Tass", kind="organization"))
    inner = make_statement(article, "it", parents=(outer,), about=(make_about("Port"),))
    assert outer.speaker
    assert find_links(inner, known={outer.speaker.id}).via == (outer.speaker.id,)
    assert find_links(inner, known=()).via == ()


def test_the_same_text_keeps_its_revision() -> None:
    article = make_article().model_copy(update={"sha256": "b"})
    assert settle_history(article, "same", KNOWN) == ("unchanged", KNOWN)
    assert settle_history(article, "other", KNOWN) == ("replaced", KNOWN._replace(fingerprint="other"))


def test_another_text_is_the_next_revision() -> None:
    article = make_article().model_copy(update={"sha256": "c"})
    assert settle_history(article, "other", KNOWN) == ("replaced", History(3, "c", ("a", "b"), "other"))


def test_a_later_revision_brings_its_history() -> None:
    later = make_article().model_copy(update={"sha256": "d", "revision": 4, "earlier_sha256": ("a", "b", "c")})
    assert settle_history(later, "other", KNOWN) == ("replaced", History(4, "d", ("a", "b", "c"), "other"))
    assert settle_history(later, "other", None) == ("new", History(4, "d", ("a", "b", "c"), "other"))
