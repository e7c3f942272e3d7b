"""How each kind of record is asked for: its columns, its source, what a filter asks of it, and its orders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ...statements.sureness import CERTAINTIES
from ..accounts.doubts import CLASS_IN_SQL, LAST_CLASS, PLACE_IN_SQL

Kind = Literal["claims", "figures", "occurrences", "documents", "contradictions", "claimants", "outlets"]


@dataclass(frozen=True, slots=True)
class Table:
    """How a kind is asked for: what is shown, whence, under which conditions, in which orders."""

    columns: str
    source: str
    conditions: Mapping[str, str]
    """By field of `queries.Filter`."""
    sorts: Mapping[str, str]
    """The first is the usual one."""
    group: str = ""
    by_day: str = ""
    """The source in order of publication: fewer rows are read where that is the order asked for.

    Its index is named: the one by measure would be gone through again for every document.
    """
    coarse: str = ""
    """No row that the first part of the usual order, cheap by itself, puts behind the page asked for."""
    counted: str = ""
    """The part of the source that all conditions speak of: enough to count."""


LEAST_SURE = (
    "CASE {0}.certainty "
    + " ".join(f"WHEN {each!r} THEN {place}" for place, each in enumerate(CERTAINTIES[:0:-1]))
    + f" ELSE {len(CERTAINTIES) - 1} END"
)
"""Orders by certainty, the least sure first."""
IN_OCCURRENCE = "SELECT value FROM occurrences o, json_each(o.{0}) WHERE o.id = :occurrence"
SPOKEN = "coalesce(c.claimant_name, json_extract(c.source, '$[0].quote'))"
RESPOKEN = (
    f"CASE WHEN c.id IN (SELECT key FROM json_each(:spoken))"
    f" THEN coalesce((SELECT value FROM json_each(:spoken) WHERE key = c.id),"
    f" json_extract(c.source, '$[0].quote')) ELSE {SPOKEN} END"
)
"""The same where people corrected who speaks."""
CLAIMANT = "SELECT :claimant UNION ALL SELECT value FROM json_each(:claimants)"
"""The name that is asked for, as it is (JSON in SQLite ends at U+0000), and those that are one with it."""
OF_CLAIMANT = "SELECT claim FROM speakers WHERE key IN (SELECT value FROM json_each(:keys))"
"""The claims of the claimant that is asked for, whatever they call it."""
OF_ITS_ACCOUNTS = (
    "EXISTS (SELECT 1 FROM json_each({0}.documents) j JOIN speakers s ON s.document = j.value"
    " WHERE s.known = {0}.claimant_name AND s.key IN (SELECT value FROM json_each(:keys)))"
)
"""Whether an account is that claimant's."""
KEY = (
    f"coalesce(s.key, (SELECT CASE WHEN min(t.key) = max(t.key) THEN min(t.key) END FROM speakers t"
    f" WHERE t.told = folded({SPOKEN})), 'name:' || folded({SPOKEN}))"
)
"""Whose a claim is; of one that is not joined it is whoever alone bears the name."""
MERGED_KEY = f"(SELECT 'name:' || folded(m.value) FROM json_each(:merged) m WHERE m.key IN ({SPOKEN}, s.key))"
MERGED = f"coalesce((SELECT m.value FROM json_each(:merged) m WHERE m.key IN ({SPOKEN}, s.key)), {SPOKEN})"

