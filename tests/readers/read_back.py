#!/usr/bin/env python3
"""Reads back what "secure-start export" writes with the readers of other people, and names what is wrong.

    venv/bin/python read_back.py PROGRAM [--keep FOLDER]

A team of invented starters is made, with texts in it that break careless exports (awkward.py), and exported as everything
there is. CSV and workbooks are read by Python, openpyxl and LibreOffice, calendars by ical.js and icalendar, pages by
poppler, pikepdf, veraPDF, lxml and a browser; all of it is compared with what "show", "plan" and "team" say of the same
files (expected.py). Each check is a line, "ok" or "FAULT" with the smallest examples. With --keep the files stay.

Exit status: 0 no fault, 1 some, 2 wrong use."""

import argparse
import csv
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from datetime import datetime
from pathlib import Path

import lxml.html
import openpyxl
import pikepdf

import awkward
from awkward import TODAY, TOMORROW, Program
from expected import GROUP, READINESS, SECTION, STATUS, WHO, WORD, Person, fitting, in_workbook, long, on_a_line, readable, squeezed

HERE = Path(__file__).resolve().parent
KINDS = ("csv", "xlsx", "pdf", "html", "ics", "json", "zip")
LISTS = ("Actions", "People", "Matrix", "All steps")
DAYS = (
    "Completed on", "Counts until", "Begin by", "Expected by", "Waiting since", "Asked for on", "Last asked again",
    "Ask again on", "Renew from", "Signed off on", "Planned start", "Earliest first shift", "Likely first shift",
)
MAY_BE_OLD = "A printed copy may be out of date."
RUNS = tuple("=+-@\t\r＝＋－＠")
MARK = r"(?:Zq|Si|Ti|Ok)\d+"
RIGHT_TO_LEFT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
csv.field_size_limit(1 << 24)


class Team:
    """The folder with the team, who is in it, and its exports."""

    def __init__(self, program, base, without):
        self.program, self.base, self.out = program, base, base / "out"
        self.out.mkdir(parents=True)
        self.folder, self.files, words = awkward.make_team(program, base, without)
        # With the paths as they are in the folder.
        whole = program.must("team", self.folder, "--json").replace(json.dumps(f"{self.folder}/")[1:-1], "")
        self.json = json.loads(whole) | {"folder": self.folder.name}
        self.by_path = {person["path"]: person for person in self.json["people"]}
        listed = {what: program.json("catalogue", f"{what.lower()}s") for what in ("Role", "Setting", "Nation", "Contract")}
        labels = {what: {one["id"]: one["label"] for one in ones} for what, ones in listed.items()}
        self.titles = {one["id"]: one["title"] for one in program.json("catalogue", "steps")}
        self.people = {}
        for file, signed in zip(self.files, words):
            path = str(file.relative_to(self.folder))
            self.people[readable(path)] = Person(program, file, readable(path), self.by_path[path], labels, signed)

    def export(self, name, what, *options, today=TODAY):
        """Exports and gives the file; what goes wrong is raised. A debug build says that it has no data on some scripts."""
        done = self.program.run("export", what, "--to", self.out / name, "--replace", *options, today=today)
        told = [line for line in done.stderr.splitlines() if not line.startswith("ICU4X data error: No segmentation")]
        if done.returncode or told:
            raise RuntimeError(f"{name} {' '.join(options)}: status {done.returncode}: {' '.join(told)[:400]}")
        return self.out / name

    def in_order(self, rows):
        """The people of a list and their rows, by the sections as pages have them."""
        for file in dict.fromkeys(row["File"] for row in rows):
            of = [row for row in rows if row["File"] == file]
            yield self.people[file], sorted(of, key=lambda row: list(SECTION.values()).index(row["Section"]))

    def told(self):
        """Found = shown + not shown, and what is said of each file that is not shown or to be looked at."""
        counts = self.json["counts"]
        yield f"{counts['found']} found = {counts['shown']} shown + {counts['unreadable']} not shown"
        yield from (f"{one['reason']} {one['to_do']}" for one in self.json["unreadable"] + self.json["notes"])


# ---------------------------------------------------------------------------------------------------------- spreadsheets


