"""What the exports have to hold, by what "show --json", "plan --json", "team --json" and the files themselves say."""

import calendar
import json
import re
from datetime import date, timedelta

STATUS = {
    "not-yet-started": "Not yet started", "in-progress": "In progress", "completed": "Completed", "not-needed": "Not needed",
    "problem": "There is a problem", "cannot-start-yet": "Cannot start yet",
}
SECTION = {
    "getting-ready": "Getting ready", "vetting": "Vetting", "registration": "Registration and qualifications",
    "indemnity": "Indemnity", "employment-and-health": "Employment and health checks",
    "security-and-site-training": "Security and site training", "role-readiness": "Role readiness",
}
# Who acts, as it stands inside a sentence; in a list it begins with a capital letter.
WHO = {
    "starter": "the starter", "manager": "their manager", "hr": "HR", "it": "IT", "vetting-unit": "the vetting unit",
    "regulator": "the regulator or list holder", "insurer": "the insurer or indemnifier", "trainer": "the trainer",
    "occupational-health": "occupational health", "site-security": "site security",
}
METHOD = {"saw-original": "Saw the original", "checked-register": "Checked the register online"}
# In the matrix: what is completed says more.
WORD = STATUS | {
    "signed-off": "Signed off", "waits-for-sign-off": "To sign off", "renew-now": "To be renewed", "ran-out": "Ran out",
}
GROUP = {
    "overdue": "Overdue", "chase": "Ask again today", "due-in-7": "Due in 7 days", "due-in-30": "Due soon",
    "expiring": "Runs out", "problems": "Problems", "sign-offs": "To sign off",
}
READINESS = {
    "all-done": "All steps done", "in-time": "Likely in time", "no-start": "No planned start",
    "late": "Not ready by the start date", "not-known": "No first shift can be worked out",
}
HIDDEN = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufdd0-\ufdef\ufeff"
    + "\ue000-\uf8ff\U000f0000-\U0010ffff"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF)) + "]"
)


def on_a_line(text):
    """What cannot be seen in a text, and ends of lines, shown as numbers."""
    return re.sub(HIDDEN.pattern + "|\n", lambda found: f"<U+{ord(found[0]):04X}>", text)


