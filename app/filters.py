"""The filters of a list, as the API documents them and the command line offers them: one text for both."""

from __future__ import annotations

FILTER_HELP: dict[str, str] = {
    "speaker": "Full name or alias of the speaker, case and diacritics aside.",
    "speaker_id": "Id of the speaker.",
    "about": "Full name or alias of an actor that the content is on or names.",
    "about_id": "Id of an actor that the content is on or names.",
    "addressee": "Full name or alias of an actor it was said to.",
    "addressee_id": "Id of an actor it was said to.",
    "via": "Full name or alias of a speaker further out in the chain: the one who reported it.",
    "publisher": "Name of the outlet that published the article.",
    "article_id": "Id of the article.",
    "kind": "direct: all words are quoted; mixed: some; indirect: none.",
    "verbatim": "true: with quoted words; false: without.",
    "act": "What the cue does.",
    "stance": "How the content stands to the speaker.",
    "channel": "How it was said, where the text says so.",
    "polarity": "Whether the content itself is negated.",
    "speaker_known": "true: with a speaker; false: without.",
    "q": 'Full text: words that all occur, "a phrase", prefix*.',
    "said_from": "First day it may have been said, YYYY-MM-DD. Coarser dates count when they overlap.",
    "said_to": "Last day it may have been said, YYYY-MM-DD.",
    "include_undated": "true: keep statements without a date when asking for days.",
    "published_from": "First day of publication, YYYY-MM-DD.",
    "published_to": "Last day of publication, YYYY-MM-DD.",
    "min_attribution": "Least confidence that it is an attribution, 0 to 1.",
    "min_speaker": "Least confidence in the speaker, 0 to 1; leaves out statements without one.",
    "sort": "Order; a minus sign is descending. Ties by id, unknown values last.",
    "limit": "How many on a page.",
    "cursor": "`next_cursor` of the page before.",
}
