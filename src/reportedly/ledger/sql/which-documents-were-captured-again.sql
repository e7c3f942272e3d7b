-- Which documents have captures of several bytes, one of them after that row, in the order in which they were filed?
SELECT documents.id
FROM documents
WHERE documents.id IN (SELECT document FROM captures GROUP BY document HAVING count(*) > 1 AND max(rowid) > ?)
ORDER BY documents.number