def csv_rows(path):
    """The rows as Python reads them, without the apostrophes."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        return [{head: cell.removeprefix("'") for head, cell in row.items()} for row in csv.DictReader(file)]


def csv_bytes(path):
    data = path.read_bytes()
    if not re.fullmatch(rb'\xef\xbb\xbf(?:"(?:[^"]|"")*"(?:,|\r\n))+', data) or not data.endswith(b"\r\n"):
        yield "no byte order mark, a cell without quotation marks, or a line that does not end in CR LF"
    for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
        yield from (f"a cell begins like a formula: {cell[:30]!r}" for cell in row if cell.startswith(RUNS))


def differences(where, rows, wanted):
    if len(rows) != len(wanted):
        yield f"{where}: {len(rows)} rows, not {len(wanted)}"
    for row, want in zip(rows, wanted):
        if set(row) != set(want):
            yield f"{where}: columns {sorted(set(row) ^ set(want))}"
        for head in row.keys() & want.keys():
            if want[head] is not None and row[head] != want[head]:
                yield f"{where}: {head}: {row[head][:60]!r} for {want[head][:60]!r}"


def csv_values(rows, people, has_notes):
    """A row for each person and step, in each the values that the program tells elsewhere."""
    files = dict.fromkeys(row["File"] for row in rows)
    wanted = [row for file in files for row in people[file].rows]
    if not has_notes:
        wanted = [{head: text for head, text in row.items() if head != "Note"} for row in wanted]
    yield from (f"nothing of {file}" for file in people if file not in files)
    yield from differences("list", rows, wanted)


def convert(path, to):
    """By LibreOffice; gives the file, or the folder where each sheet becomes one."""
    folder = path.parent / f"{path.stem}-{path.suffix[1:]}-{to}"
    subprocess.run([HERE / "lo_convert.sh", path, to, folder], check=True, capture_output=True)
    return folder if to == "csv" else next(folder.iterdir())


def csv_in_libreoffice(path):
    for row in openpyxl.load_workbook(convert(path, "xlsx")).active.iter_rows():
        yield from (f"a formula: {cell.value!r}" for cell in row if cell.data_type == "f")


def as_openpyxl(text):
    """What Excel would take for the number of a letter is written with x005F_, which openpyxl takes away once too often:
    LibreOffice tells the two apart."""
    return text.replace("x005F_", "")


def shown(cell):
    """What stands in a cell, days as in the CSV."""
    if isinstance(cell.value, datetime):
        return cell.value.date().isoformat()
    return "" if cell.value is None else as_openpyxl(str(cell.value))


def sheet_rows(sheet):
    heads, *rows = ([shown(cell) for cell in row] for row in sheet.iter_rows())
    return [dict(zip(heads, row)) for row in rows]


def footers(path):
    """Left, middle and right of each sheet's footer, taken apart as Excel does it."""
    with zipfile.ZipFile(path) as files:
        for number in range(1, len(LISTS) + 3):
            xml = files.read(f"xl/worksheets/sheet{number}.xml").decode()
            code = re.search("(?s)<oddFooter>(.*?)</oddFooter>", xml)[1].replace("&amp;", "&")
            parts, at = {"L": "", "C": "", "R": ""}, "C"
            for sign, letter in re.findall("(?s)&(.)|(.)", code):
                if sign in ("L", "C", "R"):
                    at = sign
                else:
                    parts[at] += letter or {"P": "<page>", "N": "<pages>"}.get(sign, sign)
            yield parts


def xlsx_look(path):
    book = openpyxl.load_workbook(path)
    if book.sheetnames != ["Summary", *LISTS, "About"]:
        yield f"sheets {book.sheetnames}"
    if re.search("externalLink|vba|connections|embeddings", " ".join(zipfile.ZipFile(path).namelist())):
        yield "holds links to other files, or programs"
    for sheet, foot in zip(book, footers(path)):
        where, page, fit = sheet.title, sheet.page_setup, sheet.sheet_properties.pageSetUpPr
        cells = [cell for row in sheet.iter_rows() for cell in row]
        yield from (f"{where}: {cell.coordinate} is of kind {cell.data_type}" for cell in cells if cell.data_type in "fe")
        is_whole = (foot["C"], foot["R"]) == (MAY_BE_OLD, "Page <page> of <pages>")
        if not is_whole or not book.properties.title.startswith(foot["L"]):
            yield f"{where}: footer {foot}"
        if sheet.sheet_state != "visible" or page.paperSize != 9:
            yield f"{where}: {sheet.sheet_state}, paper {page.paperSize}"
        fits = fit and fit.fitToPage and page.fitToWidth in (None, 1) and page.fitToHeight == 0
        # A matrix that nobody could read on one page goes over several, with the names on each.
        is_wide = where == "Matrix" and sheet.max_column > 40
        if not fits and not (is_wide and page.scale >= 55 and sheet.print_title_cols == "$A:$A"):
            yield f"{where}: does not fit the width of a page"
        if where in LISTS:
            tables = [(table.ref, table.autoFilter and table.autoFilter.ref) for table in sheet.tables.values()]
            if tables != [(sheet.dimensions, sheet.dimensions)]:
                yield f"{where}: tables {tables} for {sheet.dimensions}"
            if (sheet.freeze_panes, page.orientation, sheet.print_title_rows) != ("B2", "landscape", "$1:$1"):
                yield f"{where}: frozen {sheet.freeze_panes}, {page.orientation}, repeated {sheet.print_title_rows}"


