"""Ledgers of parts have together, record by record, what one ledger of all documents has."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path

from reportedly.cluster.grouping import find_groups
from reportedly.cluster.groups import part_of, read_given, read_groups
from reportedly.cluster.merging import find_shards, merge
from reportedly.cluster.rows import FOUND, Made, as_parquet
from reportedly.cluster.storage import write_whole
from reportedly.contract import renamed, to_json, to_line
from reportedly.ledger.neighbourhoods.neighbours import MOST
from reportedly.ledger.store import open_ledger
from reportedly.records import Account, Contradiction, Judgement, Occurrence, Origin, Reading

DOCUMENTS = 5_000
PARTS = 3
DAY = "2021-03-05"
TOWNS = ("Osh", "Manila", "Goma", "Lagos", "Dhaka", "Homs")
VARIED = ("Talomire", "veskaduno", "ripolan", "gomaterri")
"""Words in which two tellings of one form differ; others of their length stand for them."""

FORMS = (
    "Police said {n} people were killed in {town} when a veskaduno ripolan burst beside the Talomire bazaar.",
    "The health ministry said {m} people died in {town} after the veskaduno ripolan burst near Talomire.",
    "The Ministry of Health raised the death toll in {town} to {m} from {n}. Rescuers searched Talomire.",
    "Police retracted their toll of {n} dead in {town}. The ripolan of Talomire stood in gomaterri smoke.",
    "Governor Aman Talomire denied that {n} people were killed in {town}. He blamed the veskaduno ripolan.",
    "At least {n} people were killed in {town}, Reuters reported. A gomaterri ripolan burst in Talomire, and"
    " the governor told reporters that the veskaduno pipes were old and nobody had seen to them.",
)

HOT = 220
"""Documents of one story, more than a neighbourhood has."""

COPIES = 4
"""Of so many documents one is a copy of another one, by another outlet."""


def kinds_of(read_text: Callable[..., Reading]) -> list[list[str]]:
    """By town what each form of telling was read as, as JSON."""
    return [
        [
            json.dumps(
                to_json_of(
                    renamed(read_text(form.format(town=town, n=n, m=n + 3), published=DAY), "DOCUMENT")
                )
            )
            for form in FORMS
        ]
        for n, town in enumerate(TOWNS, 31)
    ]


def to_json_of(reading: Reading) -> dict[str, object]:
    return {
        "document": without_kind(reading.document),
        **{name: [without_kind(each) for each in getattr(reading, name)] for name in FOUND},
    }


def without_kind(record: object) -> dict[str, object]:
    told = to_json(record)  # type: ignore[arg-type]
    del told["kind"]
    return told


def varied(told: str, name: str, day: str, publisher: str, words: Sequence[str]) -> dict[str, object]:
    """A reading as another document's, with words of the same length in it."""
    for old, new in zip(VARIED, words, strict=True):
        told = told.replace(old, new)
    told = told.replace(DAY, day).replace("DOCUMENT", name)
    told = re.sub(r'"([a-z]+)-([0-9a-f]{12,})"', lambda found: f'"{found[1]}-{hashed(found[2], name)}"', told)
    row = json.loads(told)
    row["document"] |= {"publisher": publisher, "digest": blake2b(told.encode(), digest_size=32).hexdigest()}
    return {"input": name, "content": told.encode(), "media_type": "text/plain", **row}


def hashed(*told: str) -> str:
    return blake2b(" ".join(told).encode(), digest_size=8).hexdigest()


def documents(kinds: list[list[str]]) -> Iterator[dict[str, object]]:
    """A few hundred stories that share towns, months and words; one of them is told by hundreds."""
    choice = random.Random(7)
    made = 0
    while made < DOCUMENTS:
        forms = choice.choice(kinds)
        day = f"20{choice.randint(10, 23)}-{choice.randint(1, 12):02}-{choice.randint(1, 28):02}"
        words = [new_word(old, choice) for old in VARIED]
        told = choice.choice(forms)
        for number in range(HOT if not made else choice.randint(1, 9)):
            if not number or choice.randrange(COPIES):
                told = choice.choice(forms)
                if choice.random() < 0.3:
                    words = [*words[:-1], new_word(VARIED[-1], choice)]
            yield varied(told, f"d{made:05}", day, f"Outlet {choice.randint(1, 40)}", words)
            made += 1


def new_word(old: str, choice: random.Random) -> str:
    told = "".join(choice.choices("abdegiklmnoprstuvz", k=len(old)))
    return told.capitalize() if old[0].isupper() else told


def content(path: Path) -> Counter[str]:
    """All that joins a ledger's documents, but for the time at which rules judged."""
    with open_ledger(path, read_only=True) as ledger:
        return Counter(
            re.sub(r'"decided_at": "[^"]*"', '"decided_at": ""', to_line(record))
            for kind in (Origin, Occurrence, Account, Contradiction, Judgement)
            for record in ledger.records(kind)
        )


def test_ledgers_of_parts_equal_one_ledger_of_five_thousand_documents(
    read_text: Callable[..., Reading], tmp_path: Path
) -> None:
    rows = list(documents(kinds_of(read_text)))[:DOCUMENTS]
    random.Random(3).shuffle(rows)
    folder = str(tmp_path / "shards")
    for number in range(4):
        made = Made("1.0", "m", "d", "a", number, len(rows), 0)
        write_whole(folder, f"{number}.parquet", as_parquet(rows[number::4], made))
    shards = find_shards(folder)
    uris = [uri for uri, _ in shards]
    sizes = Counter(find_groups(folder, uris, partitions=3).values())
    assert sum(sizes.values()) == DOCUMENTS
    assert max(sizes.values()) <= MOST
    with open_ledger(tmp_path / "whole.ledger") as ledger:
        list(merge(ledger, shards))
    found: Counter[str] = Counter()
    for number in range(1, PARTS + 1):
        only = part_of(read_groups(folder, uris), number, PARTS)
        with open_ledger(tmp_path / f"{number}.ledger") as ledger:
            list(merge(ledger, shards, only, read_given(folder, uris, only)))
        found += content(tmp_path / f"{number}.ledger")
    whole = content(tmp_path / "whole.ledger")
    kinds = Counter(json.loads(line)["kind"] for line in whole.elements())
    assert min(kinds[kind] for kind in ("origin", "occurrence", "account", "contradiction")) > 100
    assert found == whole
