"""The keys of the transcripts to read again, and those of one of them."""

from __future__ import annotations

from typing import Final

from textual.binding import BindingType

from assistant.tui.documentkeys import documents_key
from assistant.tui.keys import N_, binding

QUEUE: Final[list[BindingType]] = [
    binding(
        "slash",
        "narrow",
        N_("Filter"),
        N_("Type words of the lines to keep"),
        name="queue.narrow",
        priority=True,
    ),
    binding("s", "search", N_("Search"), N_("Search answers and notes"), name="queue.search"),
    binding("f", "choose", N_("Choose"), N_("Choose by person, script, state and days"), name="queue.choose"),
    binding(
        "o", "show('overview')", N_("Overview"), N_("Who held what, what is weak"), name="queue.overview"
    ),
    binding("v", "verify", N_("Verify"), N_("Verify that nothing was altered"), name="queue.verify"),
    binding("t", "show('trail')", N_("Trail"), N_("Who opened, reviewed, exported what"), name="queue.trail"),
    binding("escape", "close", N_("Back"), N_("Return to where you came from"), name="queue.close"),
]

READING: Final[list[BindingType]] = [
    binding("r", "remark", N_("Remark"), N_("Remark on the line of the cursor"), name="review.remark"),
    binding(
        "R", "reply", N_("Reply"), N_("Reply to the remark at the cursor, or settle it"), name="review.reply"
    ),
    binding("d", "decide", N_("Decide"), N_("Approve, query or return"), name="review.decide"),
    binding("w", "answer", N_("Respond"), N_("Answer what the supervisor asks"), name="review.answer"),
    binding("n", "remarked(1)", N_("Remarks"), N_("Go to the next remark"), name="review.next"),
    binding(
        "N", "remarked(-1)", N_("Before"), N_("Go to the remark before"), name="review.before", show=False
    ),
    binding("a", "alert", N_("Alerts"), N_("Go to the next alert"), name="review.alert"),
    binding(
        "e",
        "unread",
        N_("New"),
        N_("Go to the next line that came after the last decision"),
        name="review.unread",
    ),
    binding("c", "correction", N_("Corrections"), N_("Go to the next correction"), name="review.correction"),
    binding(
        "u", "following", N_("Unread"), N_("Open the next one you have not read"), name="review.following"
    ),
    binding(
        "b",
        "beside",
        N_("Beside"),
        N_("Show or hide what stands beside the conversation"),
        name="review.beside",
    ),
    binding("x", "export", N_("Export"), N_("Export it to a file, as a page"), name="review.export"),
    documents_key("review"),
    binding("p", "path", N_("Path"), N_("What was asked and what was skipped, and why"), name="review.path"),
    binding("escape", "close", N_("Back"), N_("Return to where you came from"), name="review.close"),
]

RARE_READING: Final = (
    "review.following",
    "review.next",
    "review.unread",
    "review.alert",
    "review.correction",
    "review.beside",
    "review.export",
    "review.documents",
    "review.path",
)
"""Left out of the last line where it is full, the last one first; help and the palette name them all."""