def xlsx_values(path, team, rows):
    """The lists beside the CSV and what "team" says."""
    book = openpyxl.load_workbook(path)
    wanted = [{head: as_openpyxl(fitting(text)) for head, text in row.items()} for row in rows]
    yield from differences("All steps", sheet_rows(book["All steps"]), wanted)
    for column in book["All steps"].iter_cols():
        days = [cell for cell in column[1:] if cell.value is not None] if shown(column[0]) in DAYS else []
        yield from (f"{cell.coordinate} is no real day" for cell in days if not cell.is_date)
    people = [person for person, _ in team.in_order(rows)]
    yield from differences("People", sheet_rows(book["People"]), [
        {head: as_openpyxl(text) for head, text in person.in_people().items()} for person in people
    ])
    heads, *matrix = ([shown(cell) for cell in row] for row in book["Matrix"].iter_rows())
    # Excel wants no two heads alike, so some have a number.
    heads = [squeezed(re.sub(r" \(\d\)$", "", head)) for head in heads]
    for row, person in zip(matrix, people, strict=True):
        cells = {(head, cell) for head, cell in zip(heads[2:], row[2:]) if cell}
        wanted = {(squeezed(as_openpyxl(readable(step["title"]))), WORD[step["status"]]) for step in person.member["steps"]}
        if row[:2] != [person.about["Name"], person.about["Role"]] or cells != wanted:
            yield f"Matrix: {row[:2]}: {sorted(cells ^ wanted)[:2]}"
    heads = ("Why", "Name", "Step", "Date", "Whose move", "Site")
    found = Counter(tuple(row[head] for head in heads) for row in sheet_rows(book["Actions"]))
    wanted = Counter(
        (GROUP[todo["kind"]], *map(as_openpyxl, (of["Name"], readable(todo["title"]), todo["date"] or "", readable(todo["who"]), of["Site"])))
        for person in people for of in [person.about] for todo in person.member["actions"]
    )
    yield from (f"Actions: {row}" for row in (wanted - found) + (found - wanted))
    about = "\n".join(shown(cell) for name in ("About", "Summary") for row in book[name].iter_rows() for cell in row)
    yield from (f"About: nothing of: {words}" for words in team.told() if words not in about)


def xlsx_in_libreoffice(path, rows):
    """What LibreOffice shows of the list of steps, and that it prints."""
    with open(next(convert(path, "csv").glob("*All steps.csv")), encoding="utf-8-sig", newline="") as lines:
        found = list(csv.DictReader(lines))
    wanted = [{head: in_workbook(text) if text and head in DAYS else fitting(text) for head, text in row.items()} for row in rows]
    yield from differences("All steps", found, wanted)
    convert(path, "pdf")


# -------------------------------------------------------------------------------------------------------------- calendar


def wanted_events(row, person, title, is_named, today):
    """For each event of a row what it is, its summary and its day."""
    kept = next(step for step in person.kept["steps"] if step["id"] == row["Step id"])
    # Nobody asks the starter to ask themselves.
    who, name = "" if kept["who_acts"] == "starter" else WHO[kept["who_acts"]], row["Document"][-8:]
    if is_named:
        title, name = on_a_line(readable(kept["title"])), on_a_line(person.starter["name"])
        who = on_a_line(readable(kept["record"].get("waiting_on", ""))) or who
    days = []
    if row["Status"] not in ("Completed", "Not needed"):
        days = [("Due", row["Expected by"] or row["Begin by"]), (f"Ask {who} again" if who else "Ask again", row["Ask again on"])]
        days = [(what, max(day, today)) for what, day in days if day]
    elif row["Completed on"] and row["Status"] == "Completed" and row["Validity"] != "Ran out":
        days = [("Time to renew", row["Renew from"]), ("Last day", row["Counts until"])]
    for what, day in days:
        if day >= today:
            yield (row["Document"], row["Step id"], what[:4]), f"{what}: {title} ({name})", day


def events(path, team, rows, is_named, today=TODAY):
    """What two readers find wrong with the events, or the days of the rows do not explain; and the events."""
    faults, read = [], []
    for reader in (["node", HERE / "ics_check.mjs"], [sys.executable, HERE / "ics_dump.py"]):
        done = subprocess.run([*reader, path], capture_output=True, text=True)
        faults += [line.replace(f"{path}: ", "") for line in done.stderr.splitlines()]
        read.append(json.loads(done.stdout))
    if read[0] != read[1]:
        faults.append("ical.js and icalendar read different events")
    wanted = []
    for row in rows:
        person, title = team.people[row["File"]], team.titles.get(row["Step id"], "a step of the site")
        wanted += ((*event, person) for event in wanted_events(row, person, title, is_named, today))
    if len(read[0]) != len(wanted):
        faults.append(f"{len(read[0])} events for {len(wanted)} days")
    is_one = len({row["Document"] for row in rows}) == 1
    for event, (_, summary, day, person) in zip(read[0], wanted):
        # Whose it is has to be told of several people only.
        summary = summary.rpartition(" (")[0] if is_one and not is_named else summary
        has_site = f"Site: {on_a_line(person.starter['site'])}" in event["description"].split("\n")
        if (event["summary"], event["dtstart"], has_site) != (summary, day, is_named):
            faults.append(f"{event['dtstart']} {event['summary']!r} for {day} {summary!r}")
    return faults, {key: event for event, (key, *_) in zip(read[0], wanted)}


def ics_later(team):
    """A day later, when one day was moved: the same identities, and numbers that do not go down."""
    _, before = events(team.out / "all.ics", team, csv_rows(team.out / "all.csv"), False)
    moved = next(key for key, event in before.items() if key[2] == "Due" and event["dtstart"] > TOMORROW)
    file = next(person.file for person in team.people.values() if person.about["Document"] == moved[0])
    team.program.must("mark", file, moved[1], "--status", "in-progress", "--expected", "2026-12-24", today=TOMORROW)
    rows = csv_rows(team.export("later.csv", team.folder, today=TOMORROW))
    faults, after = events(team.export("later.ics", team.folder, today=TOMORROW), team, rows, False, TOMORROW)
    yield from faults
    for key in before.keys() & after.keys():
        was, now = before[key], after[key]
        if was["uid"] != now["uid"] or was["sequence"] + (key == moved) > now["sequence"]:
            yield f"{key}: {was['uid']}, {was['sequence']}; later {now['uid']}, {now['sequence']}"
    if after[moved]["dtstart"] != "2026-12-24" or len(before.keys() & after.keys()) < len(before) / 2:
        yield f"after {moved} was moved: {after[moved]}"


