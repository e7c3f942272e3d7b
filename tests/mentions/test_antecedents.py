"""Whom a pronoun stands for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.mentions.actors import find_actors
from reportedly.mentions.antecedents import Antecedents
from reportedly.mentions.places import find_places
from reportedly.page.documents import make_document
from reportedly.records import Segment


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("Ada Brenn, 34, fled. She was hurt.", "She", "Ada Brenn"),
        (
            "President Ada Brenn met President Ola Kubik. She thanked him.",
            "him",
            "Ola Kubik",
        ),  # not of one verb
        ("The mayor, Ola Kubik, met a lawyer. He left.", "He", "Ola Kubik"),  # the subject before the rest
        ('"It fell," said the Minister of Health, Ada Brenn. She left.', "She", "Ada Brenn"),
        ("Police arrested 30 men. They used batons.", "They", "Police"),
        ("The ministry said it had no number.", "it", "ministry"),
        ("The rebels, who hold the bridge, fired.", "who", "rebels"),
        ("Mrs. Harlan met Mr. Brenn. She left.", "She", "Harlan"),
        ("Ola Kubik freed a guard who fled. He left.", "He", "Ola Kubik"),  # "who" is no subject of its own
        ("It rained.", "It", None),
        ("The ministry spoke. It is clear that the dam broke.", "It", None),
        ("I saw the police.", "I", None),
    ],
)
def test_a_pronoun_leads_back_to_the_actor_that_fits(lexicon, parser, text, pronoun, name):
    document = make_document(text)
    doc = parser.parse(document)
    actors = find_actors(document, doc, find_places(document, doc, lexicon), lexicon)
    token = next(token for token in doc if token.text == pronoun)
    actor = Antecedents(doc, actors, lexicon).of(token)
    assert (actor.name if actor else None) == name


ARTICLE = "The ministry closed the dam. A union of miners said the wall had cracked."


@pytest.mark.parametrize(
    ("rest", "pronoun", "name"),
    [
        ((("comment", "ada", "They say 50 are dead."),), "They", None),
        ((("caption", None, "It shows the broken wall."),), "It", None),
        (
            (
                ("comment", "ada", "The rebels won."),
                ("comment", "ola", "They lie again."),
            ),
            "They",
            None,
        ),
        (
            (
                ("comment", "ada", "The rebels won."),
                ("comment", "ada", "They lie again."),
            ),
            "They",
            "rebels",
        ),
        ((("comment", "ada", "The rebels won. They lie again."),), "They", "rebels"),
        (
            (("caption", None, "The rebels march."), ("paragraph", None, "They want more pay.")),
            "They",
            "union",
        ),
        ((("paragraph", None, "They want more pay."),), "They", "union"),
    ],
)
def test_a_comment_and_a_caption_are_read_for_themselves(lexicon, parser, rest, pronoun, name):
    text, segments = ARTICLE, [Segment("paragraph", 0, len(ARTICLE))]
    for kind, author, words in rest:
        segments.append(Segment(kind, len(text) + 2, len(text) + 2 + len(words), author))
        text += f"\n\n{words}"
    document = replace(make_document(text), segments=tuple(segments))
    doc = parser.parse(document)
    actors = find_actors(document, doc, find_places(document, doc, lexicon), lexicon)
    token = [token for token in doc if token.text == pronoun][-1]
    actor = Antecedents(doc, actors, lexicon, segments=document.segments).of(token)
    assert (actor.name.split()[0] if actor else None) == name
