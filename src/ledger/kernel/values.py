"""Values that fields of many registers hold, with what they may be."""

from typing import Annotated

import msgspec

_LONGEST_TEXT = 2_000

Text = Annotated[str, msgspec.Meta(min_length=1, max_length=_LONGEST_TEXT)]
"""Something said in words: never empty, and no more than a page."""

Count = Annotated[int, msgspec.Meta(ge=0)]
"""How many whole things there were."""

Amount = Annotated[float, msgspec.Meta(ge=0)]
"""How much there was; half a day is 0.5."""

Percent = Annotated[int, msgspec.Meta(ge=0, le=100)]
"""A share of a whole."""
