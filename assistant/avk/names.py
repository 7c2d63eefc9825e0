"""Names of medicines as people type them."""

from __future__ import annotations

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})


def fold(text: str) -> str:
    """The words of a text without case, accents or punctuation, figures apart from letters.

    `"Préviscan® 20mg"` becomes `"previscan 20 mg"`; a decimal comma inside a number becomes a point.
    """
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z]+|[0-9]+(?:\.[0-9]+)?", re.sub(r"(?<=[0-9]),(?=[0-9])", ".", kept)))
