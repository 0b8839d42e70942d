"""The panel of filters above the question field, and what it sends with a question."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from index.errors import FilterError
from index.types import Filters

MOST = 50  # names chosen
_Names = Annotated[tuple[Annotated[str, Field(max_length=2_000)], ...], Field(max_length=MOST)]

SENT = "(...inputs) => [window.datelineFilters(), ...inputs.slice(1)]"
"""Puts what is chosen in the place of an event's first input."""

PANEL = """
<div class="dl-scope" id="dl-scope">
<form id="dl-filters" aria-label="Filters" hidden>
<label><span class="dl-label">Publisher</span>
<input type="text" name="sources" list="dl-sources" autocomplete="off" dir="auto"
 placeholder="Any"></label>
<label><span class="dl-label">Author</span>
<input type="text" name="authors" list="dl-authors" autocomplete="off" dir="auto"
 placeholder="Any"></label>
<label><span class="dl-label">Published from</span><input type="date" name="published_from"></label>
<label><span class="dl-label">Published to</span><input type="date" name="published_to"></label>
<p class="dl-filters-note" role="status"></p>
<p class="dl-filters-buttons"><button type="submit" class="dl-save">Done</button>
<button type="button" id="dl-filters-clear">Clear all</button></p>
<datalist id="dl-sources"></datalist><datalist id="dl-authors"></datalist>
</form>
<div class="dl-scope-row">
<button type="button" id="dl-filters-open" aria-expanded="false" aria-controls="dl-filters">
Filters</button>
<ul id="dl-chosen" aria-label="Filters in use"></ul>
</div></div>
"""


class Chosen(BaseModel):
    """What a page sends: the panel's filters, and whether the time in the question is read."""

    model_config = ConfigDict(extra="forbid", strict=True)
    sources: _Names = ()
    authors: _Names = ()
    published_from: str = ""
    published_to: str = ""
    read_time: bool = True

    def filters(self) -> Filters:
        """Return the filters; raises FilterError for a date that is none."""
        return Filters((), self.sources, self.authors, self.published_from, self.published_to)


def chosen(sent: str) -> Chosen:
    """Read what a page sent; raises FilterError for what this page does not send."""
    try:
        return Chosen.model_validate_json(sent or "{}")
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(map(str, fault["loc"]))
        raise FilterError(f"unusable filters: {where}: {fault['msg']}") from error
