"""Reading on many machines: shards of input become shards of rows, and one merge files them in a ledger.

    storage   folders, globs and fsspec paths -> sources
    shards    sources -> shards, each a few seconds of work under a name that follows from its content
    pages     a shard -> its pages
    rows      outcomes <-> one Parquet file
    work      the function that reads one shard; it knows no engine, so any engine can call it
    engine    the shards as Ray tasks
    grouping  which documents of all shards are near each other, by tasks as well
    groups    what grouping found, in files beside the shards
    merging   the Parquet files -> one ledger

Findings are the same as on one machine: a shard is read by the same function as a single page.
"""
