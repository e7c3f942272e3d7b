"""Pages: from a path, an address, a feed or an archive to a document whose text never changes again."""
