"""Every line of standard input is a valid FollowTheMoney entity, says FollowTheMoney itself.

    pip install followthemoney==4.11.2      (in an environment of its own: it needs ICU's headers to build)
    reportedly export my.ledger --format followthemoney | python tools/validate_followthemoney.py

`--facts` writes, instead, what the tests know of its schema.
"""

from __future__ import annotations

import json
import sys
from collections import Counter

from followthemoney import __version__, model
from followthemoney.exc import InvalidData

SCHEMATA = (
    "Address",
    "Article",
    "Documentation",
    "Event",
    "HyperText",
    "Note",
    "Organization",
    "Person",
    "PublicBody",
)


def main() -> int:
    """The number of entities of each schema, and 1 where one is not valid."""
    counted: Counter[str] = Counter()
    faults = 0
    for line in sys.stdin:
        entity = json.loads(line)
        counted[entity["schema"]] += 1
        try:
            model.get_proxy(entity, cleaned=False)
            model.get(entity["schema"]).validate(entity)
        except InvalidData as error:
            faults += 1
            print(entity["id"], entity["schema"], error.errors)
    print(f"followthemoney {__version__}: {faults} faults in {dict(counted)}")
    return int(faults > 0)


def facts() -> str:
    """What is required, and which property is of which type, for the schemata that are exported."""
    known = {
        name: {
            "required": sorted(model.get(name).required),
            "properties": {key: each.type.name for key, each in sorted(model.get(name).properties.items())},
        }
        for name in SCHEMATA
    }
    return json.dumps({"version": __version__, "schemata": known}, indent=1)


if __name__ == "__main__":
    if "--facts" in sys.argv:
        print(facts())
    else:
        sys.exit(main())
