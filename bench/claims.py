"""How the time for claims grows with hostile text: python bench/claims.py.

Each text is read at one and at four times its length; the last column is how much longer that took. Four
is growth with length, sixteen would be growth with its square.
"""

from __future__ import annotations

import time

from reportedly.language.clauses import find_clauses
from reportedly.language.parse import Parser, load_parser
from reportedly.language.quotes import find_quotations
from reportedly.lexicon import Lexicon, load_lexicon
from reportedly.mentions.counted_groups import find_counted_groups
from reportedly.page.documents import make_document
from reportedly.statements.claims import find_claims

REPEATS = 500

TEXTS = {
    "one quotation": ("“", "The man said that we go there and they told him. ", "” he said."),
    "chained speech": ("", "he said that ", "it rained."),
    "many quotations": ("", "“Yes,” he said. ", ""),
    "marks that stay open": ("", "“he said ", ""),
    "no full stop": ("", " and the police said they were there", "."),
    "relays": ("", "citing the ministry, ", ""),
    "distance": ("", "he said it, without offering evidence, ", ""),
    "capitals": ("", "THE ARMY SAID FIVE MEN DIED. ", ""),
    "six deep": ("", "“She said ‘he said “they said ‘we said “you said ‘go’”’”’” and left. ", ""),
    "abbreviations": ("“We stay,” said ", "Mr. ", "Ruiz. “We go.”"),
    "semicolons": ("", "nine died, the army said; ", ""),
    "lists": ("", "The army said:\n- nine died\n- ten fled\n\n", ""),
    "items without end": ("The army said:\n", "- nine died\n", ""),
    "as was told": ("", "as the army said, ", "nine died."),
    "headline": ("", "Army: nine men died. ", ""),
    "right to left": ("", "قال الوزير «نعم» ", ""),
}


def main() -> None:
    parser, lexicon = load_parser(), load_lexicon()
    print(f"{'text':22} {'words':>8} {'seconds':>8} {'times 4':>8} {'growth':>7}")
    for name, (before, words, behind) in TEXTS.items():
        short = _seconds(before + words * REPEATS + behind, parser, lexicon)
        text = before + words * (4 * REPEATS) + behind
        long = _seconds(text, parser, lexicon)
        print(f"{name:22} {len(text.split()):8} {short:8.3f} {long:8.3f} {long / max(short, 1e-4):7.1f}")


def _seconds(text: str, parser: Parser, lexicon: Lexicon) -> float:
    document = make_document(text)
    doc = parser.parse(document)
    tally = find_counted_groups(document, doc, find_clauses(doc), lexicon)
    begun = time.process_time()
    find_claims(document, doc, find_quotations(document), (), (), tally, lexicon)
    return time.process_time() - begun


if __name__ == "__main__":
    main()
