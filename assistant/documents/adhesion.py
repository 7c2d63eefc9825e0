"""The bulletin d'adhésion as a model, in two originals: nothing in it is ticked, dated or signed."""

from __future__ import annotations

from assistant.documents.blocks import Blank, Block, Boxed, Bullets, Facts, Part, Signatures, Words
from assistant.documents.sender import Sender
from assistant.documents.wording import AdhesionWording, adhesion_wording
from assistant.dossier.dossier import Dossier
from assistant.language import _, labelled
from assistant.script.knowledge import facts


def adhesion(dossier: Dossier, sender: Sender) -> tuple[Part, ...]:
    """Two originals of one text: the patient's and the pharmacy's."""
    wording = adhesion_wording()
    blocks = _blocks(dossier, sender, wording)
    return tuple(Part(str(wording.title), blocks, str(one)) for one in wording.originals)


def _blocks(dossier: Dossier, sender: Sender, wording: AdhesionWording) -> tuple[Block, ...]:
    known = dossier.facts
    rows = tuple(
        (str(facts()[name].label), facts()[name].answer.write(known[name]) if name in known else "")
        for name in wording.facts
    )
    pharmacists = ", ".join(map(str, sender.settings.pharmacists))
    return (
        Boxed(str(wording.model)),
        Facts(rows),
        Facts(((_("Pharmacy"), ", ".join(sender.lines)), (_("Pharmacists"), pharmacists)), wide=True),
        *(Words(str(one)) for one in wording.statements),
        Bullets(tuple(map(str, wording.choices)), boxes=True),
        Words(str(wording.by_hand), "small"),
        Blank(labelled(wording.place, "").strip()),
        Blank(labelled(wording.day, "").strip()),
        Signatures(tuple(map(str, wording.signatures))),
    )
