"""A team of invented starters, made by the program itself, in whose checklists texts stand that break careless exports.

Marks tell where a text came from, whatever an export does to it: Zq and a number in names, notes, reasons, in whom
somebody waits for, and in names of files; Si in sites; Ti in titles; Ok in references."""

import itertools
import json
import os
import shutil
import subprocess

TODAY, TOMORROW = "2026-11-22", "2026-11-23"

TEXTS = [
    # What a spreadsheet may run.
    "=1+1", "+44 20 7946 0000", "-1", "@SUM(1+1)", "=cmd|' /C calc'!A0", "＝1+1", "＋1", "－1+1", "＠SUM(1)",
    "\t=1+1", "\r=1+1", "\r\n=1+1", " =1+1", '=HYPERLINK("https://example.invalid","x")', "'=1+1", "'", "''", "=", "+",
    # What a spreadsheet takes for something else.
    "1-2", "007", "1e5", "2026-11-22", "TRUE", "#N/A", "1,234.50", "50%", "12:30", "£7", "3/4", "0x1F", "=TRUE()",
    # Quotation marks, separators, ends of lines.
    'say "hello"', '"', '""', "a;b;c", "a,b,c", '",=1+1,"', "one\r\ntwo", "one\ntwo\n", "one\rtwo", "a\tb", "\n", "\ttab",
    " spaces around ", "  ", "two  in  a row", "C:\\temp\\", "\\", "\\n typed", "\\, \\; \\N", "a\u00a0b", "a\u2028b\u2029c",
    # Characters that cannot be seen, that turn the text, or that are none.
    "bell\x07 nul\x00 escape\x1b[31m delete\x7f next\x85", "left \u202egpj.exe\u202c right", "\u2067isolate\u2069",
    "\ufeffmark", "none\ufffe \uffff \ufdd0 \U0001ffff", "zero\u200bwidth\u00adhyphen\u2060",
    "private \ue000 \uf8ff \U000f0000", "replaced \ufffd",
    # Writing of many kinds.
    "👩‍⚕️ 👨‍👩‍👧‍👦 🏴󠁧󠁢󠁷󠁬󠁳󠁿", "👍🏽", "🇬🇧", "1️⃣", "❤️ ☎️", "مرحبا بالعالم", "مُحَمَّد", "שלום Latin עולם 123", "עִבְרִית",
    "你好，世界", "한국어", "አማርኛ", "नमस्ते", "தமிழ்", "สวัสดี", "Ŵyn Siân Nguyễn Άννα", "Adébáyọ̀ Nguyễn Thị Hồng", "ﬁ ligature",
    "İstanbul ß", "𝔘𝔫𝔦 𠮷", "e\u0301a\u0308 n\u0303\u0323", "\u0301lone", ">\u0301 <\u20e3",
    # What other formats mean by something.
    "_x0041_", "_x000D_", "_x005F_x0041_", "<script>alert(1)</script>", "&amp; & &lt;b&gt; &#65;", "]]>", "<!-- -->",
    "</table></main>", "[a]:*?/\\", "%PDF-1.7 endobj", "(a) \\(b\\) <U+0041>", "${1} %s {0} $(id)",
    "mailto:help@sample.example", "https://example.invalid/?a=1&b=2", "BEGIN:VEVENT\r\nSUMMARY:Injected\r\nEND:VEVENT",
    "END:VCALENDAR\nBEGIN:VCALENDAR", 'X";TZID=Z:1', "https://example.invalid/" + "long" * 60, "W" * 600, "你" * 300, "é" * 200, "=" * 300, "a\n" * 40,
]
# Each with a mark of its own in front or behind.
NAMES = [
    "=1+1 Amina %s Sample", "Bronwen \u202e%s\u202c Sample\r\nSecond Line", "שרה %s Sarah-Anne 示例 Sample",
    "<script>alert('%s')</script> & “Ciara” Sample", "Zoe\u0301 👩‍⚕️ %s \ue000\ufffe\x07 Sample",
    "BEGIN:VEVENT\r\nSUMMARY:%s;a,b\\n\\,\r\nEND:VEVENT", "'  %s Morag  Sample ", "#N/A %s _x0041_ " + "Longname" * 12,
]
# Nation, setting, role, contract, planned start.
PEOPLE = [
    ("england", "category-c-prison", "nurse", "employed", "2027-01-15"),
    ("wales", "category-b-local-prison", "psychologist", "bank", "2026-12-07"),
    ("scotland", "scottish-prison", "healthcare-assistant", "agency", "2027-02-22"),
    ("northern-ireland", "northern-ireland-prison", "gp", "self-employed", "2027-03-29"),
    ("england", "immigration-removal-centre", "paramedic", "seconded", "2027-01-04"),
    ("england", "youth-custody", "mental-health-nurse", "student", "2027-01-18"),
    ("scotland", "womens-prison", "pharmacist", "employed", None),
    ("england", "short-term-holding-facility", "administrator", "bank", "2026-11-27"),
]
FILES = [
    "1 Zq901.json", "=1+1 Zq902.json", "a,b;c Zq903.json", "<b>&amp; Zq904.json", "within/Zoe\u0301 Zq905.json",
    "[x]' \"q\" Zq906.json", "tab\tline\n Zq907.json", "你好 שלום Zq908.JSON",
]
BROKEN, COPY = "-broken Zq909.json", "z copy Zq910.json"
FOLDER = "R&D Zq900 [a]*? =1"
PACK = {
    "format": "secure-start/site-pack", "version": 1, "id": "sampleton", "written": "2026-11-16",
    "title": "=1+1 <b>Sampleton</b> & Co", "author": "Sample, \"Care\"",
    "add": [{
        "id": "site-parking-permit", "title": "=Ask; for \"a\" <permit>, & park", "section": "getting-ready",
        "hint": "For the car park.", "guidance": "Send the number.", "expect": "Some days.", "meanwhile": "Walk.",
        "ask": "Ask the desk.", "who_acts": "manager", "waits_on_others": True, "gates_first_shift": False,
        "days": {"low": 1, "likely": 5, "high": 10}, "renewal": {"kind": "every", "months": 12, "lead_days": 30},
    }],
}


