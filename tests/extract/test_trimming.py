"""What a finding has too much."""

from __future__ import annotations

from extract.edges import without_strays
from tests.extract.attributed import find_outer
from tests.extract.marked import read_marked


def test_a_dateline_belongs_to_nobodys_words() -> None:
    [found] = find_outer("TARN - Energy Minister Viktor Lanz said on Wednesday that the dam was safe and open.")
    assert found.startswith("Energy Minister Viktor Lanz <said")


def test_a_source_stands_in_the_sentence_of_its_cue() -> None:
    text = (
        "\"General Madsen told me, 'Not a single shot was fired,'\" Weiss said.\n\nAccording to a Relief "
        "Network report published on Monday, about 4,000 people in Sarn need medical help."
    )
    assert not any(line.startswith("Weiss … ") for line in find_outer(text))


def test_a_participle_in_a_compound_word_is_no_cue() -> None:
    [found] = find_outer("Ahead of the attack on Tarn by Velm-supported rebels, Sergei Orlov said they have no arms.")
    assert found == "Sergei Orlov <said> {they have no arms}"


def test_saying_and_adding_each_introduce_a_quotation_of_their_own() -> None:
    found = find_outer(
        "Meeting with his counterpart in Oster on Monday, Foreign Minister Milo Zarin minced no words, saying:\n\n"
        '"All of the island must be preserved, and the displaced should return to their families," adding:\n\n'
        '"And the remaining gunmen on the island must be driven out."'
    )
    assert {line[line.index("<") :] for line in found} == {
        '<adding:> {"And the remaining gunmen on the island must be driven out."}',
        '<saying:> {"All of the island must be preserved, and the displaced should return to their families,"}',
    }
    assert any(line.startswith("Foreign Minister Milo Zarin <saying:>") for line in found)


def test_a_heading_from_somebody_introduces_their_words() -> None:
    text = 'The library opened today.\n\nFrom Ruth Castel, the daughter:\n\n"She would have loved it here."'
    assert find_outer(text) == ['Ruth Castel, the daughter <From> {"She would have loved it here."}']


def test_a_lone_mark_is_no_piece_of_a_content() -> None:
    passage, [found] = read_marked('<c>"We stay</c>, <s>Ann Brandt</s> <q>said</q>. <c>"</c>')
    [kept] = without_strays(passage, [found])
    assert kept.content == found.content[:1]
