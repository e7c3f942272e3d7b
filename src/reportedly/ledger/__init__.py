"""The ledger: one SQLite file that holds readings and what joins them.

From the file at the bottom to what readers ask of it; each imports only those before it:

    wording, union_find   words for counts and times; groups of what is joined in pairs
    file                  how records stand in the ledger's file
    store                 the ledger: opened, written and read back
    custody, feeds        that a file is whole, and copies of it; what feeds have brought
    people                what people decide: judgements that override rules, and are never erased
    traits                by what things of different documents are compared
    neighbourhoods        which documents are near each other: nothing is joined across neighbourhoods
    occurrences           which texts, events and figures of several documents are about one thing
    accounts              who says how many, as of when
    disputes              statements that do not go together, and in which way
    joining               the way across documents, every stage named once
    asking                what readers ask of a ledger: records by filter, captures, what is new
    export                one module for each format
"""
