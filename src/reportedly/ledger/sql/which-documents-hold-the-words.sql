-- In which documents do these words stand, the best match first?
SELECT documents.id, documents.id,
  snippet(documents_words, -1, char(2), char(3), ' … ', 24), bm25(documents_words, 4.0, 1.0) AS rank
FROM documents_words JOIN documents ON documents.number = documents_words.rowid
WHERE documents_words MATCH ?
ORDER BY rank, documents.id
LIMIT ?;
