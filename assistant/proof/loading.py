"""A script of one's own is proven before an interview is held with it."""

from __future__ import annotations

from assistant.errors import ScriptError
from assistant.language import ngettext
from assistant.proof.proving import prove
from assistant.script.library import find_script, script_file
from assistant.script.steps import Script
from assistant.settings import shipped


def proven_script(name: str) -> Script:
    """The script of this id or at this path, proven unless it is shipped: those are proven before.

    Raises:
        NotFoundError: there is none; names those there are.
        ScriptError: the file has faults, or a promise does not hold; says which, and where.
    """
    script, path = find_script(name), script_file(name)
    if path.parent == shipped() / "interviews":
        return script
    broken = [finding for finding in prove(script, path).findings if finding.counts]
    if broken:
        head = ngettext(
            "This script is not used: {count} promise does not hold. “assistant script check” shows the way.",
            "This script is not used: {count} promises do not hold. “assistant script check” shows the ways.",
            len(broken),
        ).format(count=len(broken))
        faults = [finding.fault for finding in broken]
        raise ScriptError(
            "\n".join([head, *map(str, faults)]), {"faults": [fault.to_json() for fault in faults]}
        )
    return script
