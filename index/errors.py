"""What a user can mend about an index, one tree; every message says what to do.

DatelineError
├── SourceError        a path or file cannot be read as articles
├── EmbedderError      a model for embedding, or for pairs of texts, cannot be had
├── ArticleMissing     no article of that id
├── FilterError        a filter is not of the form that it must have
└── IndexFault         the index on disk
    ├── IndexMissing   there is none at the path
    ├── IndexMismatch  it was built with another embedder or format
    ├── IndexBusy      another process is building it
    └── IndexUnreachable  the server that has its vectors does not answer
"""

from __future__ import annotations


class DatelineError(Exception):
    """Something the user can mend; the message names it and what to do."""


class SourceError(DatelineError):
    """A path or file cannot be read as articles."""


class EmbedderError(DatelineError):
    """A model of this machine, for embedding or for pairs of texts, cannot be had."""


class ArticleMissing(DatelineError):
    """No article of that id is indexed."""


class FilterError(DatelineError):
    """A filter is not of the form that it must have."""


class IndexFault(DatelineError):
    """The index on disk cannot be used as it is."""


class IndexMissing(IndexFault):
    """There is no index at the path."""


class IndexMismatch(IndexFault):
    """The index was built with another embedder or in another format."""


class IndexBusy(IndexFault):
    """Another process is building the index."""


class IndexUnreachable(IndexFault):
    """The server that has the vectors of the index does not answer."""