class Program:
    """The program, run with settings and notes of its own in a folder of ours."""

    def __init__(self, path, home):
        self.path = path
        own = {"HOME": f"{home}", "XDG_CONFIG_HOME": f"{home}/config", "XDG_DATA_HOME": f"{home}/data"}
        self.env = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **own}

    def run(self, *arguments, today=TODAY):
        command = [self.path, *map(str, arguments), "--today", today]
        return subprocess.run(command, capture_output=True, text=True, env=self.env, stdin=subprocess.DEVNULL)

    def must(self, *arguments, today=TODAY):
        done = self.run(*arguments, today=today)
        if done.returncode:
            raise RuntimeError(f"{arguments}: {done.stderr}")
        return done.stdout

    def json(self, *arguments):
        return json.loads(self.must(*arguments, "--json"))


def record(program, file, has_problem):
    """Marks some steps as a person would: done, run out, to be renewed, waiting, asked again, a problem, not needed, signed.
    Gives the eight words of the signed ones."""
    steps = program.json("show", file)["steps"]
    signable = [s["id"] for s in steps if s["needs_sign_off"]][:5]
    others = [s["id"] for s in steps if not s["needs_sign_off"]]

    def mark(step, status, *more):
        reason = () if "--reason" in more or status not in ("completed", "not-needed") else ("--reason", "Told so")
        program.must("mark", file, step, "--status", status, *reason, *more)

    for step, more in zip(signable, (("--on", "2026-11-10"), ("--on", "2025-11-20", "--expires", "2026-11-20"),
                                     ("--on", "2026-01-05", "--expires", "2026-11-25"), ("--on", "2026-11-11"), ())):
        mark(step, "completed", *more)
    words = {}
    for step, method in zip(signable[::3], ("saw-original", "checked-register")):
        who = ("--by", "Morgan Invented", "--post", "Head", "--on", "2026-11-20", "--method", method)
        words[step] = program.json("sign-off", file, step, *who)["words"]
    plans = [
        ("completed", "--on", "2026-11-02", "--asked", "2026-10-01"), ("completed", "--expires", "2027-06-30"),
        ("in-progress", "--asked", "2026-10-20", "--waiting-on", "HR", "--chased", "2026-11-01"),
        ("in-progress", "--asked", "2026-11-18", "--waiting-on", "HR", "--chase-on", "2026-12-01"),
        ("in-progress", "--expected", "2026-11-20"), ("in-progress", "--waiting-on", "HR", "--expected", "2026-12-10"),
        ("not-needed", "--reason", "Not here"), ("completed", "--on", "2025-12-01"),
        ("in-progress", "--asked", "2026-09-01", "--waiting-on", "HR", "--chase-on", "2026-11-22"),
        ("problem", "--waiting-on", "HR") if has_problem else ("completed", "--on", "2026-11-21"),
    ]
    for step, plan in zip(others, plans):
        mark(step, *plan)
    return words


def fill(file, number, name, marks, texts):
    """Puts the texts into a checklist by hand, as another program might."""
    document = json.loads(file.read_text())
    document["starter"] |= {"name": name % f"Zq{next(marks)}", "site": f"{next(texts)} Si{number}", "employer": next(texts)}
    for place, step in enumerate(document["steps"]):
        kept = step.setdefault("record", {})
        words = {"reference": ("Ok", 3), "reason": ("Zq", 2), "note": ("Zq", 2), "waiting_on": ("Zq", 3)}
        for field, (mark, every) in words.items():
            # Every second one without a mark, so that the text stands alone.
            text = next(texts)
            kept[field] = text if place % every else f"{text} {mark}{next(marks)}"
        if place % 3 == 0:
            step["title"] = f"{next(texts)} Ti{next(marks)}"
        if "sign_off" in kept:
            kept["sign_off"] |= {"by": f"{next(texts)} Zq{next(marks)}", "post": next(texts), "reference": next(texts)}
    if number == 0:
        document["steps"][0]["record"]["note"] = "Zq0 " + "forty thousand " * 2666
    file.write_text(json.dumps(document, ensure_ascii=False, indent=2))


def make_team(program, folder, without=()):
    """The folder with the team: eight checklists, a file that is none, and a copy. Gives it, the files of the checklists,
    and of each its eight words. Texts and letters of names that are to be left out can be named."""
    team = folder / FOLDER
    (team / "within").mkdir(parents=True)
    pack = folder / "pack.json"
    pack.write_text(json.dumps(PACK))
    marks, texts = itertools.count(1), itertools.cycle([text for text in TEXTS if text not in without])
    files, words = [team / name for name in FILES], []
    for number, (file, (nation, setting, role, contract, start)) in enumerate(zip(files, PEOPLE)):
        what = ("--nation", nation, "--setting", setting, "--role", role, "--contract", contract, "-o", file)
        more = (["--start", start] if start else []) + (["--site-pack", pack] if number in (0, 3) else [])
        program.must("new", "--name", "Sample", *what, *more)
        words.append(record(program, file, number % 2))
        name = "Sample %s" if NAMES[number] in without else NAMES[number]
        fill(file, number, name, marks, texts)
    (team / BROKEN).write_text('{"format": "secure-start/checklist", oh')
    shutil.copy(files[2], team / COPY)
    return team, files, words
