"""What a clause says of its subject: objects, and further arguments such as time, place and means."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.clauses import NOUNS, Clause, Part, antecedent, parts
from extract.lexicon import load_words
from extract.phrases import Content, is_relative, phrase
from extract.predicates import predicate_words
from extract.tree import Word

_NOMINAL = frozenset({"dobj", "attr", "oprd"})
_CLAUSAL = frozenset({"ccomp", "xcomp"})
_TIES = frozenset({"mark", "aux", "auxpass", "nsubj", "nsubjpass"})
_TIMES = frozenset({"DATE", "TIME"})


@dataclass
class Arguments:
    """`link` are words that join the predicate: the preposition of the object, an adjective ("is responsible for").

    `subject` is what an existential clause is about: "There is *no evidence*".
    """

    objects: list[Part] = field(default_factory=list)
    extra: list[Part] = field(default_factory=list)
    link: list[Word] = field(default_factory=list)
    subject: list[Part] = field(default_factory=list)


def find_arguments(clause: Clause) -> Arguments:
    found = Arguments()
    for child in clause.children:
        _take(clause, child, found)
    found.objects = [part for part in found.objects if part.words]
    _take_adjective_complement(clause, found)
    if not found.objects:
        _take_relative_object(clause, found)
    elif found.objects[0].head == antecedent(clause.chain[0])[0]:
        found.link += _stranded(clause)
    if not found.objects:
        _take_receiver(found)
    if clause.existential:
        found.subject, found.objects = found.objects, []
    if not found.objects:
        _promote(clause, found)
    if not found.objects and clause.verb.lemma_ == "be":
        found.objects, found.extra = found.extra[:1], found.extra[1:]  # "It was ten years ago"
    found.extra = [part for part in _rejoined(clause.content, found.extra) if part.words]
    return found


def _take(clause: Clause, child: Word, found: Arguments) -> None:
    content = clause.content
    if child.lower_ in ("n't", "n’t"):
        return
    if child.dep_ in _NOMINAL or (child.dep_ == "dative" and child.pos_ != "ADP"):
        noun = _stand_in(content, clause, child)
        if child.dep_ == "dative":
            found.extra += noun
        elif found.objects:
            found.extra.append(Part(child, tuple(phrase(content, child, whole=True))))
        else:
            found.objects += noun
    elif child.dep_ == "acomp":
        found.objects += parts(content, child)
    elif child.dep_ in _CLAUSAL:
        if _is_run_on(clause, child):
            return
        part = _clausal(content, child)
        (found.extra if found.objects else found.objects).append(part)
    elif child.dep_ in ("prep", "agent", "dative"):
        found.extra += _prepositional(clause, child)
    elif child.dep_ in ("npadvmod", "advmod") and _is_circumstance(child) and child not in predicate_words(clause):
        found.extra.append(Part(child, tuple(content.subtree(child))))
    elif child.dep_ == "advcl" and not _is_own_triple(content, child):
        found.extra.append(Part(child, tuple(content.subtree(child)), clausal=True))


def _is_own_triple(content: Content, clause: Word) -> bool:
    """A participle gets a triple of its own with the same subject, no need to tell it twice: "…, *scoring once*"."""
    ties = (child for child in content.children(clause) if child.dep_ in _TIES or child.tag_ == "WRB")
    return clause.tag_ in ("VBG", "VBN") and next(ties, None) is None


def _take_receiver(found: Arguments) -> None:
    """Without another object it is a bare noun: "gave the team *some time*", or who gets something: "cost *me*"."""
    bare = [part for part in found.extra if not part.link and part.head.pos_ in NOUNS]
    given = [part for part in bare if part.head.dep_ == "npadvmod" and _names_a_thing(part.head)]
    receivers = [part for part in bare if part.head.dep_ == "dative"]
    if receivers:
        found.objects = given[:1] or receivers[-1:]
        found.extra = [part for part in found.extra if part not in found.objects]


def _names_a_thing(noun: Word) -> bool:
    return noun.ent_type_ not in _TIMES and noun.lemma_ not in load_words("circumstance_nouns")


def _rejoined(content: Content, extra: list[Part]) -> list[Part]:
    """Conjuncts of one preposition stay one argument unless they are the object: "for review and for safety"."""
    found: list[Part] = []
    for part in extra:
        if found and part.link and found[-1].link == part.link:
            continue
        twins = [other for other in extra if part.link and other.link == part.link]
        found.append(
            part if len(twins) < 2 else Part(part.head, tuple(phrase(content, part.head, whole=True)), part.link)
        )
    return found


def _take_adjective_complement(clause: Clause, found: Arguments) -> None:
    """The adjective joins the predicate: "is *sure* | he knows", "is *happy with* | the plan"."""
    if len(found.objects) != 1 or found.objects[0].head.dep_ != "acomp":
        return
    adjective, content = found.objects[0].head, clause.content
    for child in content.children(adjective):
        inner: list[Part] = []
        if child.dep_ == "ccomp" and child.i > adjective.i:
            inner = [_clausal(content, child)]
        elif child.dep_ == "prep" and child.i > adjective.i and child.lower_ != "than":
            inner = _prepositional(clause, child)
        if inner:
            words = set(content.subtree(child))
            found.link += [word for word in found.objects[0].words if word not in words] + list(inner[0].link)
            found.objects = [Part(part.head, part.words, (), part.clausal) for part in inner]
            return


def _is_run_on(clause: Clause, child: Word) -> bool:
    """A sentence before a sentence, joined by a comma: "You name it, we're there." Only what is said comes first."""
    return child.i < clause.verb.i and clause.verb.lemma_ not in load_words("preposed_clause_verbs")


def _is_circumstance(adverb: Word) -> bool:
    return adverb.tag_ not in ("WRB", "WDT", "DT", "IN") and adverb.lower_ not in load_words("discourse_adverbs")


def _clausal(content: Content, head: Word) -> Part:
    """A clause as argument, without the "that" before it."""
    words = content.subtree(head)
    if words and words[0].lower_ == "that" and words[0].dep_ == "mark":
        words = content.trim(words[1:])
    return Part(head, tuple(words), clausal=True)


def _stand_in(content: Content, clause: Clause, token: Word, link: tuple[Word, ...] = ()) -> list[Part]:
    """The argument, or the noun that a relative pronoun in its place refers to."""
    if not is_relative(token):
        return parts(content, token, link)
    noun, relative = antecedent(clause.chain[0])
    if noun is None or noun not in content:
        return []
    return [Part(noun, tuple(phrase(content, noun, without=relative)), link)]


def _prepositional(clause: Clause, preposition: Word) -> list[Part]:
    content = clause.content
    children = content.children(preposition)
    before = [child for child in children if child.dep_ in ("advmod", "neg") and child.i < preposition.i]
    behind = [child for child in children if child.pos_ == "ADP" and not content.children(child)]
    link = (*before, preposition, *behind)
    for child in children:
        if child in behind:
            continue
        if child.dep_ == "pobj":
            return _stand_in(content, clause, child, link)
        if child.dep_ == "pcomp":
            return [Part(child, tuple(content.subtree(child)), link, clausal=True)]
        if child.dep_ == "prep":
            return [Part(p.head, p.words, (*link, *p.link), p.clausal) for p in _prepositional(clause, child)]
    return []


def _take_relative_object(clause: Clause, found: Arguments) -> None:
    """A gap where the noun before belongs: "the wall they want", "the wall Ruritania will pay for"."""
    noun, relative = antecedent(clause.chain[0])
    if noun is None or relative is None or noun not in clause.content:
        return
    if noun.lemma_ in load_words("circumstance_nouns"):
        return
    if any(is_relative(token) or token.tag_ in ("WRB", "WP$") for token in relative.subtree):
        return
    if not any(child.dep_ in ("nsubj", "nsubjpass") for child in clause.chain[0].children):
        return
    found.link += _stranded(clause)
    found.objects.append(Part(noun, tuple(phrase(clause.content, noun, without=relative))))


def _stranded(clause: Clause) -> list[Word]:
    """A preposition whose noun stands before the clause: "the company they work *for*"."""
    content = clause.content
    return [word for word in content.children(clause.verb) if word.dep_ == "prep" and not content.children(word)][:1]


def _promote(clause: Clause, found: Arguments) -> None:
    """Without an object, the first prepositional argument behind the verb becomes it: "led *to* | the shutdown"."""
    behind = [part for part in found.extra if part.link and part.link[0].i > clause.verb.i]
    chosen = next((part for part in behind if part.head.ent_type_ not in _TIMES), behind[0] if behind else None)
    if chosen is None:
        return
    same = [part for part in found.extra if part.link == chosen.link]
    found.link += chosen.link
    found.objects += same
    found.extra = [part for part in found.extra if part not in same]