def readable(text):
    """The same, with its lines as they are."""
    return "\n".join(on_a_line(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def squeezed(text):
    """Without white space, and with the characters that are shown as their numbers."""
    shown = re.sub(r"<U\+([0-9A-F]{4,6})>", lambda found: chr(int(found[1], 16)), "".join(text.split()))
    return "".join(shown.split())


def fitting(text):
    """As much of a text as Excel takes into a cell, with the notice."""
    units, notice = text.encode("utf-16-le"), " … (it goes on in the checklist)"
    return text if len(units) <= 65534 else units[: 65534 - 2 * len(notice)].decode("utf-16-le", "ignore") + notice


def short(day):
    return f"{date.fromisoformat(day):%-d/%-m/%Y}"


def in_workbook(day):
    return f"{date.fromisoformat(day):%-d %b %Y}"


def long(day):
    return f"{date.fromisoformat(day):%-d %B %Y}"


def last_day(step):
    """The last day on which a step counts and the first one to renew it, by its record and rule; None where nobody knows."""
    record, rule = step["record"], step["renewal"]
    if record.get("status") != "completed":
        return "", ""
    done, last = record.get("completed"), record.get("expires")
    if done and not last and rule["kind"] == "every":
        year, month = divmod(int(done[:4]) * 12 + int(done[5:7]) - 1 + rule["months"], 12)
        day = min(int(done[8:]), calendar.monthrange(year, month + 1)[1])
        last = date(year, month + 1, day).isoformat()
    elif done and not last and rule["kind"] == "fixed-dates":
        years = (year for year in range(int(done[:4]), 2200) if (year - rule["counted_from"]) % rule["every_years"] == 0)
        last = next(day for year in years if (day := f"{year}-{rule['month_day']}") >= done)
    if not last:
        return "", ""
    # Without a rule the likely days count, and those may be working days.
    lead = rule.get("lead_days", None if step["days"].get("working") else step["days"]["likely"])
    return last, None if lead is None else (date.fromisoformat(last) - timedelta(lead)).isoformat()


class Person:
    """One checklist: what every list says of it, and the row of each of its steps by the heads of the columns."""

    def __init__(self, program, file, path, member, labels, words):
        self.file, self.member, self.kept, shown = file, member, json.loads(file.read_text()), program.json("show", file)
        plan, self.starter = program.json("plan", file), shown["starter"]
        self.access, first, start = plan["access"]["label"], member["first_shift"], self.starter
        self.about = {
            "Name": readable(start["name"]), "Site": readable(start["site"]), "Employer": readable(start["employer"]),
            **{what: labels[what][start[what.lower()]] for what in ("Role", "Setting", "Nation", "Contract")},
            "Planned start": start["planned_start"] or "", "Earliest first shift": first["earliest"] or "",
            "Likely first shift": first["likely"] or "", "Document": shown["id"], "File": path,
        }
        due = {move["step"]: move["chase_due"] for move in plan["moves"] if move["kind"] in ("chase", "wait")}
        marks = {step["id"]: step["status"] for step in member["steps"]}
        steps = zip(shown["steps"], self.kept["steps"])
        self.rows = [self.row(step, kept, marks[step["id"]], due.get(step["id"]), words) for step, kept in steps]

    def row(self, step, kept, mark, due, words):
        """What stands in each column; None where nothing but the export says it."""
        record, signed, needs = kept["record"], kept["record"].get("sign_off", {}), step["needs_sign_off"]
        waits = needs and step["recorded_status"] in ("completed", "not-needed") and not step["retired"]
        sign_off = "Waits for a sign-off" if waits else "When it is completed" if needs else "Not needed"
        last, renew = last_day(kept)
        acts = {"starter": "The starter", "manager": "Their manager"}.get(step["who_acts"], WHO[step["who_acts"]])
        return self.about | {
            "Section": SECTION[step["section"]], "Step": readable(step["title"]), "Status": STATUS[step["status"]],
            "Validity": {"ran-out": "Ran out", "renew-now": "To be renewed"}.get(mark, ""),
            "Sign-off": "Signed off" if step["signed_off"] else sign_off, "Completed on": step["completed"] or "",
            "Counts until": last, "Renew from": renew, "Begin by": step["begin_by"] or "",
            "Who acts": acts[0].upper() + acts[1:],
            "Expected by": record.get("expected", ""), "Asked for on": step["asked"] or "", "Ask again on": due,
            "Waiting since": step["waiting_since"] or "", "Waiting on": readable(step["waiting_on"]),
            "Last asked again": max((chase["on"] for chase in step["chases"]), default=""),
            "Reference": readable(step["reference"]), "Reason": readable(step["reason"]), "Note": readable(step["note"]),
            "Signed off by": readable(signed.get("by", "")), "Post of the signer": readable(signed.get("post", "")),
            "How it was verified": METHOD.get(signed.get("method"), ""), "Signed off on": signed.get("on", ""),
            "Reference of the sign-off": readable(signed.get("reference", "")),
            "Eight words": words[step["id"]] if signed else "", "Step id": step["id"],
            "Before a first shift": "Yes" if kept.get("gates_first_shift", True) else "No",
        }

    def in_people(self):
        """The row of the list of people."""
        about, of = self.about, self.member
        return {head: about[head] for head in about if head not in ("Employer", "Nation", "Contract")} | {
            "Compared with the start": READINESS[of["readiness"]], "Access, a guide": self.access,
            "Completed": str(of["progress"]["completed"]), "Steps": str(of["progress"]["total"]),
            "Waiting on": readable(of["waiting_on"]), "Last change": of["last_change"],
            "Does not fit together": str(of["doubts"]),
        }

    def cells(self, row, has_notes):
        """What pages say of a step: what it is, who acts, how it stands with its days, and who verified it. Taken from a
        row of the export."""
        told = [(head, row[head]) for head in ("Waiting on", "Reference", "Reason", "Note")[: 3 + has_notes]]
        heads = ("Signed off by", "Post of the signer", "How it was verified", "Signed off on", "Reference of the sign-off")
        signed = [short(row[head]) if head == "Signed off on" else row[head] for head in heads if row[head]]
        told = [f"{head}: {text}" for head, text in told if text]
        below = [*told, f"Verified by {', '.join(signed)}: {row['Eight words']}"] if signed else []
        is_open, asked = row["Status"] not in ("Completed", "Not needed"), row["Asked for on"]
        since = row["Waiting since"] if row["Waiting since"] != asked else ""
        days = [("Asked", asked * is_open), ("Waiting since", since * is_open), ("Ask again", row["Ask again on"])]
        days += [("Begin by", row["Begin by"] * is_open), ("Expected by", row["Expected by"] * is_open)]
        done = row["Completed on"] if row["Status"] == "Completed" else ""
        days += [("Completed", row["Completed on"] * (not done)), ("Counts until", row["Counts until"])]
        status = [f"{row['Status']} {short(done)}" if done else row["Status"], row["Validity"]]
        status += [words for words in (row["Sign-off"],) if words[:4] in ("Sign", "Wait")]
        status += [f"{head} {short(day)}" for head, day in days if day]
        what = row["Step"] if signed else "\n".join((row["Step"], "; ".join(told)))
        return what, row["Who acts"], ". ".join(filter(None, status)), "; ".join(below)
