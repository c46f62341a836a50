"""Wordings made from sentences of our own by one known edit each, for tests of how differences are classed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from schema.quote import DifferenceKind, MeaningChange


class Edit(NamedTuple):
    kind: DifferenceKind
    meaning: MeaningChange | None
    base: str
    other: str
    beside: str = ""


SENTENCES = (
    "We will keep the harbour open for every fishing boat that comes home this winter",
    "The council has spent three million crowns on a bridge that leads to an empty field",
    "My grandmother baked bread for the whole island when the ferry could not sail",
    "Nobody in this town wants another refinery beside the children's hospital",
    "I have asked the minister to explain the missing invoices before the end of May",
    "Our teachers carry heavy boxes of chalk because the school cannot afford screens",
    "The storm took the roof of the old theatre and half of the market hall",
    "They promised us cheaper electricity and delivered nothing but longer letters",
    "Every farmer I know is selling cattle to pay for diesel and seed",
    "The museum should return the golden helmet to the village where it was found",
    "Doctors are leaving the northern clinics because the housing is damp and expensive",
    "This budget punishes young families and rewards the owners of empty castles",
    "I will not apologise for defending the river against a careless factory",
    "The judge listened patiently while the lawyer read forty pages of poetry",
    "Fishermen understand the weather better than any committee in the capital",
    "We found the treasurer's umbrella in the boat but never the treasurer",
    "The new railway will bring tourists, noise and a decent cup of coffee",
    "Her speech was brilliant until the microphone fell into the fountain",
    "A strong union is the only insurance that a bus driver has ever had",
    "The orchestra deserves a proper hall and the audience deserves proper chairs",
    "Winter fuel payments must reach every pensioner before the first snow falls",
    "The bakery on Mill Street refused twelve orders because the oven had cracked",
)
_NUMBERS = ("three", "forty", "twelve")


def known_edits() -> Iterator[Edit]:
    for number, sentence in enumerate(SENTENCES):
        words = sentence.split()
        yield from _cuts(words, number)
        yield from _changes(words, number)
        yield from _meanings(words, number)


def _cuts(words: list[str], number: int) -> Iterator[Edit]:
    base = " ".join(words)
    at = 4 + number % 3
    yield Edit("cut_edge", None, base, " ".join(words[:-at]))
    yield Edit("cut_inside", None, base, " ".join(_without(words, at)))
    kept = _without(words, at)
    gap = next(place for place, word in enumerate(kept) if word != words[place])
    yield Edit("cut_marked", None, base, " ".join([*kept[:gap], "…", *kept[gap:]]))
    told = " ".join(words[:-at])
    yield Edit("marks_moved", None, base, told, beside=f"she added, {' '.join(words[-at:])}")


def _without(words: list[str], at: int) -> list[str]:
    """Two words less inside that turn nothing."""
    while {*words[at : at + 2]} & {"not", "never", "cannot", "refused", "million", *_NUMBERS}:
        at += 1
    return [*words[:at], *words[at + 2 :]]


def _changes(words: list[str], number: int) -> Iterator[Edit]:
    base = " ".join(words)
    at = 5
    yield Edit("added", None, base, " ".join([*words[:at], "certainly", "quietly", *words[at:]]))
    yield Edit("bracketed", None, base, " ".join([*words[:at], "[as", "before]", *words[at:]]))
    yield Edit(
        "bracketed", None, base, f"[{words[0][0].lower()}]{words[0][1:]} {' '.join(words[1:])}".replace("[i] ", "[we] ")
    )
    place = max(range(3, len(words)), key=lambda at: (len(words[at]), at))
    yield Edit("substituted", None, base, " ".join([*words[:place], "gravel", *words[place + 1 :]]))
    yield Edit("spelling", None, base, _respell(words, number))


def _respell(words: list[str], number: int) -> str:
    """A slip in the longest word, or one of two spellings."""
    base = " ".join(words)
    for one, other in (("harbour", "harbor"), ("theatre", "theater"), ("will not", "won’t"), ("cannot", "can't"),
                       ("could not", "couldn't"), ("I have", "I’ve"), ("apologise", "apologize"), ("three", "3"),
                       ("forty", "40"), ("twelve", "12")):  # fmt: skip
        if one in base:
            return base.replace(one, other)
    place = max(range(len(words)), key=lambda at: (len(words[at]), at))
    word = words[place]
    del number
    return " ".join([*words[:place], word[:4] + word[5:], *words[place + 1 :]])


def _meanings(words: list[str], number: int) -> Iterator[Edit]:
    base = " ".join(words)
    for turn in ("not ", "never "):
        if f" {turn}" in base:
            yield Edit("cut_inside", "negation", base, base.replace(turn, "", 1))
    yield Edit("added", "negation", base, " ".join([*words[:4], "not", *words[4:]]))
    with_number = " ".join([*words[:4], str(17 + number), *words[4:]])
    yield Edit("substituted", "number", with_number, with_number.replace(str(17 + number), str(71 + number)))
    with_name = " ".join([*words[:4], "Halvorsen", *words[4:]])
    yield Edit("substituted", "name", with_name, with_name.replace("Halvorsen", "Lindqvist"))
