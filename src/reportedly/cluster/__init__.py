"""The same `read()` on many machines: shards of input in, shards of rows out, then one merge.

    storage   folders, globs and fsspec paths -> sources
    shards    sources -> shards, each a piece of work of a few seconds under a name that follows from it
    pages     a shard -> its pages
    rows      outcomes <-> one Parquet file
    work      the function that reads one shard; it knows no engine, so any engine can call it
    engine    the shards as tasks of Ray
    grouping  which documents of all shards are near each other
    merging   the Parquet files -> one ledger

Nothing here changes what is found: a shard is read by the same function as a single page.
"""
