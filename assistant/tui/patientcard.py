"""The patient beside the conversation, and how far the interview is."""

from __future__ import annotations

from textual.content import Content

from assistant.dossier.shown import shown_facts, shown_inr
from assistant.interview.session import Session
from assistant.language import _, ngettext
from assistant.tui.plain import joined, labelled_words, words


def progress(session: Session) -> Content:
    """One line: the patient, the minutes left, the section and the script."""
    stages = session.stages
    at = next((n for n, stage in enumerate(stages, 1) if stage.current), len(stages))
    left = session.minutes_left
    minutes = ngettext("{count} minute left", "{count} minutes left", left).format(count=left)
    facts = session.background.facts
    name = f"{facts.get('family_name', '').upper()} {facts.get('given_name', '')}"
    section = f"{at}/{len(stages)} {stages[at - 1].title}"
    # The line is cut at its end where there is no room: who it is comes first.
    return words(" · ".join((name, minutes, section, str(session.script.title))), "bold")


def patient_card(session: Session) -> Content:
    """Sections, what is computed, alerts and facts."""
    course = session.walk.course
    facts = {**session.background.facts, **course.facts_learnt()}
    marks = {True: "›"}
    sections = [
        words(f"{marks.get(s.current, '✓' if s.done else ' ')} {s.title}", "bold" if s.current else "")
        for s in session.stages
    ]
    alerts = [
        words(f"! {alert.alert.say}" + (f" → {alert.acknowledged.done}" if alert.acknowledged else ""))
        for alert in session.alerts
    ]
    known = [labelled_words(label, text) for _name, label, text in shown_facts(facts)]
    inr = [words(line) for line in shown_inr(course.values)]
    blocks = [
        (_("Sections"), sections),
        (_("INR"), inr),
        (_("Alerts"), alerts),
        (_("Known facts"), known),
    ]
    return Content("\n\n").join(
        joined(words(head, "bold underline"), *lines) for head, lines in blocks if lines
    )
