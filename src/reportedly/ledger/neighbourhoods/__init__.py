"""Which documents are near each other: nothing is joined across neighbourhoods."""
