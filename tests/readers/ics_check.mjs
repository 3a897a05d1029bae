#!/usr/bin/env node
// Reads a calendar with ical.js in its strict mode and prints its events as JSON; what RFC 5545 asks for and ical.js lets
// pass is looked at here.
//
//   node ics_check.mjs FILE...
//
// Faults go to standard error. Exit status: 0 none, 1 some, 2 wrong use.
import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const ICAL = createRequire(new URL("./node/", import.meta.url))("ical.js");
ICAL.design.strict = true;

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error("usage: ics_check.mjs FILE...");
  process.exit(2);
}

/** What a reader of bytes sees: line ends, the length of lines, UTF-8. */
function checkBytes(bytes, fault) {
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    fault("not UTF-8");
    return bytes.toString("utf8");
  }
  if (text.startsWith("\uFEFF")) fault("starts with a byte order mark");
  if (!text.endsWith("\r\n")) fault("does not end with CRLF");
  if (/(^|[^\r])\n|\r(?!\n)/.test(text)) fault("has line ends that are not CRLF");
  if (/[\0-\x08\x0B\x0C\x0E-\x1F\x7F]/.test(text)) fault("has control characters");
  // A fold within a character is no UTF-8 line by line: RFC 5545 only warns of it, readers trip over it.
  for (let at = 0, number = 1; at < bytes.length; number++) {
    let end = bytes.indexOf("\n", at);
    if (end < 0) end = bytes.length;
    const line = bytes.subarray(at, bytes[end - 1] === 13 ? end - 1 : end);
    if (line.length > 75) fault(`line ${number} has ${line.length} octets, more than 75`);
    if (!isUtf8(line)) fault(`line ${number} is folded within a character`);
    if (line.length === 0) fault(`line ${number} is empty`);
    at = end + 1;
  }
  return text;
}

/** The value of a property that has to be there once. */
function once(component, name, fault, where) {
  const all = component.getAllProperties(name);
  if (all.length !== 1) fault(`${where}: ${name.toUpperCase()} ${all.length} times, not once`);
  return all[0]?.getFirstValue() ?? null;
}

/** A time as it is written, with the name of its zone where it has one. */
function time(property) {
  if (!property) return null;
  const value = property.getFirstValue();
  const tzid = property.getFirstParameter("tzid");
  return tzid ? `${value} ${tzid}` : String(value);
}

/** The tree of components and properties, each value made a real one: a bad one throws in strict mode. */
function decorateAll(component) {
  for (const property of component.getAllProperties()) property.getValues();
  for (const child of component.getAllSubcomponents()) decorateAll(child);
}

function checkAlarm(alarm, fault, where) {
  const action = once(alarm, "action", fault, where);
  const trigger = once(alarm, "trigger", fault, where);
  if (["DISPLAY", "EMAIL"].includes(action)) once(alarm, "description", fault, where);
  if (action === "EMAIL") once(alarm, "summary", fault, where);
  const related = alarm.getFirstProperty("trigger")?.getFirstParameter("related");
  return { action, trigger: String(trigger), ...(related && { related }), description: alarm.getFirstPropertyValue("description") };
}

function checkEvent(event, zones, fault) {
  const uid = event.getFirstPropertyValue("uid");
  const where = `event ${uid}`;
  for (const name of ["uid", "dtstamp", "dtstart"]) once(event, name, fault, where);
  for (const name of ["summary", "description", "sequence", "status", "dtend", "duration", "rrule"]) {
    if (event.getAllProperties(name).length > 1) fault(`${where}: ${name.toUpperCase()} more than once`);
  }
  const start = event.getFirstProperty("dtstart");
  const end = event.getFirstProperty("dtend");
  const stamp = event.getFirstPropertyValue("dtstamp");
  if (stamp && stamp.zone !== ICAL.Timezone.utcTimezone) fault(`${where}: DTSTAMP is not in UTC`);
  if (end && event.getFirstProperty("duration")) fault(`${where}: both DTEND and DURATION`);
  if (start && end) {
    if (start.type !== end.type) fault(`${where}: DTSTART is a ${start.type}, DTEND a ${end.type}`);
    else if (end.getFirstValue().compare(start.getFirstValue()) <= 0) fault(`${where}: DTEND is not after DTSTART`);
  }
  for (const property of event.getAllProperties()) {
    const tzid = property.getFirstParameter("tzid");
    if (tzid && !zones.has(tzid)) fault(`${where}: ${property.name.toUpperCase()} is in ${tzid}, which no VTIMEZONE tells of`);
  }
  return {
    uid,
    sequence: event.getFirstPropertyValue("sequence"),
    status: event.getFirstPropertyValue("status"),
    dtstart: time(start),
    dtend: time(end),
    rrule: event.getFirstPropertyValue("rrule")?.toString() ?? null,
    recurrenceId: time(event.getFirstProperty("recurrence-id")),
    summary: event.getFirstPropertyValue("summary"),
    description: event.getFirstPropertyValue("description"),
    alarms: event.getAllSubcomponents("valarm").map((alarm) => checkAlarm(alarm, fault, `${where}, alarm`)),
  };
}

/** The events of one file, and what is wrong with it. */
function check(file) {
  const faults = [];
  const fault = (text) => faults.push(text);
  const events = [];
  const text = checkBytes(readFileSync(file), fault);
  try {
    const parsed = ICAL.parse(text);
    // One calendar comes as ["vcalendar", ...], several in one file as a list of such.
    const calendars = typeof parsed[0] === "string" ? [parsed] : parsed;
    if (calendars.length !== 1) fault(`${calendars.length} calendars, not one`);
    const seen = new Set();
    for (const calendar of calendars.map((jcal) => new ICAL.Component(jcal))) {
      if (calendar.name !== "vcalendar") fault(`a ${calendar.name} where a VCALENDAR has to be`);
      decorateAll(calendar);
      if (once(calendar, "version", fault, "calendar") !== "2.0") fault("VERSION is not 2.0");
      once(calendar, "prodid", fault, "calendar");
      if (calendar.getAllSubcomponents().length === 0) fault("the calendar has nothing in it");
      const zones = new Set(calendar.getAllSubcomponents("vtimezone").map((zone) => zone.getFirstPropertyValue("tzid")));
      for (const component of calendar.getAllSubcomponents("vevent")) {
        const event = checkEvent(component, zones, fault);
        const key = `${event.uid} ${event.recurrenceId ?? ""}`;
        if (seen.has(key)) fault(`event ${event.uid}: more than once`);
        seen.add(key);
        events.push(event);
      }
    }
  } catch (error) {
    fault(`ical.js: ${error.message}`);
  }
  return { events, faults };
}

let bad = false;
for (const file of files) {
  const { events, faults } = check(file);
  console.log(JSON.stringify(events, null, 2));
  for (const fault of faults) console.error(`${file}: ${fault}`);
  bad ||= faults.length > 0;
}
// Not process.exit(), which would cut what is still on its way through a pipe.
process.exitCode = bad ? 1 : 0;