CLAIMS = Table(
    columns="c.id, c.document, d.number, d.publisher, d.title, d.published, d.language, c.rule, c.start,"
    f' c."end", c.quote, {SPOKEN} AS claimant, c.claimant_type, c.claimant_country, c.channel, c.stance,'
    " c.cue, c.direct, c.certainty, c.distance, c.within, c.segment, c.content,"
    " (SELECT s.key FROM speakers s WHERE s.claim = c.id) AS speaker",
    source="claims c JOIN documents d ON d.id = c.document",
    conditions={
        "q": "c.number IN (SELECT rowid FROM claims_words WHERE claims_words MATCH :q)",
        "start": "d.published >= :start",
        "end": "d.published <= :end",
        "place": "EXISTS (SELECT 1 FROM places p WHERE p.document = c.document AND p.name = :place"
        ' AND p.start >= c.start AND p."end" <= c."end")',
        "claimant": f"({SPOKEN} COLLATE NOCASE IN ({CLAIMANT}) OR c.id IN ({OF_CLAIMANT}))",
        "outlet": "d.publisher = :outlet",
        "type": "EXISTS (SELECT 1 FROM events e WHERE e.claim = c.id AND e.type = :type)",
        "measure": "EXISTS (SELECT 1 FROM figures f WHERE f.claim = c.id AND +f.measure = :measure)",
        "certainty": "c.certainty = :certainty",
        "occurrence": "c.id IN (SELECT claim FROM figures WHERE id IN "
        f"({IN_OCCURRENCE.format('figures')}) UNION SELECT claim FROM events WHERE id IN "
        f"({IN_OCCURRENCE.format('events')}))",
        "review": "c.id {review} (SELECT value FROM json_each(:reviewed))",
    },
    sorts={
        "newest": "d.published DESC, c.number",
        "oldest": "d.published, c.number",
        "least-sure": f"{LEAST_SURE.format('c')}, d.published DESC, c.number",
        "claimant": "claimant, d.published, c.number",
    },
    by_day="documents d CROSS JOIN claims c INDEXED BY claims_by_document ON c.document = d.id",
)

FIGURE_DAY = "coalesce(CASE WHEN f.when_basis <> 'assumed' THEN f.when_earliest END, d.published)"
OWN_VOICE = f"coalesce({SPOKEN}, CASE WHEN f.claim IS NULL THEN d.publisher END)"

FIGURES = Table(
    columns="f.id, f.document, d.number, d.publisher, d.title, d.published, d.language, f.rule, f.start,"
    f' f."end", f.quote, {OWN_VOICE} AS claimant, c.claimant_type, f.claim, f.measure, f.low, f.high,'
    ' f.bound, f."group", p.name AS place, f.when_earliest, f.when_latest, f.when_precision, f.when_basis,'
    " f.total, f.certainty, f.segment,"
    " (SELECT s.key FROM speakers s WHERE s.claim = f.claim) AS speaker",
    source="figures f JOIN documents d ON d.id = f.document LEFT JOIN claims c ON c.id = f.claim"
    " LEFT JOIN places p ON p.id = f.place",
    conditions={
        "q": "(f.claim IN (SELECT k.id FROM claims_words w JOIN claims k ON k.number = w.rowid"
        " WHERE claims_words MATCH :q) OR f.document IN (SELECT k.id FROM documents_words w"
        " JOIN documents k ON k.number = w.rowid WHERE documents_words MATCH :q))",
        "start": f"{FIGURE_DAY} >= :start",
        "end": f"{FIGURE_DAY} <= :end",
        "place": "p.name = :place",
        "claimant": f"({OWN_VOICE} COLLATE NOCASE IN ({CLAIMANT}) OR f.claim IN ({OF_CLAIMANT}))",
        "outlet": "d.publisher = :outlet",
        "type": "EXISTS (SELECT 1 FROM events e WHERE e.id = f.event AND e.type = :type)",
        "measure": "f.measure = :measure",
        "certainty": "f.certainty = :certainty",
        "occurrence": f"f.id IN ({IN_OCCURRENCE.format('figures')})",
        "review": "f.id {review} (SELECT value FROM json_each(:reviewed))",
    },
    sorts={
        "newest": "d.published DESC, d.number, f.start",
        "oldest": "d.published, d.number, f.start",
        "largest": "coalesce(f.high, f.low) DESC, d.published, f.id",
        "least-sure": f"{LEAST_SURE.format('f')}, d.published DESC, f.id",
        "claimant": "claimant, d.published, f.id",
    },
    by_day="documents d CROSS JOIN figures f INDEXED BY figures_by_document ON f.document = d.id"
    " LEFT JOIN claims c ON c.id = f.claim LEFT JOIN places p ON p.id = f.place",
)

TELLING = "SELECT o.id FROM occurrences o, json_each(o.documents) j WHERE j.value IN ({0})"

FIRST_TELLING = (
    "(SELECT k.title FROM json_each(o.documents) j JOIN documents k ON k.id = j.value"
    " WHERE k.title IS NOT NULL ORDER BY k.published IS NULL, k.published, k.number LIMIT 1)"
)
"""The headline of an occurrence's first document, which tells it from others of one title."""

