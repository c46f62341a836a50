"""What each rule by which something was decided means: the words of explanations and of docs/codebook.md."""

from __future__ import annotations

from typing import Literal

SpeakerRule = Literal[
    "name", "surname", "apposition", "metonym", "government", "handle", "campaign", "joint", "pronoun",
    "pronoun_of_unnamed", "they_spoke_before", "they_are_subject_before", "it_spoke_before", "it_is_subject_before",
    "who_is_person_before", "first_person", "first_person_of_body", "role", "role_introduced_next",
    "role_of_only_person", "unnamed_spoke_before", "pair_spoke_before", "pair_named_before", "owned_body",
    "body_spoke_before", "body_of_owner_before", "body_by_sort", "spokesperson", "utterer", "document_of",
    "document_before", "text_unnamed", "text_group", "text_organization", "text_person", "text_document",
    "continuation", "twin", "author", "no_source", "impersonal", "done_to", "ambiguous", "below_threshold",
    "surname_of_several", "pronoun_of_several", "pronoun_of_nobody", "they_of_nobody", "who_of_several",
    "who_of_nobody", "part_of_nobody", "role_of_several", "role_unknown", "pair_unknown", "body_unknown",
    "party_unknown",
]  # fmt: skip
SaidOnRule = Literal[
    "in the cue", "on the cue's clause", "in the source", "behind the cue", "occasion told", "same run",
    "told ahead", "same speaker", "others spoke then", "turn of a transcript",
]  # fmt: skip

