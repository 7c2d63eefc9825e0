"""The conversation beside the question: the latest in sight, one widget however long it becomes."""

from __future__ import annotations

from collections.abc import Callable

from assistant.tui.app import AssistantApp
from assistant.tui.conversation import Conversation
from tests.tui.playing import Play, painted, ready, resized, screen_of, text_of

SIZE = (80, 24)


def shown(pilot: Play) -> list[str]:
    """The rows of the conversation in sight."""
    region = screen_of(pilot).query_one(Conversation).region
    return [row.strip() for row in text_of(pilot.app).split("\n")[region.y : region.bottom]]


async def _tell(pilot: Play, count: int) -> None:
    chat = screen_of(pilot).query_one(Conversation)
    for number in range(count):
        chat.tell(f"row {number}")
    await painted(pilot)


async def test_the_latest_is_in_sight_at_any_size(visiting: Callable[..., AssistantApp]) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await _tell(pilot, 40)
        assert "row 39" in shown(pilot)[-1]
        await resized(pilot, (100, 40))
        await pilot.pause()
        assert "row 39" in shown(pilot)[-1]
        await resized(pilot, SIZE)
        await pilot.pause()
        assert "row 39" in shown(pilot)[-1]


async def test_what_is_scrolled_to_stays_until_something_is_added(
    visiting: Callable[..., AssistantApp],
) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await _tell(pilot, 40)
        screen_of(pilot).query_one(Conversation).scroll_to(y=10, animate=False)
        await painted(pilot)
        before = shown(pilot)
        assert "row 39" not in " ".join(before)
        await pilot.pause()
        assert shown(pilot) == before
        await _tell(pilot, 1)
        assert "row 0" in shown(pilot)[-1]


async def test_three_hundred_lines_take_no_more_widgets(visiting: Callable[..., AssistantApp]) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        screen = screen_of(pilot)
        chat = screen.query_one(Conversation)
        widgets, rows = len(list(screen.walk_children())), chat.virtual_size.height
        await _tell(pilot, 300)
        assert len(list(screen.walk_children())) == widgets
        assert chat.virtual_size.height == rows + 300
        assert "row 299" in shown(pilot)[-1]