OCCURRENCES = Table(
    columns=f"o.id, o.title, {FIRST_TELLING} AS told_first, o.type, n.place, n.feature, n.country,"
    " n.latitude, n.longitude,"
    " o.when_earliest, o.when_latest, o.when_precision, o.when_basis, n.documents, o.origins, n.claimants,"
    " json_array_length(o.events) AS events, json_array_length(o.figures) AS figures, n.contradictions,"
    " n.disputes > 0 AS disputed",
    source="occurrence_counts n CROSS JOIN occurrences o ON o.id = n.occurrence",
    conditions={
        "q": "n.occurrence IN ("
        + TELLING.format(
            "SELECT k.id FROM documents_words w JOIN documents k ON k.number = w.rowid"
            " WHERE documents_words MATCH :q"
        )
        + ")",
        "start": "n.latest >= :start",
        "end": "n.day <= :end",
        "place": "n.place = :place",
        "claimant": "n.occurrence IN (SELECT occurrence FROM accounts a"
        f" WHERE a.claimant_name COLLATE NOCASE IN ({CLAIMANT}) OR {OF_ITS_ACCOUNTS.format('a')})",
        "outlet": f"n.occurrence IN ({TELLING.format('SELECT id FROM documents WHERE publisher = :outlet')})",
        "type": "n.type = :type",
        "measure": "EXISTS (SELECT 1 FROM accounts a WHERE a.occurrence = n.occurrence"
        " AND a.measure = :measure)",
        "certainty": "EXISTS (SELECT 1 FROM accounts a WHERE a.occurrence = n.occurrence"
        " AND a.certainty = :certainty)",
        "relation": "EXISTS (SELECT 1 FROM contradictions x WHERE x.occurrence = n.occurrence"
        " AND x.relation = :relation)",
        "occurrence": "n.occurrence = :occurrence",
    },
    sorts={
        "most-told": "n.documents DESC, n.claimants DESC, n.occurrence",
        "oldest": "n.day IS NULL, n.day, n.earliest, n.occurrence",
        "newest": "n.day DESC, n.occurrence",
        "most-disputed": "n.disputes DESC, n.contradictions DESC, n.documents DESC, n.occurrence",
    },
    counted="occurrence_counts n",
)

CAPTURES = "(SELECT count(*) FROM captures k WHERE k.document = d.id)"

DOCUMENTS = Table(
    columns="d.number, d.id, d.url, d.title, d.publisher, d.published, d.published_basis, d.language,"
    f" d.digest, substr(d.text, 1, 200) AS begins, n.claims, n.figures, n.events, {CAPTURES} AS captures",
    source="documents d JOIN document_counts n ON n.document = d.id",
    conditions={
        "q": "d.number IN (SELECT rowid FROM documents_words WHERE documents_words MATCH :q)",
        "start": "d.published >= :start",
        "end": "d.published <= :end",
        "place": "EXISTS (SELECT 1 FROM places p WHERE p.document = d.id AND p.name = :place)",
        "claimant": "EXISTS (SELECT 1 FROM claims c WHERE c.document = d.id"
        f" AND ({SPOKEN} COLLATE NOCASE IN ({CLAIMANT}) OR c.id IN ({OF_CLAIMANT})))",
        "outlet": "d.publisher = :outlet",
        "type": "EXISTS (SELECT 1 FROM events e WHERE e.document = d.id AND e.type = :type)",
        "measure": "EXISTS (SELECT 1 FROM figures f WHERE f.document = d.id AND +f.measure = :measure)",
        "certainty": "EXISTS (SELECT 1 FROM claims c WHERE c.document = d.id AND c.certainty = :certainty)",
        "occurrence": f"d.id IN ({IN_OCCURRENCE.format('documents')})",
        "origin": "d.id IN (SELECT j.value FROM origins g, json_each(g.documents) j"
        " WHERE :origin IN (SELECT value FROM json_each(g.documents)))",
    },
    sorts={
        "newest": "d.published DESC, d.number",
        "oldest": "d.published IS NULL, d.published, d.number",
        "most-claims": "n.claims DESC, d.number",
        "outlet": "d.publisher, d.published, d.number",
        "most-captured": f"{CAPTURES} DESC, d.published DESC, d.number",
    },
    counted="documents d",
)

