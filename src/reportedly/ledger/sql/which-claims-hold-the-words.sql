-- In which claims do these words stand, the best match first?
SELECT claims.id, claims.document,
  snippet(claims_words, 1, char(2), char(3), ' … ', 24), bm25(claims_words) AS rank
FROM claims_words JOIN claims ON claims.number = claims_words.rowid
WHERE claims_words MATCH ?
ORDER BY rank, claims.id
LIMIT ?;