# ----------------------------------------------------------------------------------------------------------------- pages


def html_safe(path):
    """No script, nothing fetched, and a policy that forbids both."""
    page = lxml.html.parse(path, lxml.html.HTMLParser(encoding="utf-8")).getroot()
    yield from (f"a {one.tag}" for one in page.iter("script", "link", "img", "iframe", "object", "embed", "form", "base"))
    for one in page.iter("*"):
        yield from (f"{name} of {one.tag}" for name in one.attrib if re.match("on|src|href|action|data|poster", name))
    if re.search(r"url\(|@import", page.findtext(".//style")):
        yield "a style that refers to something"
    if "default-src 'none'" not in page.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)"):
        yield "no policy"


def html_by_others(path):
    """What the checkers say, but for letters that are not composed: that is how somebody typed them."""
    run = subprocess.run(["node", HERE / "html_check.mjs", path], capture_output=True, text=True)
    # What they quote can have line ends.
    found = f"\n{run.stdout}".split(f"\n{path}: ")[1:] if run.returncode < 2 else [run.stderr]
    yield from (text for text in found if not re.search("Normalization Form C|starts with a composing", text))


def facts(person):
    """What pages say of a person, in a few words each."""
    about, progress = person.about, person.member["progress"]
    yield from (about[head] for head in ("Name", "Role", "Setting", "Nation", "Contract", "Site", "Employer"))
    # Where all is done there is nothing to estimate.
    shifts = () if person.member["readiness"] == "all-done" else ("Likely first shift", "Earliest first shift")
    yield from (long(about[head]) for head in ("Planned start", *shifts) if about[head])
    yield from (READINESS[person.member["readiness"]], person.access)
    yield f"{progress['completed']} of {progress['total']} steps"


def html_values(path, team, rows, has_notes):
    page = lxml.html.parse(path, lxml.html.HTMLParser(encoding="utf-8", huge_tree=True))
    sections, people = page.xpath("//section"), list(team.in_order(rows))
    if len(people) > 1:
        text = squeezed(sections.pop(0).text_content())
        words = [*team.told(), *(person.about["Name"] for person, _ in people)]
        yield from (f"nothing of: {one}" for one in words if squeezed(one) not in text)
    for section, (person, of) in zip(sections, people, strict=True):
        text = squeezed(section.text_content())
        yield from (f"{words!r} is not there" for words in facts(person) if squeezed(words) not in text)
        cells = []
        for row in section.xpath(".//tbody/tr[count(*) = 3 or @class = 'more']"):
            if len(row) == 3:
                cells.append([squeezed(cell.text_content()) for cell in row] + [""])
            else:
                cells[-1][3] = squeezed(row.text_content())
        wanted = [[squeezed(cell) for cell in person.cells(row, has_notes)] for row in of]
        yield from (f"{row!r} for {want!r}" for row, want in zip(cells, wanted) if row != want)
        if len(cells) != len(wanted):
            yield f"{len(cells)} steps, not {len(wanted)}"


def poppler(tool, *arguments):
    done = subprocess.run([tool, *map(str, arguments)], capture_output=True, text=True)
    # Some versions of poppler take a Suspects that is false, as it has to be, for wrong.
    told = [line for line in done.stderr.splitlines() if "Suspects object" not in line]
    if done.returncode or told:
        raise RuntimeError(f"{tool}: {' '.join(told)}")
    return done.stdout