CONTRADICTIONS = Table(
    columns='x.id, x.occurrence, x."left", x."right", x.measure, x.rule, x.relation, x.why, x.sureness,'
    " l.low AS left_low, l.high AS left_high, l.bound AS left_bound,"
    " r.low AS right_low, r.high AS right_high, r.bound AS right_bound,"
    " o.title AS occurrence_title, o.when_earliest, o.when_latest, o.when_precision, o.when_basis,"
    " n.place",
    source="contradictions x JOIN occurrences o ON o.id = x.occurrence"
    " JOIN occurrence_counts n ON n.occurrence = x.occurrence"
    ' LEFT JOIN accounts l ON l.id = x."left" LEFT JOIN accounts r ON r.id = x."right"',
    conditions={
        "start": "n.latest >= :start",
        "end": "n.day <= :end",
        "place": "n.place = :place",
        "claimant": f"(l.claimant_name COLLATE NOCASE IN ({CLAIMANT})"
        f" OR r.claimant_name COLLATE NOCASE IN ({CLAIMANT})"
        f" OR {OF_ITS_ACCOUNTS.format('l')} OR {OF_ITS_ACCOUNTS.format('r')})",
        "type": "o.type = :type",
        "measure": "x.measure = :measure",
        "relation": "x.relation = :relation",
        "occurrence": "x.occurrence = :occurrence",
        "review": "x.id {review} (SELECT value FROM json_each(:reviewed))",
    },
    sorts={
        "worst": f"{PLACE_IN_SQL}, coalesce(json_array_length(l.documents), 0)"
        " + coalesce(json_array_length(r.documents), 0) DESC, x.id",
        "oldest": "n.day, x.id",
        "measure": "x.measure, x.relation, x.id",
    },
    coarse=f"{CLASS_IN_SQL} <= coalesce((SELECT {CLASS_IN_SQL} AS bad FROM contradictions x"
    f" ORDER BY bad LIMIT 1 OFFSET :last), {LAST_CLASS})",
)

FULLEST = "substr(min(printf('%06d', 999999 - length({name})) || {name}), 7)"
"""Of the names of one claimant the longest, of several such the first."""

CLAIMANTS = Table(
    columns=FULLEST + f" AS name, {{key}} AS speaker, json_group_array(DISTINCT {SPOKEN}) AS names,"
    " max(c.claimant_name IS NOT NULL) AS known, max(c.claimant_type) AS type,"
    " coalesce(max(c.claimant_country), max(s.land)) AS country, count(*) AS claims,"
    " count(DISTINCT c.document) AS documents, count(DISTINCT d.publisher) AS outlets,"
    " min(d.published) AS first, max(d.published) AS last",
    source="claims c JOIN documents d ON d.id = c.document LEFT JOIN speakers s ON s.claim = c.id",
    conditions={
        **{name: text for name, text in CLAIMS.conditions.items() if name != "review"},
        "name": f"instr(folded({SPOKEN}), folded(:name))",
    },
    sorts={"most-claims": "claims DESC, name", "name": "name COLLATE NOCASE", "newest": "last DESC, name"},
    group="speaker HAVING name IS NOT NULL",
)

OUTLETS = Table(
    columns="d.publisher AS name, count(*) AS documents, min(d.published) AS first, max(d.published) AS last,"
    " sum(n.claims) AS claims, sum(n.figures) AS figures",
    source="documents d JOIN document_counts n ON n.document = d.id",
    conditions={**DOCUMENTS.conditions, "name": "instr(folded(d.publisher), folded(:name))"},
    sorts={
        "most-documents": "documents DESC, name",
        "name": "name COLLATE NOCASE",
        "newest": "last DESC, name",
    },
    group="d.publisher HAVING d.publisher IS NOT NULL",
)

TABLES: Mapping[Kind, Table] = {
    "claims": CLAIMS,
    "figures": FIGURES,
    "occurrences": OCCURRENCES,
    "documents": DOCUMENTS,
    "contradictions": CONTRADICTIONS,
    "claimants": CLAIMANTS,
    "outlets": OUTLETS,
}
