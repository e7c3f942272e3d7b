"""bytes -> document: from a path, a page, a feed or an archive to one text that never changes again."""
