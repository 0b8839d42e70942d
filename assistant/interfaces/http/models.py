"""What requests of the API hold; what they get is the product's own nouns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from assistant.interfaces.server.problems import MOST_FAULTS
from assistant.types import Turn
from index.types import Filters

LONGEST = 2_000  # characters of a question
MOST_TURNS = 50
LONGEST_TURN = 20_000  # characters
MOST_ARTICLES = 64  # of one request
MOST_PASSAGES = 100

_Line = Annotated[str, Field(max_length=2_000)]
# Said here for readers of the document; the assistant itself says it better to who errs.
_Text = Annotated[str, Field(json_schema_extra={"minLength": 1, "maxLength": LONGEST})]
_DAY: JsonDict = {"anyOf": [{"const": ""}, {"format": "date"}, {"format": "date-time"}]}
_Names = Annotated[list[_Line], Field(max_length=50)]


class Exact(BaseModel):
    """What has these fields and no others."""

    model_config = ConfigDict(extra="forbid", strict=True)

    @model_validator(mode="before")
    @classmethod
    def _no_flood(cls, given: object) -> object:
        """Turn many wrong fields down as one fault, before each of a million is told of."""
        if isinstance(given, Mapping) and len(given) > len(cls.model_fields) + MOST_FAULTS:
            raise ValueError(f"{len(given):,} fields; there are {', '.join(cls.model_fields)}")
        return given


class Said(Exact):
    """One earlier message of the conversation."""

    role: Literal["user", "assistant"]
    text: Annotated[str, Field(min_length=1, max_length=LONGEST_TURN)]
    article_ids: _Names = Field([], description="articles that an answer cited, in order")

    def turn(self) -> Turn:
        """Give it as the assistant takes it."""
        return Turn(self.role, self.text, tuple(self.article_ids))


class Within(Exact):
    """Which articles may be searched: every condition given must hold."""

    article_ids: _Names = []
    sources: _Names = Field([], description="publishers")
    authors: _Names = []
    published_from: _Line = Field("", description="inclusive", json_schema_extra=_DAY)
    published_to: _Line = Field("", description="inclusive", json_schema_extra=_DAY)

    def filters(self) -> Filters:
        """Give them as the index takes them; raises FilterError."""
        return Filters(
            tuple(self.article_ids),
            tuple(self.sources),
            tuple(self.authors),
            self.published_from,
            self.published_to,
        )


class Asked(Exact):
    """A question, the conversation before it, and where to look."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"question": "How many U.S. troops are stationed on the peninsula?"},
                {
                    "question": "What did he say about the timeline?",
                    "history": [{"role": "user", "text": "Who is Gen. Brunson?"}],
                    "filters": {"published_from": "2025-01-01"},
                },
            ]
        },
    )
    question: _Text
    history: Annotated[list[Said], Field(max_length=MOST_TURNS)] = []
    filters: Within = Within()
    read_time: bool = Field(True, description="whether 'since March' in it limits the articles")


class Sought(Exact):
    """What to search for, and where."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"query": "missile guidelines", "k": 3}]},
    )
    query: _Text
    k: Annotated[int, Field(ge=1, le=MOST_PASSAGES, description="passages at most")] = 10
    filters: Within = Within()


class NewArticle(Exact):
    """An article to add, or to put in the place of the one of its id."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "wire/2026-11-27-harbour",
                    "text": "The harbour of Vlissingen reopened on Friday after a week of repairs.",
                    "title": "Harbour reopens",
                    "source": "The Wire",
                    "published_at": "2026-11-27",
                }
            ]
        },
    )
    id: Annotated[str, Field(min_length=1, max_length=500)]
    text: Annotated[str, Field(min_length=1, description="at most two million characters")]
    title: _Line = ""
    source: _Line = ""
    author: _Line = ""
    url: _Line = ""
    published_at: _Line = Field("", json_schema_extra=_DAY)


class NewArticles(Exact):
    """Articles to add in one step: all of them come into sight at once, or none."""

    articles: Annotated[list[NewArticle], Field(min_length=1, max_length=MOST_ARTICLES)]
