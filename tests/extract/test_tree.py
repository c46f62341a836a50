"""The tree says of every word what spaCy's token says."""

from __future__ import annotations

import pytest

from extract.parser import parse
from extract.tree import read_tree

TEXTS = [
    "",
    "Mira Kolt, who runs the mine, said: “We won't sell it!”\n\nShe left. Nobody (so far) has asked why – yet.",
]


@pytest.mark.parametrize("text", TEXTS)
def test_words_are_those_of_the_doc(text: str) -> None:
    doc = parse(text)
    words = read_tree(doc).words
    assert [word.text for word in words] == [token.text for token in doc]
    for word, token in zip(words, doc, strict=True):
        assert (word.pos_, word.tag_, word.dep_, word.lemma_) == (token.pos_, token.tag_, token.dep_, token.lemma_)
        assert (word.head.i, word.lower_, word.ent_type_) == (token.head.i, token.lower_, token.ent_type_)
        assert [child.i for child in word.children] == [child.i for child in token.children]
        assert [below.i for below in word.subtree] == [below.i for below in token.subtree]
        assert (word.left_edge.i, word.right_edge.i) == (token.left_edge.i, token.right_edge.i)
        assert word.sent == range(token.sent.start, token.sent.end)
        assert (word.is_punct, word.is_space) == (token.is_punct, token.is_space)
        assert doc.text[word.idx : word.end] == token.text


def test_words_in_a_range_lie_wholly_inside() -> None:
    text = "The mine was sold."
    tree = read_tree(parse(text))
    assert [word.text for word in tree.words_in((2, 12))] == ["mine", "was"]


def test_a_doc_has_one_tree() -> None:
    doc = parse("The mine was sold.")
    assert read_tree(doc) is read_tree(doc)
