#!/usr/bin/env python3
"""Prints the events of a calendar as the Python library icalendar reads them: JSON in the shape of ics_check.mjs, so that
the two readers can be compared line by line.

    ics_dump.py FILE

Exit status: 0, or 1 with the reason where icalendar refuses the file or has found an error in it."""

import json
import sys
from datetime import timedelta

from icalendar import Calendar


def time(prop):
    """A date or time as ical.js writes it, with the name of its zone where it has one."""
    if prop is None:
        return None
    zone = prop.params.get("TZID")
    value = prop.dt
    if not hasattr(value, "hour"):
        return value.isoformat()
    text = value.strftime("%Y-%m-%dT%H:%M:%S")
    if zone:
        return f"{text} {zone}"
    return text + "Z" if value.tzinfo else text


def text(component, name):
    value = component.get(name)
    return None if value is None else str(value)


def alarm(component):
    trigger = component.get("TRIGGER")
    written = trigger.to_ical().decode() if isinstance(trigger.dt, timedelta) else time(trigger)
    related = trigger.params.get("RELATED")
    return {
        "action": text(component, "ACTION"),
        "trigger": written,
        **({"related": related} if related else {}),
        "description": text(component, "DESCRIPTION"),
    }


def event(component):
    sequence = component.get("SEQUENCE")
    rule = component.get("RRULE")
    return {
        "uid": text(component, "UID"),
        "sequence": None if sequence is None else int(sequence),
        "status": text(component, "STATUS"),
        "dtstart": time(component.get("DTSTART")),
        "dtend": time(component.get("DTEND")),
        "rrule": None if rule is None else rule.to_ical().decode(),
        "recurrenceId": time(component.get("RECURRENCE-ID")),
        "summary": text(component, "SUMMARY"),
        "description": text(component, "DESCRIPTION"),
        "alarms": [alarm(child) for child in component.walk("VALARM")],
    }


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with open(sys.argv[1], "rb") as file:
        try:
            calendar = Calendar.from_ical(file.read())
        except ValueError as error:
            sys.exit(f"{sys.argv[1]}: icalendar: {error}")
    print(json.dumps([event(child) for child in calendar.walk("VEVENT")], indent=2, ensure_ascii=False))
    # icalendar drops what it cannot read from an event and only notes it.
    errors = [f"{c.name}: {name}: {reason}" for c in calendar.walk() for name, reason in c.errors]
    for error in errors:
        print(f"{sys.argv[1]}: icalendar: {error}", file=sys.stderr)
    sys.exit(1 if errors else 0)


if __name__ == "__main__":
    main()
