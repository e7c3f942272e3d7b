-- Is a reading of these bytes filed, and is the current one by this program, model and lexicons?
SELECT documents.digest IS NOT captures.digest
    OR (runs.program IS ? AND runs.model IS ? AND runs.lexicon IS ?)
FROM captures
JOIN documents ON documents.id = captures.document
LEFT JOIN runs ON runs.id = documents.run
WHERE captures.document IN (?, ?) AND captures.digest = ?
ORDER BY 1
LIMIT 1
