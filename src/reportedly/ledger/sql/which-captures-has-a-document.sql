-- From which bytes was this document read, the oldest first, and what was read from them last?
SELECT captures.id, captures.digest, captures.size, captures.media_type, captures.url, captures.fetched_at,
  captures.filed_at, documents.digest = captures.digest AS current,
  CASE WHEN documents.digest = captures.digest THEN NULL ELSE superseded.lines END AS lines, runs.program
FROM captures
JOIN documents ON documents.id = captures.document
LEFT JOIN superseded_readings AS superseded ON superseded.id = (
  SELECT max(id) FROM superseded_readings WHERE document = captures.document AND digest = captures.digest
)
LEFT JOIN runs ON runs.id =
  CASE WHEN documents.digest = captures.digest THEN documents.run ELSE superseded.run END
WHERE captures.document = ?
ORDER BY coalesce(captures.fetched_at, captures.filed_at), captures.rowid
