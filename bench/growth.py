"""How time grows with length: `python bench/growth.py [--quick] [TEXT...]`.

Each text is read whole at four lengths, each ten times the one before. `growth` is the time at one length
over the time at the length before: about 10 where time grows with the text alone, 100 where it is quadratic.
What the parser takes is told apart, since its share is the model's and not ours.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from itertools import pairwise
from tempfile import NamedTemporaryFile

from corpus import articles

from reportedly import read
from reportedly.errors import InputError
from reportedly.language.parse import load_parser
from reportedly.ledger.asking.alignment import pieces_of
from reportedly.ledger.joining import join_readings
from reportedly.lexicon import load_lexicon
from reportedly.page.capture import Page, digest_of
from reportedly.page.documents import document_of, make_document
from reportedly.page.fetch import pages_of_stream
from reportedly.page.opml import is_opml
from reportedly.reading import read_parsed

TEXTS: Mapping[str, Callable[[int], str]] = {
    "sentences": lambda n: " ".join(
        f"The ministry said on Monday that {i} people were killed in Almaty." for i in range(n)
    ),
    "one sentence": lambda n: "They said " + " and ".join(f"{i} men left Almaty" for i in range(n)) + ".",
    "articles": lambda n: "\n\n".join(article["text"] for article in articles(max(1, n // 40))),
    "quotation marks": lambda n: "“" * n + "they left" + "”" * n,
    "unclosed quotations": lambda n: "“They left, he said. " * n,
    "one long quotation": lambda n: "“" + "They left at dawn. " * n + "”, the ministry said.",
    "nested quotations": lambda n: "He said “she said ‘they left’ and left” and " * n,
    "brackets": lambda n: "(" * n + "they left" + ")" * n,
    "digits": lambda n: "1" * n,
    "numbers": lambda n: "12 " * n,
    "dates": lambda n: "5 January 2022, " * n,
    "commas": lambda n: "men, " * n,
    "combining marks": lambda n: "e" + "\u0301" * n,
    "corrections": lambda n: " ".join(
        f"The ministry raised the death toll in Almaty to {i + 3} from {i + 2}." for i in range(n)
    ),
    "negations": lambda n: "not " * n,
    "one word": lambda n: "a" * n,
    "capitals": lambda n: "THE ARMY SAID TODAY THAT FIVE MEN WERE KILLED IN BOGOTA. " * n,
    "no full stops": lambda n: "police said five men died in almaty " * n,
    "crowds": lambda n: "The rally drew a crowd of 9,000. " * n,
    "acts joined": lambda n: "Police shot two men and " * n,
    "nouns of nouns": lambda n: "an attack on the attack of " * n,
    "open brackets": lambda n: "killed (killed " * n,
    "line ends": lambda n: "men\n\n" * n,
    "spaces after hours": lambda n: "\n\n".join(["10:00 Two men left."] * 4 + ["10:05" + " " * n + "\x01"]),
}

PAGES: Mapping[str, Callable[[int], str]] = {
    "page of links": lambda n: "".join(
        f"<p><a href='https://x.example/{i}'>Story {i}</a></p>" for i in range(n)
    ),
    "page of lists": lambda n: "<ul>" + "<li>two men" * n,
    "page of comments": lambda n: "<div class='comment'><p>They left.</p></div>" * n,
    "page of captions": lambda n: "<figure><figcaption>A man</figcaption></figure>" * n,
    "page of tables": lambda n: "<table><tr><td>1" * n,
    "page of entities": lambda n: "<p>" + "&#8220;" * n,
    "page of attributes": lambda n: "<p " + " ".join(f"a{i}=b" for i in range(n)) + ">two men",
    "page of spaced names": lambda n: f"<meta name='author' content='{'a ' + ' ' * n + 'b'}'><p>two men",
    "page of scripts": lambda n: "<script type='application/ld+json'>{" * n,
}
"""Made into documents only: the text of a page is read as any other."""

JOINED: Mapping[str, Callable[[int], str]] = {
    "tolls joined": lambda n: ".\n".join(
        f"{i} people were killed in Almaty, police said" for i in range(1, n + 1)
    ),
    "denials joined": lambda n: (
        (
            "The ministry denied that police had shot protesters in Almaty. "
            "Witnesses said police shot protesters in Almaty. "
        )
        * n
    ),
    "speakers joined": lambda n: " ".join(
        f"Doctor Name{i} Khan said that {i + 1} people may have been killed in Almaty." for i in range(n)
    ),
    "hours joined": lambda n: "Police said the blast happened at 9 a.m. in Almaty. " * n,
    "tolls in one sentence": lambda n: "; ".join(
        f"{i} people were killed in Almaty, police said" for i in range(1, n + 1)
    ),
}
"""Joined with a short report of the same story, once they are read."""

DIFFERENCES: Mapping[str, Callable[[int], str]] = {
    "captures of sentences": TEXTS["sentences"],
    "captures of one word": lambda n: "men " * n,
    "captures of two words": lambda n: "men fled " * n,
    "captures of numbers": lambda n: " ".join(map(str, range(n))),
}
"""Compared with other texts of the same words."""

REPORT = "40 people were killed in Almaty, police said. The ministry said 60 people were killed in Almaty."

RSS = "<rss version='2.0'><channel>"
FEEDS: Mapping[str, Callable[[int], str]] = {
    "feed of items": lambda n: RSS + "<item><title>Two fled</title></item>" * n + "</channel></rss>",
    "feed of nested items": lambda n: RSS + "<item><title>Two fled</title>" * n,
    "feed of elements": lambda n: RSS + "<item>" + "<a>" * n,
    "comments before nothing": lambda n: "<!---->" * n + "<x",
    "null bytes in a name": lambda n: RSS + "<" + "\0" * n,
}
"""Told from their first bytes and cut into entries only."""


def seconds(text: str) -> tuple[float, float]:
    """Time of the parse and of all the rest."""
    lexicon, parser = load_lexicon(), load_parser()
    started = time.process_time()
    document = make_document(text, published="2022-01-07")
    split = time.process_time() - started
    started = time.process_time()
    doc = parser.parse(document)
    parsed = time.process_time() - started
    started = time.process_time()
    read_parsed(document, doc, lexicon)
    return parsed, split + time.process_time() - started


def page_seconds(html: str) -> tuple[float, float]:
    """Nothing of a parse, and the time from a page's bytes to its document."""
    content = html.encode()
    page = Page(
        content=content,
        digest=digest_of(content),
        media_type="text/html",
        name="bench",
        form="html",
        fetched_at="2022-01-07T00:00:00Z",
    )
    started = time.process_time()
    with suppress(InputError):
        document_of(page)
    return 0.0, time.process_time() - started