def is_on(text, page):
    """Whether a page has a text; of one that runs from right to left, or over pages, whether it has the letters."""
    # Letters of the far east take the room of two.
    letters = (len(line) + len(re.findall("[\u1100-\ud7ff\uf900-\uffdc]", line)) for line in text.split("\n"))
    lines = sum(count // 36 + 1 for count in letters)
    text = squeezed(text)
    if lines > 45 or re.search(RIGHT_TO_LEFT, text):
        return not Counter(text) - Counter(page)
    return text in page


def missing(texts, page):
    """What of some texts a page has not: the words, or else the whole text."""
    for text in texts:
        if not is_on(text, page):
            words = [word for word in text.split() if not is_on(word, page)]
            yield from (f"{one!r} is not there" for one in words or [text])


def pdf_values(path, team, rows, has_notes):
    """The text of each person's pages, as the outline tells them."""
    pages = poppler("pdftotext", "-raw", path, "-").split("\f")[:-1]
    for number, page in enumerate(pages, 1):
        if f"Page {number} of {len(pages)}" not in page or MAY_BE_OLD not in page:
            yield f"page {number}: foot {page[-120:]!r}"
        if "<U+0009>" in page:
            yield "a tab is shown as its number"
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
        starts = [numbers[item.to_dictionary_object(pdf)["/Dest"][0].objgen] for item in outline.root]
    parts = [squeezed("\n".join(pages[start:end])) for start, end in zip(starts, [*starts[1:], None])]
    people = list(team.in_order(rows))
    if len(people) > 1:
        text, words = parts.pop(0), [*team.told(), *(person.about["Name"] for person, _ in people)]
        yield from missing(words, text)
    for text, (person, of) in zip(parts, people, strict=True):
        yield from missing(facts(person), text)
        yield from missing(("\n".join(person.cells(row, has_notes)) for row in of), text)


def form_values(team, rows):
    """A form names every step that is needed."""
    page = lxml.html.parse(team.out / "all-form.html", lxml.html.HTMLParser(encoding="utf-8"))
    for text in (page.getroot().text_content(), poppler("pdftotext", "-raw", team.out / "all-form.pdf", "-")):
        needed = (row for row in rows if row["Status"] != "Not needed")
        yield from missing((row[head] for row in needed for head in ("Name", "Step")), squeezed(text))


def glyphs(page):
    """Each thing that a page writes: where, how large, and within which text that stands for it."""
    matrix, kept, size, text, marks = pikepdf.Matrix(), [], 0, pikepdf.Matrix(), []
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "q": kept.append(matrix)
            case "Q": matrix = kept.pop()
            case "cm": matrix = pikepdf.Matrix(*operands) @ matrix
            case "Tf": size = float(operands[1])
            case "Tm": text = pikepdf.Matrix(*operands)
            case "BMC": marks.append({})
            case "BDC": marks.append(operands[1])
            case "EMC": marks.pop()
            case "Tj" | "TJ":
                at = text @ matrix
                yield at.f, abs(size * at.d), next((mark for mark in reversed(marks) if "/ActualText" in mark), None)


def pdf_look(path):
    """Fonts inside, A4, letters of 11 points and more, words on the paper, and that the pages can be drawn."""
    yield from (f"font {line}" for line in poppler("pdffonts", path).splitlines()[2:] if line.split()[-5] != "yes")
    with pikepdf.open(path) as pdf:
        sizes = {round(size, 1) for page in pdf.pages for _, size, _ in glyphs(page)}
        boxes = {tuple(round(float(side)) for side in page.mediabox) for page in pdf.pages}
    yield from (f"paper {box}" for box in boxes if box != (0, 0, 595, 842))
    yield from (f"letters of {size} points" for size in sizes if size < 11)
    box = r'xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word'
    for left, top, right, bottom, word in re.findall(box, poppler("pdftotext", "-bbox", path, "-")):
        if min(float(left), float(top)) < 12 or float(right) > 583 or float(bottom) > 830:
            yield f"at the edge of the paper: {word}"
    with tempfile.TemporaryDirectory() as folder:
        poppler("pdftoppm", "-r", 20, "-gray", path, f"{folder}/page")
        yield from (f"{page.name} is blank" for page in Path(folder).iterdir() if len(set(page.read_bytes()[20:])) < 2)


def pdf_of_forty(team):
    """How many steps are on how many pages: 40 that nobody has begun, or that are completed with their days, are on 2. Where
    each has a reference too, and where every one that wants it is signed, docs/performance.md has these limits."""
    file = team.base / "forty.json"
    what = ("--nation", "england", "--setting", "category-b-local-prison", "--role", "nurse", "--contract", "employed")
    who = ("--by", "Morgan Invented", "--post", "Head of healthcare", "--method", "saw-original")
    limits = [(40, "", 2), (40, "days", 2), (30, "days references", 2), (26, "days signed", 2)]
    for count, has, most in [*limits, (22, "days references signed", 2), (40, "days references signed", 3)]:
        file.unlink(missing_ok=True)
        team.program.must("new", "--name", "Amina Sample", *what, "--start", "2027-01-15", "-o", file)
        kept = json.loads(file.read_text())
        kept["starter"] |= {"site": "HMP Sampleton", "employer": "Sample Care"}
        kept["steps"] = kept["steps"][:count]
        for number, step in enumerate(kept["steps"], 10):
            record = {"status": "completed", "asked": f"2026-09-{number % 20 + 10}", "completed": f"2026-10-{number % 20 + 10}"}
            record |= {"reference": f"REF 2026/{1000 + number}"} if "references" in has else {}
            step["record"] = record if has else step["record"]
        file.write_text(json.dumps(kept))
        signed = [step["id"] for step in kept["steps"] if step["needs_sign_off"] and "signed" in has]
        for step in signed:
            team.program.must("sign-off", file, step, *who)
        path = team.export("forty.pdf", file)
        yield from pdf_look(path)
        text = squeezed(poppler("pdftotext", "-raw", path, "-"))
        completed = len(re.findall(r"Completed\d", text))
        if (len(kept["steps"]), completed, text.count("Verifiedby")) != (count, bool(has) * count, len(signed)):
            yield f"{len(kept['steps'])} steps for {count}, or as many completed or signed"
        with pikepdf.open(path) as pdf:
            if len(pdf.pages) > most:
                yield f"{count} steps with {has or 'nothing'}: {len(pdf.pages)} pages, not {most}"


def pdf_marks(team):
    """A mark over a letter that has one already stands higher than the letter, not on it."""
    file = team.base / "mark.json"
    kept = json.loads(team.files[1].read_text())
    kept["starter"] |= {"name": "Sample", "site": "\u1ec5"}
    file.write_text(json.dumps({**kept, "steps": [], "log": []}))
    with pikepdf.open(team.export("mark.pdf", file)) as pdf:
        heights = [at for at, _, mark in glyphs(pdf.pages[0]) if mark is not None and str(mark.ActualText) == "\u1ec5"]
    yield from (f"the tilde of \u1ec5 is {heights[0] - at:.1f} points too low" for at in heights if at < heights[0])


def pdf_by_others(*paths):
    """What the judges say; a length that one of them doubts is looked at."""
    run = subprocess.run([sys.executable, HERE / "pdf_check.py", "--ua1", "--a2a", *paths], capture_output=True, text=True)
    for line in run.stdout.splitlines() if run.returncode < 2 else [run.stderr]:
        data = Path(line.split(": ")[0]).read_bytes() if "STREAM-LENGTH-001" in line else b""
        streams = list(re.finditer(rb"/Length (\d+)\b[^>]*>>\s*stream\r?\n", data))
        is_right = (data[found.end() + int(found[1]):].lstrip(b"\r\n").startswith(b"endstream") for found in streams)
        if not data or len(streams) != len(re.findall(rb"[^d]stream\r?\n", data)) or not all(is_right):
            yield line


# ------------------------------------------------------------------------------------------------------ what is left out


def everything(path):
    """All text in a file, whatever is packed into it."""
    data = path.read_bytes()
    if path.suffix in (".xlsx", ".zip"):
        with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(path) as files:
            files.extractall(folder)
            return "\n".join(everything(file) for file in Path(folder).rglob("*") if file.is_file())
    if path.suffix == ".pdf":
        with pikepdf.open(path) as pdf:
            held = [one for one in pdf.objects if isinstance(one, (pikepdf.Dictionary, pikepdf.Stream))]
            texts = [str(text) for one in held for text in one.values() if isinstance(text, pikepdf.String)]
            # Without the fingerprint by which a file is known: any letters may come together in it.
            about = re.sub(r"[\w+/]{22}==", "", pdf.Root.Metadata.read_bytes().decode())
            return "\n".join([poppler("pdftotext", "-raw", path, "-"), about, *texts])
    return data.decode("utf-8-sig").replace("\r\n ", "")


def left_out(paths, pattern):
    """What has no business in a file."""
    for path in paths:
        yield from (f"{path.name} has {mark}" for mark in set(re.findall(pattern, everything(path))))


def marks(team, *heads):
    """The marks in these columns, to look for."""
    words = "\n".join(row[head] for person in team.people.values() for row in person.rows for head in heads)
    return rf"\b(?:{'|'.join(re.findall(MARK, words))})\b"


def no_path(paths, team):
    """Where the team lies on this computer is told to nobody."""
    place = squeezed(str(team.base))
    yield from (path.name for path in paths if place in squeezed(everything(path)))


def words_for_standing(path):
    """Where a step stands is said in the same words in every kind of file."""
    text = " ".join(everything(path).split())
    for word in STATUS.values():
        # No event is of what is not needed.
        if word not in text and not (path.suffix == ".ics" and word == "Not needed"):
            yield f"{path.name} has no {word!r}"
    # One word may stand in any sentence.
    others = {found for found in re.findall("(?i)" + "|".join(word for word in STATUS.values() if " " in word), text)}
    yield from (f"{path.name} has {word!r}" for word in others - set(STATUS.values()))


def initials(path):
    for row in csv_rows(path):
        cells = [row[head] for head in ("Name", "Reason", "File", "Waiting on")]
        if not cells[0].endswith(f"({row['Document'][-8:]})") or cells[1] or cells[2] or cells[3] not in ("", *WHO.values()):
            yield f"{cells}"


# ------------------------------------------------------------------------------------------------------------ everything


def json_as(path, wanted):
    found = json.loads(path.read_text())
    for step in (step for person in found["people"] for step in person["steps"]):
        # In an export only.
        del step["sign_off"], step["needs_sign_off"]
    for part in found.keys() | wanted.keys():
        here, there = found.get(part), wanted.get(part)
        if isinstance(here, list) and sorted(map(json.dumps, here)) == sorted(map(json.dumps, there)):
            yield from [f"{part}: in another order"] if here != there else []
        elif isinstance(here, list):
            yield from (f"{part}: {one!r} for {other!r}" for one, other in zip(here, there) if one != other)
        elif here != there:
            yield f"{part}: {here!r} for {there!r}"


def json_sign_offs(path, team, rows):
    """Who verified each step, and how, as it stands in the checklist; the eight words as they were printed."""
    words, count = {(row["File"], row["Step id"]): row["Eight words"] for row in rows}, 0
    for of in json.loads(path.read_text())["people"]:
        person = team.people[readable(of["path"])]
        kept = {step["id"]: step for step in person.kept["steps"]}
        for step in of["steps"]:
            signed = kept[step["id"]]["record"].get("sign_off")
            wanted = signed and {
                **{what: readable(signed.get(what, "")) for what in ("by", "post", "reference")}, "how": signed["method"],
                "on": signed["on"], "words": words[readable(of["path"]), step["id"]] or None,
            }
            count += bool(signed)
            if (step["sign_off"], step["needs_sign_off"]) != (wanted, kept[step["id"]]["needs_sign_off"]):
                yield f"{step['id']}: {step['sign_off']} for {wanted}"
    yield from [] if count else ["nothing is signed off"]


def pack(path, team):
    with zipfile.ZipFile(path) as files:
        found = {name: files.read(name) for name in files.namelist()}
    sums = dict(reversed(line.split("  ")) for line in found.pop("SHA256SUMS").decode().splitlines())
    if sums != {name: hashlib.sha256(data).hexdigest() for name, data in found.items()}:
        yield f"SHA256SUMS: {sorted(sums)}"
    if sorted(found) != ["checklists.json", "checklists.pdf", "checklists.xlsx"]:
        yield f"holds {sorted(found)}"
    singles = {name: (team.out / name.replace("checklists", "all")).read_bytes() for name in found}
    yield from (f"{name} is not the same as exported by itself" for name in found if found[name] != singles[name])


def same_again(team, made):
    for path, (what, options) in made.items():
        with tempfile.TemporaryDirectory() as folder:
            again = Path(folder) / path.name
            team.program.must("export", what, "--to", again, "--replace", *options)
            yield from [path.name] if again.read_bytes() != path.read_bytes() else []


def targets(team):
    """Where nothing may be written, nothing is; and nothing is left over anywhere."""
    one, run = team.files[0], team.program.run
    for kind in KINDS:
        place = team.base / f"targets-{kind}"
        empty, taken = place / "empty", {place / f"a.{kind}": one.read_text()}
        empty.mkdir(parents=True)
        # The members of a checklist may be in any order, and letters written as numbers.
        document = json.loads(taken[place / f"a.{kind}"])
        taken[place / f"b.{kind}"] = json.dumps(dict(reversed(document.items())))
        taken[place / f"c.{kind}"] = json.dumps(document).replace("secure-start/checklist", r"secure-start\u002fchecklist")
        for path, text in taken.items():
            path.write_text(text)
        tries = [("over a checklist", one, path, 3) for path in taken]
        tries += [("into no folder", one, place / "no" / f"d.{kind}", 3), ("of nobody", empty, place / f"d.{kind}", 1)]
        # Whoever may write everywhere can write there too.
        tries += [("into a folder to be read only", one, empty / f"d.{kind}", 3)] if os.geteuid() else []
        empty.chmod(0o500)
        for words, what, to, status in tries:
            done = run("export", what, "--to", to)
            if done.returncode != status or not done.stderr or done.stdout:
                yield f"{to.name} {words}: status {done.returncode} {done.stderr}"
        yield from (f"{path.name} was overwritten" for path in taken if path.read_bytes() != taken[path].encode())
        yield from (f"left over: {path.name}" for path in place.rglob("*") if path != empty and path not in taken)
    left = {path for path in team.folder.rglob("*") if path.is_file()} - {*team.files}
    left -= {team.folder / awkward.BROKEN, team.folder / awkward.COPY}
    left |= {path for path in team.out.iterdir() if path.name.startswith(".")}
    yield from (f"left over: {path.name}" for path in left)


def long_title(team):
    """A title that is cut in the footer where an ampersand stands."""
    file = team.base / ("N" * 59 + "&.json")
    file.write_bytes(team.files[1].read_bytes())
    yield from (f"footer {foot}" for foot in footers(team.export("long.xlsx", file)) if foot["C"] != MAY_BE_OLD)


def not_printed(program, base):
    """The texts of which no PDF can be made."""
    file, what = base / "one.json", ("--nation", "wales", "--setting", "category-c-prison", "--role", "nurse")
    base.mkdir()
    program.must("new", "--name", "Sample", *what, "--contract", "bank", "-o", file)
    kept = json.loads(file.read_text())
    for text in awkward.TEXTS + awkward.NAMES:
        kept["starter"]["site"] = text
        file.write_text(json.dumps(kept))
        status = program.run("export", file, "--to", base / "one.pdf", "--replace").returncode
        if status:
            yield text, status


class Report:
    """A line for each check."""

    faults = 0

    def __call__(self, what, check, *arguments):
        try:
            found = list(dict.fromkeys(check(*arguments) or ()))
        except Exception as error:  # A check that breaks off has found something too.
            found = [f"{type(error).__name__}: {error}"]
        self.faults += bool(found)
        least = " | ".join(one[:250] for one in sorted(found, key=len)[:4]).replace("\n", "⏎")
        print(f"FAULT {what} ({len(found)}): {least}" if found else f"ok    {what}", flush=True)


def make_all(team):
    """Every export, by its file: of what, and with which options."""
    subjects = {"all": team.folder, "one": team.files[0]}
    asked = [(name, kind, kind, ()) for kind in KINDS for name in subjects]
    asked += [(name, f"notes.{kind}", kind, ("--notes",)) for kind in KINDS if kind not in ("ics", "json") for name in subjects]
    asked += [(name, f"initials.{kind}", kind, ("--initials",)) for kind in KINDS for name in subjects]
    asked += [(name, "names.ics", "ics", ("--names",)) for name in subjects]
    asked += [(name, f"form.{kind}", kind, ("--form",)) for kind in ("pdf", "html") for name in subjects]
    asked += [("all", f"columns.{kind}", kind, ("--columns", "note,name,status")) for kind in ("csv", "xlsx")]
    made = {}
    for name, end, kind, options in asked:
        path = team.export(f"{name}.{end}" if end == kind else f"{name}-{end}", subjects[name], *options)
        made[path] = subjects[name], options
    return made


def read_back(program, base):
    report = Report()
    # What stops a whole export is named, and the others are checked without it.
    without = dict(not_printed(program, base / "alone"))
    report("pdf: is made of every text", lambda: (f"{text!r}: status {status}" for text, status in without.items()))
    team = Team(program, base / "team", without)
    made = make_all(team)
    of = {path.name: path for path in made}
    rows = {name: csv_rows(of[f"{name}.csv"]) for name in ("all", "all-notes", "one", "one-notes")}
    first = dict([next(iter(team.people.items()))])
    for name in (*rows, "all-initials", "all-columns"):
        report(f"csv: bytes of {name}", csv_bytes, of[f"{name}.csv"])
    for name in rows:
        report(f"csv: values of {name}", csv_values, rows[name], team.people if "all" in name else first, "notes" in name)
    report("csv: LibreOffice runs nothing", csv_in_libreoffice, of["all-notes.csv"])
    for name in ("all", "all-notes", "one", "all-initials", "all-columns"):
        report(f"xlsx: look of {name}", xlsx_look, of[f"{name}.xlsx"])
    for name in ("all", "all-notes"):
        report(f"xlsx: values of {name}", xlsx_values, of[f"{name}.xlsx"], team, rows[name])
    chosen = csv_rows(of["all-columns.csv"])
    wanted = [{head: row[head] for head in ("Name", "Status", "Note")} for row in rows["all-notes"]]
    report("csv: chosen columns", differences, "list", chosen, wanted)
    wanted = [{head: as_openpyxl(fitting(text)) for head, text in row.items()} for row in chosen]
    sheet = openpyxl.load_workbook(of["all-columns.xlsx"])["All steps"]
    report("xlsx: chosen columns", differences, "list", sheet_rows(sheet), wanted)
    report("xlsx: a long title in the footer", long_title, team)
    report("xlsx: LibreOffice shows the same, and prints", xlsx_in_libreoffice, of["all-notes.xlsx"], rows["all-notes"])
    for name in ("all", "one"):
        report(f"ics: events of {name}", lambda: events(of[f"{name}.ics"], team, rows[name], False)[0])
        report(f"ics: events of {name}, with names", lambda: events(of[f"{name}-names.ics"], team, rows[name], True)[0])
    report("ics: no names, sites or words that somebody typed", left_out, [of["all.ics"], of["one.ics"]], MARK)
    report("json: of the folder, as team --json", json_as, of["all.json"], team.json)
    one = {"people": [team.by_path[team.files[0].name]], "counts": {"found": 1, "shown": 1, "unreadable": 0}}
    report("json: of one, as team --json", json_as, of["one.json"], json.loads(of["one.json"].read_text()) | one)
    for name in ("all", "one"):
        report(f"json: sign-offs of {name}", json_sign_offs, of[f"{name}.json"], team, rows[name])
    for name in ("all", "all-notes", "one"):
        report(f"html: values of {name}", html_values, of[f"{name}.html"], team, rows[name], "notes" in name)
        report(f"pdf: values of {name}", pdf_values, of[f"{name}.pdf"], team, rows[name], "notes" in name)
    for name in ("all", "all-notes", "one", "all-initials", "all-form"):
        report(f"html: safety of {name}", html_safe, of[f"{name}.html"])
        report(f"pdf: look of {name}", pdf_look, of[f"{name}.pdf"])
    for name in ("all-notes", "one-form"):
        report(f"html: checkers on {name}", html_by_others, of[f"{name}.html"])
    report("pdf: judges", pdf_by_others, of["all.pdf"], of["one-notes.pdf"], of["one-form.pdf"])
    report("pdf: marks on marks", pdf_marks, team)
    report("pdf: 40 completed steps on 2 pages", pdf_of_forty, team)
    report("form: every step", form_values, team, rows["all"])
    report("zip: sums and contents", pack, of["all.zip"], team)
    hidden = [path for path in made if "initials" in path.name]
    report("initials: no names, no words about anybody, no names of files", left_out, hidden, r"Zq\d+")
    report("initials: each cell", initials, of["all-initials.csv"])
    sought = [team.export(f"found.{kind}", team.folder, "--initials", "--find", "zq") for kind in ("xlsx", "pdf", "html")]
    report("initials: no name that was looked for", left_out, sought, "(?i)zq")
    plain = [path for path, (_, options) in made.items() if not {"--notes", "--columns"} & set(options)]
    for name in ("all", "all-initials"):
        for kind in KINDS:
            report(f"words: where a step stands, {name}.{kind}", words_for_standing, of[f"{name}.{kind}"])
    report("notes: only where they are asked for", left_out, plain, marks(team, "Note"))
    forms = [path for path in made if "form" in path.name]
    recorded = marks(team, "Waiting on", "Reference", "Reason", "Note", "Signed off by")
    report("form: nothing that is recorded", left_out, forms, recorded)
    report("all: no path of this computer", no_path, made, team)
    report("all: the same bytes again", same_again, team, made)
    report("all: targets", targets, team)
    report("ics: a day later", ics_later, team)
    return report.faults


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=Path)
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    given = parser.parse_args()
    if not os.access(given.program, os.X_OK) or given.keep and given.keep.exists():
        parser.error("PROGRAM has to be a program, and FOLDER new")
    with tempfile.TemporaryDirectory() as folder:
        base = (given.keep or Path(folder)).resolve()
        base.mkdir(exist_ok=True)
        sys.exit(1 if read_back(Program(given.program.resolve(), base / "home"), base) else 0)


if __name__ == "__main__":
    main()
