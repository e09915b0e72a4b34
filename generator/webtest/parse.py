"""Prints what a parser reads in iCalendar files, one JSON object a line for each file.

    /usr/bin/python3 parse.py libical|icalendar|dateutil [--instants] FILE...

The parsers are those of Debian's packages: libical (GNOME's calendars), Python's
icalendar (khal, and many servers), and the VTIMEZONE reader of dateutil, which
gives instants only. libical and dateutil compute times in a zone from the file's own
VTIMEZONE. icalendar 4 does so only for zones without an IANA name (and then rejects an
UNTIL in UTC, which RFC 5545 requires); here it uses the zones of the machine.

parsers.mjs describes the objects. "problems" are the parser's warnings. With
--instants, an event has only the UID, the start and the end.
"""

import io
import json
import sys
import warnings
from datetime import datetime, timezone


def from_libical(text):
    import gi
    gi.require_version("ICalGLib", "3.0")
    from gi.repository import ICalGLib as ical

    calendar = ical.Component.new_from_string(text)
    ical.Component.check_restrictions(calendar)

    def properties(component, kind=ical.PropertyKind.ANY_PROPERTY):
        p = component.get_first_property(kind)
        while p is not None:
            yield p
            p = component.get_next_property(kind)

    def components(component, kind):
        c = component.get_first_component(kind)
        while c is not None:
            yield c
            c = component.get_next_component(kind)

    def texts(component):
        found = {}
        for p in properties(component):
            found.setdefault((p.get_x_name() or p.get_property_name()), []).append(p)
        return found

    def problems(component):
        said = [p.as_ical_string().replace("\r\n ", "") for p in properties(component, ical.PropertyKind.XLICERROR_PROPERTY)]
        # RFC 5546, 3.2.1, wants an ORGANIZER of what is published. Our feeds invite
        # nobody, and with one, clients take what they subscribed to for invitations.
        return [each for each in said if "ORGANIZER property. Expected 1" not in each] + [
            each for c in components(component, ical.ComponentKind.ANY_COMPONENT) for each in problems(c)]

    def plain(found, name):
        if name not in found:
            return None
        value = found[name][0].get_value()
        kind = value.isa()
        if kind in (ical.ValueKind.TEXT_VALUE, ical.ValueKind.X_VALUE):
            return value.get_text() if kind == ical.ValueKind.TEXT_VALUE else value.get_x()
        return value.as_ical_string()

    def when(p):
        time = p.get_value().get_datetimedate()
        if time.is_date():
            return {"day": "%04d-%02d-%02d" % (time.get_year(), time.get_month(), time.get_day())}
        tzid = p.get_parameter_as_string("TZID")
        zone = calendar.get_timezone(tzid) if tzid else ical.Timezone.get_utc_timezone() if time.is_utc() else None
        return {
            "clock": "%04d-%02d-%02dT%02d:%02d:%02d" % (
                time.get_year(), time.get_month(), time.get_day(), time.get_hour(), time.get_minute(), time.get_second()),
            "zone": tzid or ("UTC" if time.is_utc() else None),
            "instant": time.as_timet_with_zone(zone) if zone else None,
        }

    def event(component):
        found = texts(component)
        read = {name.lower(): plain(found, name) for name in TEXTS}
        for name in TIMES:
            read[name.lower()] = when(found[name][0]) if name in found else None
        read["alarms"] = [{name.lower(): plain(texts(alarm), name) for name in ALARM}
                          for alarm in components(component, ical.ComponentKind.VALARM_COMPONENT)]
        return read

    return {
        "problems": problems(calendar),
        "calendar": {name.lower(): plain(texts(calendar), name) for name in HEAD},
        "events": [event(c) for c in components(calendar, ical.ComponentKind.VEVENT_COMPONENT)],
    }


def from_icalendar(text):
    import icalendar

    calendar = icalendar.Calendar.from_ical(text)

    def plain(component, name):
        if name not in component:
            return None
        value = component[name]
        if isinstance(value, icalendar.prop.vCategory):
            return ",".join(str(each) for each in value.cats)
        if isinstance(value, (icalendar.vText, str, int)):
            return str(value)
        written = value.to_ical()
        return written if isinstance(written, str) else written.decode()

    def when(component, name):
        if name not in component:
            return None
        p = component[name]
        if not isinstance(p.dt, datetime):
            return {"day": p.dt.isoformat()}
        return {
            "clock": p.dt.replace(tzinfo=None).isoformat(),
            "zone": p.params.get("TZID") or ("UTC" if p.dt.tzinfo else None),
            "instant": int(p.dt.timestamp()) if p.dt.tzinfo else None,
        }

    def event(component):
        read = {name.lower(): plain(component, name) for name in TEXTS}
        read.update({name.lower(): when(component, name) for name in TIMES})
        read["alarms"] = [{name.lower(): plain(alarm, name) for name in ALARM} for alarm in component.walk("VALARM")]
        return read

    return {
        "problems": [": ".join(map(str, each)) for c in calendar.walk() for each in c.errors],
        "calendar": {name.lower(): plain(calendar, name) for name in HEAD},
        "events": [event(c) for c in calendar.walk("VEVENT")],
    }


def from_dateutil(text):
    from dateutil import tz

    zones = tz.tzical(io.StringIO(text))
    events = []
    for line in text.split("\r\n"):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
        elif name == "UID":
            events[-1]["uid"] = value
        elif name.startswith(("DTSTART;TZID=", "DTEND;TZID=")) and events:
            name, _, tzid = name.partition(";TZID=")
            clock = datetime.strptime(value, "%Y%m%dT%H%M%S")
            instant = clock.replace(tzinfo=zones.get(tzid)).astimezone(timezone.utc)
            events[-1][name.lower()] = {"clock": clock.isoformat(), "zone": tzid, "instant": int(instant.timestamp())}
    return {"problems": [], "events": events}


HEAD = ["METHOD", "VERSION", "PRODID", "NAME", "X-WR-CALNAME", "DESCRIPTION", "X-WR-CALDESC", "URL", "SOURCE", "REFRESH-INTERVAL",
        "X-PUBLISHED-TTL", "COLOR", "LAST-MODIFIED"]
TEXTS = ["UID", "SEQUENCE", "STATUS", "SUMMARY", "DESCRIPTION", "LOCATION", "CATEGORIES", "URL", "GEO", "TRANSP",
         "X-MICROSOFT-CDO-BUSYSTATUS"]
ALARM = ["ACTION", "TRIGGER", "DESCRIPTION"]
TIMES = ["DTSTART", "DTEND", "DTSTAMP", "LAST-MODIFIED"]
READERS = {"libical": from_libical, "icalendar": from_icalendar, "dateutil": from_dateutil}


def main(reader, *files):
    if files[0] == "--instants":
        files = files[1:]
        HEAD[:], TEXTS[:], TIMES[:] = [], ["UID"], ["DTSTART", "DTEND"]
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        for file in files:
            with open(file, encoding="utf-8", newline="") as f:
                read = READERS[reader](f.read())
            read["problems"] += [str(w.message) for w in said if issubclass(w.category, UserWarning)]
            said.clear()
            print(json.dumps({"file": file, **read}, ensure_ascii=False))


main(*sys.argv[1:])
