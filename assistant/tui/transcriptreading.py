"""A transcript as it happened, with what was remarked and decided; every action reads it again."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from assistant.language import _
from assistant.review.reading import Reading
from assistant.review.words import state_words
from assistant.store.reviews import Reviewing
from assistant.store.store import Store
from assistant.tui import remarking
from assistant.tui.attempt import attempt
from assistant.tui.besidepane import BesidePane, beside_parts
from assistant.tui.blocks import Blocks
from assistant.tui.documentkeys import DocumentsWanted
from assistant.tui.keyline import KeyLine
from assistant.tui.keys import N_, translate
from assistant.tui.layer import Layer
from assistant.tui.marks import marked
from assistant.tui.panes import WIDE
from assistant.tui.pathscreen import PathScreen
from assistant.tui.plain import show_words, words
from assistant.tui.readingblocks import EVENT, REMARK, blocks
from assistant.tui.readingplace import Place, about_words, place_of
from assistant.tui.reviewingkeys import RARE_READING, READING
from assistant.tui.reviewingwords import remarks_words
from assistant.tui.sheet import Sheet
from assistant.tui.wanted import FollowingWanted, PageWanted


class ReadingScreen(Layer[None]):
    """One transcript; what this person may not do has no key."""

    AUTO_FOCUS = "#lines"
    BINDINGS: ClassVar[list[BindingType]] = READING
    HELP = N_(
        "+ is the time since the line before, ● what came after the last decision. "
        "Tab goes to what stands beside."
    )

    def __init__(
        self, store: Store, transcript: str, event: int | None = None, *, queued: bool = False
    ) -> None:
        """A transcript.

        Args:
            store: where it is.
            transcript: its id.
            event: the line to begin at; the first if not given.
            queued: whether it is one of several to be read.

        Raises:
            NotFoundError: there is none of this id.
            RightsError: this person may not read it.
        """
        super().__init__()
        translate(self)
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
        self.store = store
        """Where it is."""
        self.transcript = transcript
        """Id of the transcript."""
        self._event = event
        self._queued = queued
        self._half: dict[str, str] = {}
        self._reviewing = Reviewing(store, transcript)
        self._whose = store.summary(self._reviewing.ref).patient.name
        self._fault = attempt(self._reviewing.open) if self._reviewing.may_review else None
        self._read = self._reading()

    def _reading(self) -> Reading:
        return Reading(self._reviewing.interview.standing, self._reviewing.review)

    def compose(self) -> ComposeResult:
        """Whose it is and where its review stands, the conversation, what stands beside it."""
        yield Static(id="progress")
        with Horizontal(id="reviewed"):
            yield Blocks(name="lines")
            yield BesidePane()
        yield Static(id="notice", classes="own")
        yield KeyLine(*RARE_READING)

    def on_mount(self) -> None:
        """Show it; what stands beside it once the conversation is painted."""
        self._tell(self._fault or "")
        self._show(None if self._event is None else f"{EVENT}{self._event}")
        self.call_after_refresh(self._show_beside)

    def _show_beside(self) -> None:
        if self.is_attached:
            self.query_one(BesidePane).show(beside_parts(self.store, self._reviewing))

    def _show(self, then: str | None = None) -> None:
        standing = self._read.standing
        self._lines.show(blocks(self._read, self._called), then)
        state = self._read.review.state(len(standing.transcript.events))
        parts = [str(standing.script.title), state_words()[state]]
        if left := len(self._read.review.open_remarks):
            parts.append(remarks_words(left))
        title = words(f"{self._whose} · " + " · ".join(parts), "bold")
        self.query_one("#progress", Static).update(marked(self.store.access, title))
        self.refresh_bindings()

    def _again(self, _done: bool | None = None) -> None:
        """Read it again: somebody else may have written meanwhile."""
        fault = attempt(self._read_anew)
        self._tell(fault or "")
        self._show()

    def _read_anew(self) -> None:
        self._reviewing = Reviewing(self.store, self.transcript)
        self._read = self._reading()

    @property
    def _called(self) -> str:
        """What a simulated patient is called."""
        rehearsed = self._read.standing.transcript.rehearsal is not None
        return self._whose if rehearsed else ""

    @property
    def _lines(self) -> Blocks:
        return self.query_one(Blocks)

    def _tell(self, sentence: str) -> None:
        show_words(self, "#notice", sentence, "bold")

    def on_resize(self) -> None:
        """Fit the keys to what is in sight."""
        self.refresh_bindings()

    def on_blocks_reached(self) -> None:
        """Fit the keys to the line under the cursor."""
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this person may do here, and what leads to something."""
        mine, review = self._reviewing, self._read.review
        match action:
            case "remark":
                return mine.may_review
            case "reply":
                return (mine.may_review or mine.may_answer) and self._place.remark is not None
            case "decide":
                return mine.may_review and not mine.own and self._read.standing.transcript.over
            case "answer":
                waits = review.state(0) in ("queried", "returned")
                return mine.may_answer and waits
            case "remarked":
                return bool(review.remarks)
            case "alert":
                return self._read.next_alert(0) is not None
            case "unread":
                return self._read.next_unread(0) is not None
            case "correction":
                return self._read.next_correction(0) is not None
            case "following":
                return self._queued
        return True

    @property
    def _place(self) -> Place:
        return place_of(self._read, self._lines.chosen if self.is_mounted else "")

    def action_remark(self) -> None:
        """Remark on the line of the cursor, on the section, or on the whole."""
        place = self._place
        about = about_words(self._read, place)
        self._ask(remarking.remark_sheet(self._reviewing, about, place.event, place.section, self._half))

    def action_reply(self) -> None:
        """Reply to the remark at the cursor, or settle it."""
        remark = self._place.remark
        if remark is not None:
            self._ask(remarking.reply_sheet(self._reviewing, remark, self._half))

    def action_answer(self) -> None:
        """Answer what the supervisor asks."""
        self._ask(remarking.answer_sheet(self._reviewing, self._half))

    def action_decide(self) -> None:
        """Approve, query or return."""
        remarking.decide(self._reviewing, self.app.push_screen, self._again, self._half)

    def action_export(self) -> None:
        """Write it to a file, as a page."""
        self.post_message(PageWanted(self, self.transcript, self.store))

    def _ask(self, sheet: Sheet) -> None:
        self.app.push_screen(sheet, self._again)

    def action_remarked(self, by: int) -> None:
        """Go to the next remark, or the one before; round again at the end."""
        self._lines.step(REMARK, by)

    def action_alert(self) -> None:
        """Go to the next alert; the first again after the last."""
        self._go(self._read.next_alert)

    def action_correction(self) -> None:
        """Go to the next correction; the first again after the last."""
        self._go(self._read.next_correction)

    def action_unread(self) -> None:
        """Go to the next line since the last decision; the first again after the last."""
        self._go(self._read.next_unread)

    def _go(self, following: Callable[[int], int | None]) -> None:
        at = following(self._place.seq) or following(0)
        if at is not None:
            self._lines.go(f"{EVENT}{at}")

    def action_documents(self) -> None:
        """Print it with its review."""
        self.post_message(DocumentsWanted(self, self.transcript, kind="review", store=self.store))

    def action_following(self) -> None:
        """Open the next one that was not read."""
        self.post_message(FollowingWanted(self))

    def nothing_follows(self) -> None:
        """Say that everything was read."""
        self._tell(_("You have opened every transcript of the list."))

    def action_path(self) -> None:
        """Show the way taken through the script."""
        self.app.push_screen(PathScreen(self._read.standing, self._whose))

    def action_beside(self) -> None:
        """Show or hide what stands beside; instead of the conversation where there is no room."""
        self.toggle_class("-turned")
        pane = self.query_one(BesidePane)
        (pane if pane.display and not self._lines.display else self._lines).focus()

    def action_close(self) -> None:
        """From what stands beside to the conversation, then to where it was opened from."""
        if self.has_class("-turned") and self.app.size.width < WIDE:
            self.action_beside()
        else:
            self.dismiss(None)