SPEAKER_RULES: dict[str, str] = {
    # named
    "name": "The source names the speaker.",
    "surname": "The source is one part of a name that the article gives in full.",
    "apposition": "The source describes the speaker, and the name stands beside it.",
    "metonym": "The source is another word for a government.",
    "government": "What a country or capital says is said by its government.",
    "handle": "The source is the name of an account.",
    "campaign": "The source is somebody's campaign or team.",
    "joint": "The source joins several speakers.",
    # pronouns
    "pronoun": "A pronoun stands for the person around who fits best by gender, nearness, grammar and who spoke last.",
    "pronoun_of_unnamed": "A pronoun stands for whoever spoke just before without a name.",
    "they_spoke_before": "“They” are those who spoke shortly before.",
    "they_are_subject_before": "“They” are what the sentence just before is about.",
    "it_spoke_before": "“It” is the body or document that spoke shortly before.",
    "it_is_subject_before": "“It” is the body that the sentence just before is about.",
    "who_is_person_before": "“Who” is the last person named before it.",
    "first_person": "“I” or “we” inside what somebody says is that speaker.",
    "first_person_of_body": "“We” of somebody who speaks for a body is that body.",
    # described
    "role": "Of those whom the article calls so, the one who fits best by words, nearness and who spoke last.",
    "role_introduced_next": "The source is a role, and the next lines introduce by name who has it.",
    "role_of_only_person": "The source describes somebody, and one person alone is named around it who speaks.",
    "unnamed_spoke_before": "Somebody without a name whom the text called so spoke before.",
    "pair_spoke_before": "The source speaks of two, and two spoke together before.",
    "pair_named_before": "The source speaks of two, and two were named before.",
    "owned_body": "The source is somebody's party, campaign, office or other body.",
    "body_spoke_before": "The body that the same word meant before.",
    "body_of_owner_before": "The body of a person whose it was called before.",
    "body_by_sort": "The last body named before that is of this sort.",
    "spokesperson": "A spokesperson whom the text does not name, and for whom they speak.",
    "utterer": "The source is an utterance, and the speaker is whose it is.",
    "document_of": "The source is a paper, and the speaker is whose it is.",
    "document_before": "The document that the same word meant before.",
    "text_unnamed": "The text gives no name, so its own words stand for the speaker, in this article alone.",
    "text_group": "The text's own words for a group stand for the speaker.",
    "text_organization": "The text's own words for a body stand for the speaker.",
    "text_person": "The text's own words stand for the speaker: they look like a name.",
    "text_document": "The text's own words for a document stand for the speaker.",
    # without a source
    "continuation": "It goes on from the statement before, without a new source.",
    "twin": "The same words stand elsewhere in the article, with their speaker.",
    "author": "The article's own author speaks.",
    # unknown
    "no_source": "The text names nobody who says it.",
    "impersonal": "The source is nobody in particular.",
    "done_to": "The source has this done to it and does not say it.",
    "ambiguous": "The text does not decide between several.",
    "below_threshold": "The best guess is not certain enough.",
    "surname_of_several": "Several people in the article bear the name, and little decides between them.",
    "pronoun_of_several": "Several people around fit the pronoun about as well.",
    "pronoun_of_nobody": "Nobody around fits the pronoun.",
    "they_of_nobody": "Nobody around fits “they”.",
    "who_of_several": "“Who” is several people, whom no name stands for.",
    "who_of_nobody": "Nobody is named before “who”.",
    "part_of_nobody": "Nobody is named of whom some are spoken of.",
    "role_of_several": "The role fits several people in the article about as well.",
    "role_unknown": "The article calls nobody so.",
    "pair_unknown": "The source speaks of two, and not just two are named around it.",
    "body_unknown": "No body in the article is of this sort by its name; one named before may be meant.",
    "party_unknown": "The article does not say of which party they are.",
}
SAID_ON_RULES: dict[str, str] = {
    "in the cue": "The words that signal the statement hold the time.",
    "on the cue's clause": "The time belongs to the clause in which it is said.",
    "in the source": "The source says when its words were given.",
    "behind the cue": "The time stands right behind who says it, how or what.",
    "occasion told": "The passage around tells of an occasion at this time.",
    "same run": "The speaker goes on from a statement that has this time.",
    "told ahead": "The same speaker is heard further down, and there the time is given.",
    "same speaker": "The same speaker was heard with this time further up, and nothing speaks for another one.",
    "others spoke then": "Others around said something at this time, and this belongs to it.",
    "turn of a transcript": "It is a turn of a transcript, and the text before tells its day.",
}
ACT_RULES: dict[str, str] = {
    "cue": "The cue is listed as a word for this act.",
    "name_calling": "The cue calls somebody something, and what it calls them decides.",
    "asked_to": "Somebody is asked to do something.",
    "question": "Somebody is put a question.",
    "study": "A study or poll shows what its cue says.",
    "negated_cue": "The cue is negated: this was not said.",
    "no_cue": "No word signals how it was said, so it counts as said, and a question as asked.",
    "unlisted_cue": "The cue is no word whose act we know.",
}
CHANNEL_RULES: dict[str, str] = {
    "verb of a channel": "The verb of saying names the channel.",
    "document as source": "The source is a document.",
    "share of a poll": "The source is a share of those polled.",
    "occasion on the clause": "The clause in which it is said names the occasion.",
    "told to an outlet": "It was told to a news outlet.",
    "on the air": "It was said on a programme or at a meeting with journalists.",
    "told to a body that hears": "It was told to a body that hears witnesses.",
    "told to a crowd": "It was told to a crowd.",
    "named around": "The text around speaks of this occasion.",
    "hinted at": "A word of the sentence (a host, a crowd, a paper) makes this channel likely.",
    "stated by the same speaker": "A statement of the same speaker around has this channel.",
    "stated by the other speaker": "A statement of another speaker around has this channel.",
    "turn of a transcript": "It is a turn of a transcript, and the text before tells this occasion.",
    "none told": "The text does not say how.",
}
LINKS: dict[str, str] = {
    "full_name": "by the same name",
    "list": "known from the lists",
    "surname": "by surname",
    "given_name": "by given name",
    "short_form": "short form of the name",
    "acronym": "by acronym",
    "name_of_body": "by the same name",
    "same_name": "by the same word",
    "lone_name": "no fuller name is given",
}
"""How a mention was known to be an actor's."""
