"""How a rehearsal ended: held to its end, rightly left for an emergency, or stopped by the student."""

from __future__ import annotations

from assistant.rehearsal.calling import answered_for
from assistant.rehearsal.judging import Judge
from assistant.rehearsal.order import CONSENT, went_on
from assistant.rehearsal.rehearsing import OUT_OF_TIME


def ended(judge: Judge) -> bool:
    """Whether it is not gone on with: it is over, or was left once help was called."""
    return judge.transcript.over or (judge.transcript.status == "paused" and _helped(judge))


def stopped_midway(judge: Judge) -> bool:
    """Whether the student stopped it while questions were open and the patient did not wish to stop."""
    standing, heard = judge.standing, judge.heard
    if standing.transcript.stopped_as in (None, OUT_OF_TIME) or standing.walk.frontier is None:
        return False
    refused = judge.truths.walk.end == "refused" and CONSENT in heard.told
    return not (heard.leaving or refused or _helped(judge))


def _helped(judge: Judge) -> bool:
    """Whether help was called, and nothing was asked or recorded after it."""
    events = judge.transcript.events
    urgent = [
        one.alert.id for one in judge.standing.alerts if one.alert.level == "emergency" and not one.open
    ]
    done = (event.seq for event in events if any(answered_for(event, alert) for alert in urgent))
    called = next(done, None)
    return judge.early is not None if called is None else went_on(events, called) is None
