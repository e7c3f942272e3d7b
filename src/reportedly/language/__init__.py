"""Language: from a document to parsed sentences, clauses and quotations."""