def feed_seconds(xml: str) -> tuple[float, float]:
    """Nothing of a parse, and the time from a feed's bytes to its entries, or to what they are instead."""
    content = xml.encode()
    started = time.process_time()
    is_opml(content)
    for _ in pages_of_stream(io.BufferedReader(io.BytesIO(content)), "bench"):
        pass
    return 0.0, time.process_time() - started


def joining_seconds(text: str) -> tuple[float, float]:
    """Time to parse and read a text, and that to join it with a report of the same."""
    started = time.process_time()
    readings = [read(text, published="2022-01-07"), read(REPORT, published="2022-01-08")]
    reading = time.process_time() - started
    started = time.process_time()
    join_readings(readings, "2022-01-09T00:00:00Z")
    return reading, time.process_time() - started


def difference_seconds(text: str) -> tuple[float, float]:
    """Nothing of a parse, and the time to compare a text with three others, two of the same words."""
    words = text.split()
    started = time.process_time()
    for other in (
        words[::-1],
        [*words[len(words) // 2 :], *words[: len(words) // 2]],
        ["other"] * len(words),
    ):
        pieces_of(text, " ".join(other))
    return 0.0, time.process_time() - started


def page_memory(links: int) -> int:
    """Megabytes that a program takes at its peak which reads one page of so many links."""
    page = PAGES["page of links"](links).encode()
    with NamedTemporaryFile(suffix=".html") as file:
        file.write(page)
        file.flush()
        code = (
            "import resource; from reportedly.cli import main;"
            f"main(['read', {file.name!r}, '--jobs', '1', '--format', 'summary'], standalone_mode=False);"
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
        )
        told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return int(told.stdout.splitlines()[-1])


def main() -> None:
    """Print a line a text: the times of our part and how they grow."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="up to 1,000 instead of 10,000")
    parser.add_argument(
        "texts", nargs="*", metavar="TEXT", help="the beginning of a text's name; all by default"
    )
    asked = parser.parse_args()
    lengths = (10, 100, 1_000) if asked.quick else (10, 100, 1_000, 10_000)
    begun = tuple(asked.texts) or ("",)
    seconds("Warm up.")
    print(f"{'text':<20} {'parse':>9} " + " ".join(f"{length:>9,}" for length in lengths) + "  growth")
    kinds = {
        seconds: TEXTS,
        page_seconds: PAGES,
        joining_seconds: JOINED,
        feed_seconds: FEEDS,
        difference_seconds: DIFFERENCES,
    }
    for measure, name, make in ((each, *row) for each, texts in kinds.items() for row in texts.items()):
        if not name.startswith(begun):
            continue
        found = [measure(make(length)) for length in lengths]
        ours = [rest for _, rest in found]
        growth = [f"{later / max(earlier, 1e-4):.1f}" for earlier, later in pairwise(ours)]
        times = " ".join(f"{each:>9.3f}" for each in ours)
        print(f"{name:<20} {found[-1][0]:>9.2f} {times}  {' '.join(growth)}", flush=True)
    if "memory".startswith(begun):
        told = (f"{links:,} links {page_memory(links)} MB" for links in (10, 2_000, 20_000))
        print(f"{'memory':<20} {', '.join(told)}")


if __name__ == "__main__":
    main()
