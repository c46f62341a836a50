"""Triples of whole statements, each as "subject | predicate | object | extra; extra"."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.parser import parse
from extract.passage import Attribution, Range
from extract.triples import FoundTriple, attributed_triples, extract_triples


def places(sentence: str, *pieces: str) -> tuple[Range, ...]:
    starts = [sentence.index(piece) for piece in pieces]
    return tuple((start, start + len(piece)) for start, piece in zip(starts, pieces, strict=True))


def shown(sentence: str, triple: FoundTriple) -> str:
    def words(ranges: tuple[Range, ...] | None) -> str:
        return " ".join(sentence[start:end] for start, end in ranges or ())

    extra = "; ".join(words(ranges) for ranges in triple.extra)
    predicate = f"<{triple.lemma}>" if triple.implied else words(triple.predicate)
    parts = [words(triple.subject), predicate, words(triple.object), extra]
    return " | ".join(parts if extra else parts[:3])


def told(sentence: str, *pieces: str) -> list[str]:
    ranges = places(sentence, *pieces) or ((0, len(sentence)),)
    return [shown(sentence, triple) for triple in extract_triples(parse(sentence), ranges)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Mira Kolt signed the treaty.", ["Mira Kolt | signed | the treaty"]),
        ("The bridge was built by engineers.", ["The bridge | was built by | engineers"]),
        ("The bridge was closed on Monday.", ["The bridge | was closed on | Monday"]),
        ("Mira Kolt is a lawyer.", ["Mira Kolt | is | a lawyer"]),
        ("The plan is dead.", ["The plan | is | dead"]),
        ("The harbour is in Lenz.", ["The harbour | is in | Lenz"]),
        ("There is no evidence of fraud.", ["no evidence of fraud | There is | "]),
        ("There were three boats in the harbour.", ["three boats in the harbour | There were | "]),
        ("The minister resigned.", ["The minister | resigned | "]),
        ("The talks led to a ceasefire.", ["The talks | led to | a ceasefire"]),
        ("The union will not accept the offer.", ["The union | will not accept | the offer"]),
        ("He never met Jan Kos.", ["He | never met | Jan Kos"]),
        ("The council cut taxes and raised wages.", ["The council | cut | taxes", "The council | raised | wages"]),
        (
            "The council will cut taxes and raise wages.",
            ["The council | will cut | taxes", "The council | will raise | wages"],
        ),
        (
            "Ann Lee and Jan Kos voted against the bill.",
            ["Ann Lee | voted against | the bill", "Jan Kos | voted against | the bill"],
        ),
        ("Either Ann Lee or Jan Kos took the money.", ["Either Ann Lee or Jan Kos | took | the money"]),
        (
            "The mayor, who opposed the port, lost the vote.",
            ["The mayor | opposed | the port", "The mayor | lost | the vote"],
        ),
        (
            "The wall that Borduria built is ugly.",
            ["Borduria | built | The wall", "The wall that Borduria built | is | ugly"],
        ),
        ("Those who stayed home lost everything.", ["Those who stayed home | lost | everything"]),
        (
            "The company that Mira Kolt works for closed the mine.",
            ["Mira Kolt | works for | The company", "The company that Mira Kolt works for | closed | the mine"],
        ),
        (
            "Ann Lee, a lawyer from Lenz, runs the bank.",
            ["Ann Lee | runs | the bank", "Ann Lee | <be> | a lawyer from Lenz"],
        ),
        (
            "The president of Ruritania, Ann Lee, met the miners.",
            ["The president of Ruritania | met | the miners", "Ann Lee | <be> | The president of Ruritania"],
        ),
        ("Mira Kolt wants to build a port.", ["Mira Kolt | wants to build | a port"]),
        ("Mira Kolt tried and failed to stop the sale.", ["Mira Kolt | failed to stop | the sale"]),
        ("The offer is likely to win support.", ["The offer | is likely to win | support"]),
        ("It is important to protect the river.", ["It | is important to protect | the river"]),
        ("We are sure that the dam is safe.", ["We | are sure | the dam is safe", "the dam | is | safe"]),
        ("She is proud of the plan.", ["She | is proud of | the plan"]),
        (
            "He urged voters to reject the plan.",
            ["He | urged | voters | to reject the plan", "voters | to reject | the plan"],
        ),
        (
            "He wants Borduria to pay for the dam.",
            ["He | wants | Borduria to pay for the dam", "Borduria | to pay for | the dam"],
        ),
        ("She promised voters to cut taxes.", ["She | promised | voters | to cut taxes", "She | to cut | taxes"]),
        ("She made him angry.", ["She | made | him angry"]),
        ("I think that the plan will fail.", ["I | think | the plan will fail", "the plan | will fail | "]),
        (
            "The plan failed because nobody read it.",
            ["The plan | failed |  | because nobody read it", "nobody | read | it"],
        ),
        (
            "If the dam breaks, the valley will drown.",
            ["the dam | breaks | ", "the valley | will drown |  | If the dam breaks"],
        ),
        ("Vote for her!", [" | Vote for | her"]),
        ("The fire spread in Paris, France.", ["The fire | spread in | Paris"]),
        ("Doing interviews gives her an advantage.", ["Doing interviews | gives | an advantage | her"]),
        ("It is based on opinion, not facts.", ["It | is based on | opinion"]),
        ("They left because of the “noise”.", ["They | left because of | the “noise”"]),
        ("The firm paid the men 50 cents.", ["The firm | paid | 50 cents | the men"]),
        ("Who paid for the dam?", ["Who | paid for | the dam"]),
        ("Was the dam safe?", ["the dam | Was | safe"]),
        ("He gave the miners a choice.", ["He | gave | a choice | the miners"]),
        ("The miners were given a choice.", ["The miners | were given | a choice"]),
        (
            "The bank, founded in 1920, lost its licence.",
            ["The bank | founded in | 1920", "The bank | lost | its licence"],
        ),
        (
            "People living in Lenz fear the dam.",
            ["People | living in | Lenz", "People living in Lenz | fear | the dam"],
        ),
        ("Walking home, he saw the fire.", ["he | Walking |  | home", "he | saw | the fire"]),
        ("The army fired on the crowd in Lenz on Monday.", ["The army | fired on | the crowd in Lenz | on Monday"]),
        ("The price rose by three percent last year.", ["The price | rose by | three percent | last year"]),
        ("What he wants is peace.", ["he | wants | What", "What he wants | is | peace"]),
        ("Voters trust her more than him.", ["Voters | trust | her | more than him"]),
        ("The dam was supposed to protect Lenz.", ["The dam | was supposed to protect | Lenz"]),
        (
            "She said the bank was closed and that the money was gone.",
            [
                "She | said | the bank was closed and that the money was gone",
                "the bank | was | closed",
                "the money | was gone | ",
            ],
        ),
        ("He did it to save his job.", ["He | did | it | to save his job"]),
        ("Neither side won.", ["Neither side | won | "]),
        ("The mayor called the plan a disaster.", ["The mayor | called | the plan | a disaster"]),
        ("They are not only slow but also expensive.", ["They | are | not only slow but also expensive"]),
        ("The report blames the bank for the crash.", ["The report | blames | the bank | for the crash"]),
        ("The “green” dam is a “very big threat” to Lenz.", ["The “green” dam | is | a “very big threat” to Lenz"]),
        ("He quit as minister and moved to Lenz.", ["He | quit as | minister", "He | moved to | Lenz"]),
        (
            "The two sides agreed on a truce, which lasted a week.",
            ["The two sides | agreed on | a truce", "a truce | lasted |  | a week"],
        ),
        ("Lenz, where the fire started, is empty.", ["the fire | started | ", "Lenz | is | empty"]),
        ("You can count on us.", ["You | can count on | us"]),
        (
            "The court ordered the firm to pay the miners.",
            ["The court | ordered | the firm | to pay the miners", "the firm | to pay | the miners"],
        ),
        ("She was elected president in May.", ["She | was elected | president | in May"]),
        (
            "The wall they want will cost millions.",
            ["they | want | The wall", "The wall they want | will cost | millions"],
        ),
        ("He has given the miners some time to decide.", ["He | has given | the miners | some time to decide"]),
        ("Our aim is to win and to govern.", ["Our aim | is to win | ", "Our aim | is to govern | "]),
        (
            "The hotel will close in May, costing the town its last jobs.",
            ["The hotel | will close in | May", "The hotel | costing | its last jobs | the town"],
        ),
    ],
)
def test_a_clause_gives_its_triple(sentence: str, expected: list[str]) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "content", "expected"),
    [
        (
            "“We will,” she said, “win.”",
            (
                "We will",
                "win",
            ),
            ["We | will win | "],
        ),
        (
            "“The plan,” she said, “is dead.”",
            (
                "The plan",
                "is dead",
            ),
            ["The plan | is | dead"],
        ),
        (
            "“The plan,” the mayor said on Monday, “will cost us millions.”",
            (
                "“The plan,”",
                "“will cost us millions.”",
            ),
            ["The plan | will cost | millions | us"],
        ),
        ("Critics called the plan a “disaster”.", ("the plan a “disaster”",), ["the plan | <be> | a “disaster”"]),
        ("She described Jan Kos as a liar.", ("Jan Kos as a liar",), ["Jan Kos | <be> | a liar"]),
        ("He called her unqualified.", ("her unqualified",), ["her | <be> | unqualified"]),
        (
            "Jan Kos is known as a miser.",
            (
                "Jan Kos",
                "a miser",
            ),
            ["Jan Kos | <be> | a miser"],
        ),
        (
            "The report portrays the mine as a threat to the river.",
            ("the mine as a threat to the river",),
            ["the mine | <be> | a threat to the river"],
        ),
        ("Mira Kolt vowed to close the mine.", ("to close the mine",), [" | to close | the mine"]),
        ("The union urged members to stay home.", ("members to stay home",), ["members | to stay |  | home"]),
        ("Ann Lee praised the plan.", ("the plan",), []),
        ("He refers to the islands as bases.", ("the islands as bases",), ["the islands | <be> | bases"]),
        (
            "Voters, she said, want a change.",
            (
                "Voters",
                "want a change",
            ),
            ["Voters | want | a change"],
        ),
        ("“Don’t trust them,” he warned.", ("“Don’t trust them,”",), [" | Don’t trust | them"]),
        (
            "The mayor, who is ill, said: “I will not run, and I do not regret it.”",
            ("“I will not run, and I do not regret it.”",),
            ["I | will not run | ", "I | do not regret | it"],
        ),
    ],
)
def test_only_words_of_the_content_are_used(sentence: str, content: tuple[str, ...], expected: list[str]) -> None:
    assert told(sentence, *content) == expected


def test_a_sentence_without_end_keeps_its_triples_small() -> None:
    found = told("He said that " * 200 + "it rained.")
    assert max(len(triple) for triple in found) < 2500


def test_a_long_list_stays_one_argument() -> None:
    names = ", ".join(["Ann"] * 400)
    assert len(told(f"He thanked {names} and Bob.")) < 30


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_any_text_is_survived_and_spans_stay_inside(text: str, first: int, second: int) -> None:
    doc = parse(text)
    start, end = sorted((min(first, len(text)), min(second, len(text))))
    found = extract_triples(doc, ((start, end),))
    assert found == extract_triples(doc, ((start, end),))
    for triple in found:
        assert triple.implied or triple.predicate
        assert triple.object is None or triple.object
        for ranges in (triple.subject, triple.predicate, triple.object or (), *triple.extra):
            assert all(start <= low < high <= end for low, high in ranges)


@pytest.mark.parametrize(
    ("sentence", "polarity", "modality"),
    [
        ("The council signed the treaty.", "positive", "asserted"),
        ("The council did not sign the treaty.", "negative", "asserted"),
        ("The council will sign the treaty.", "positive", "future"),
        ("The council must not sign the treaty.", "negative", "necessary"),
        ("The council may sign the treaty.", "positive", "possible"),
        ("Did the council sign the treaty?", "positive", "question"),
    ],
)
def test_a_triple_has_the_polarity_and_modality_of_its_clause(sentence: str, polarity: str, modality: str) -> None:
    (triple,) = extract_triples(parse(sentence), ((0, len(sentence)),))
    assert (triple.polarity, triple.modality) == (polarity, modality)


def test_the_heads_are_the_nouns_an_actor_can_be_looked_up_by() -> None:
    sentence = "The mayor of Lenz thanked the old miners."
    (triple,) = extract_triples(parse(sentence), ((0, len(sentence)),))
    assert triple.subject_head == (4, 9)
    assert triple.object_head == (34, 40)


@pytest.mark.parametrize(
    ("sentence", "content", "who"),
    [
        ("Mira Kolt vowed to close the mine.", "to close the mine", "speaker"),
        ("Mira Kolt asked Jan Kos to close the mine.", "to close the mine", "addressee"),
        ("“Close the mine!” she shouted.", "“Close the mine!”", "addressee"),
        ("She was expected to close the mine.", "to close the mine", None),
        ("She said she closed the mine.", "she closed the mine", None),
    ],
)
def test_a_clause_without_a_subject_tells_whether_speaker_or_addressee_does_it(
    sentence: str, content: str, who: str | None
) -> None:
    (triple,) = extract_triples(parse(sentence), places(sentence, content))
    assert triple.unstated_subject == who


def test_a_cue_gives_one_triple_more_and_the_context_of_those_in_its_content() -> None:
    sentence = "Ann Lee said that the dam is safe."
    attribution = Attribution(((0, 7),), ((8, 12),), ((13, 33),), 1.0)
    found = attributed_triples(parse(sentence), [attribution])
    assert [(shown(sentence, triple), context) for triple, context in found] == [
        ("the dam | is | safe", "Ann Lee said"),
        ("Ann Lee | said | that the dam is safe", None),
    ]


def test_a_triple_with_an_object_is_surer_than_one_without() -> None:
    sentence = "The dam broke because the miners blocked the river."
    without, with_object = extract_triples(parse(sentence), ((0, len(sentence)),))
    assert 0 < without.confidence < with_object.confidence < 1
