-- Which documents have captures of several bytes, in the order in which they were filed?
SELECT documents.id
FROM documents
WHERE documents.id IN (SELECT document FROM captures GROUP BY document HAVING count(*) > 1)
ORDER BY documents.number
