#!/usr/bin/python3
"""Uses the window as a screen reader does, over the accessibility bus of a Unix desktop, and names what is wrong.

    at_spi.py PROGRAM [--trees FOLDER]
    at_spi.py PROGRAM --dump FILE.json

A checklist is made, ticked, undone, saved and looked at on every screen, by the roles and names of elements alone, and what
was saved is compared with what was done. Each check is a line: "ok", or "FAULT" with the smallest examples; "limit" is what
the libraries leave out on Unix, whatever the program says, and "keys" what took the keyboard, for want of an action. With
--trees, all that is exposed on each screen is written into FOLDER. With --dump, what is exposed after opening FILE.json is
printed, and nothing is checked.

The display, the buses, the settings and the files are private, and go at the end. SECURE_START_RENDERER is passed on. It
takes the Debian packages xvfb, dbus-daemon, at-spi2-core, python3-gi, gir1.2-atspi-2.0 and xdotool, and those that the
window itself loads (README.md).

Exit status: 0 no fault, 1 some, 2 wrong use."""

import argparse
import contextlib
import ctypes
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path

try:
    import gi

    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi, Gio, GLib
except (ImportError, ValueError) as missing:
    print(f"{missing}: /usr/bin/python3 has it from the Debian packages python3-gi and gir1.2-atspi-2.0.", file=sys.stderr)
    sys.exit(2)

SAMPLES = Path(__file__).resolve().parents[2] / "assets" / "samples"
TODAY = "2026-11-22"
# In seconds: all of it; what should come; what may not come at all; what stays so long is done; between two looks.
WHOLE, PATIENCE, SHORT, STILL, LOOK = 85, 10, 5, 0.25, 0.04
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
# Without folders of services: nothing else of this computer is started, such as a portal with a file dialog of its own.
BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:dir={}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>"""
FOLDERS = {
    "HOME": "home", "XDG_RUNTIME_DIR": "run", "XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data",
    "XDG_CACHE_HOME": "cache", "XDG_STATE_HOME": "state",
}
STANDING = r"(Not yet started|In progress|Completed|Cannot start yet|Problem|There is a problem|Not needed)"
MENUS = ("File", "Edit", "View", "Go", "Help")
ENTRIES = {"menu item", "check menu item", "radio menu item", "menu"}
BOXES = {"check box", "radio button", "check menu item", "radio menu item"}
CHOSEN = ("pressed", "checked", "selected")
ICON = re.compile("[\ue000-\uf8ff\ufffd]")
ANY = re.compile(".*")


class Late(Exception):
    """What was waited for did not come."""


class Gone(Exception):
    """What was there a moment ago is not any more."""


class Over(Exception):
    """There is no more time."""


# ------------------------------------------------------------------------------------------------------------- the desktop


class Desktop:
    """A display and the buses of a session, for one program."""

    def __init__(self, base):
        self.base, self.started = base, []
        # Whoever is left behind by what is started here becomes a child of this process, and so can be ended.
        ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)
        self.env = {name: str(base / folder) for name, folder in FOLDERS.items()}
        self.env |= {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "LIBGL_ALWAYS_SOFTWARE": "1"}
        self.env |= {"GSETTINGS_BACKEND": "memory"}
        for folder in self.env.keys() & FOLDERS.keys():
            Path(self.env[folder]).mkdir(mode=0o700)

    def __enter__(self):
        try:
            self.env["DISPLAY"] = ":" + self.told("Xvfb", "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-displayfd")
            config = self.base / "bus.conf"
            config.write_text(BUS.format(self.env["XDG_RUNTIME_DIR"]))
            words = ("dbus-daemon", f"--config-file={config}", "--nofork", "--nosyslog", "--print-address")
            self.env["DBUS_SESSION_BUS_ADDRESS"] = self.told(*words)
            launcher = next((path for path in LAUNCHERS if os.access(path, os.X_OK)), LAUNCHERS[0])
            self.start([launcher, "--launch-immediately"], self.env)
        except BaseException:
            self.__exit__()
            raise
        return self

    def start(self, words, env, **more):
        with open(self.base / f"{Path(words[0]).name}.log", "ab") as log:
            process = subprocess.Popen(words, env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **more)
        self.started.append(process)
        return process

    def told(self, *words):
        """Starts something that writes a line into the file descriptor behind its last word, and gives the line."""
        out, into = os.pipe()
        with open(out) as lines:
            try:
                self.start([*words, str(into)], self.env, pass_fds=[into])
            finally:
                os.close(into)
            line = lines.readline().strip()
        if not line:
            raise Late(f"{words[0]} did not start: {self.log(words[0])}")
        return line

    def log(self, name):
        """The end of what a program complained of."""
        path = self.base / f"{Path(name).name}.log"
        return path.read_text(errors="replace")[-600:] if path.exists() else ""

    def run(self, program, *arguments):
        """The program in a window, where there is no file dialog of the system."""
        env = self.env | {"PATH": str(self.base), "XDG_DATA_DIRS": str(self.base)}
        env |= {name: os.environ[name] for name in ("SECURE_START_RENDERER",) if name in os.environ}
        return self.start([str(program), "--today", TODAY, *map(str, arguments)], env, cwd=self.base)

    def __exit__(self, *_):
        """Ends everything that was started, the last first, each by its own id."""
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_IGN)
        for process in reversed(self.started):
            process.terminate()
            try:
                process.wait(3)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        until = time.monotonic() + 3
        while left := children():
            for pid in left:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGTERM if time.monotonic() < until else signal.SIGKILL)
                with contextlib.suppress(ChildProcessError):
                    os.waitpid(pid, os.WNOHANG)
            time.sleep(LOOK)


def children():
    """The ids of the children of this process."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if int(stat.read_text().rpartition(")")[2].split()[1]) == os.getpid():
                found.append(int(stat.parent.name))
    return found


# ------------------------------------------------------------------------------------------------------------ the elements


@cache
def role_of(number):
    role = Atspi.Role(number).value_nick.replace("-", " ")
    # It is a button from 2.54 on.
    return "push button" if role == "button" else role


@cache
def states_of(bits):
    every = (Atspi.StateType(number) for number in range(int(Atspi.StateType.LAST_DEFINED)))
    return frozenset(state.value_nick for state in every if bits >> int(state) & 1)


class Node:
    """An element as it was when the tree was read. What is rarely wanted is asked for when it is."""

    def __init__(self, item, parent, application):
        *_, self.place, _, interfaces, self.name, role, self.description, (low, high) = item
        self.parent, self.application = parent, application
        self.depth = parent.depth + 1 if parent else 0
        self.interfaces = {name.removeprefix("org.a11y.atspi.") for name in interfaces}
        self.role, self.states = role_of(role), states_of(low | high << 32)

    @cached_property
    def accessible(self):
        """The element itself."""
        if self.parent is None:
            return self.application
        found = self.parent.accessible.get_child_at_index(self.place)
        if found is None or found.get_name() != self.name:
            raise Gone(f"{self} is not there any more")
        return found

    @cached_property
    def attributes(self):
        return dict(self.accessible.get_attributes() or {})

    @cached_property
    def value(self):
        """The least, the current and the greatest."""
        if "Value" not in self.interfaces:
            return None
        return tuple(getattr(self.accessible, f"get_{which}_value")() for which in ("minimum", "current", "maximum"))

    @cached_property
    def text(self):
        if "Text" not in self.interfaces:
            return None
        return self.accessible.get_text(0, self.accessible.get_character_count())

    @property
    def key(self):
        return self.depth, self.role, self.name, self.states

    @property
    def acts(self):
        return "Action" in self.interfaces and "enabled" in self.states

    @property
    def is_control(self):
        """Whether somebody can come to it, or do something with it."""
        return self.role != "frame" and ("focusable" in self.states or "Action" in self.interfaces)

    @property
    def above(self):
        """What it is in, from near to far."""
        return [self.parent, *self.parent.above] if self.parent else []

    def is_in(self, other):
        return other is None or other is self or other in self.above

    def __str__(self):
        return f"{self.role} “{self.name}”"

    def line(self):
        """All of it."""
        parts = [f"{'  ' * self.depth}{self}"]
        parts += [f"value={self.value}"] if self.value else []
        parts += [f"text={self.text!r}"] if self.text is not None else []
        parts += [f"description={self.description!r}"] if self.description else []
        parts += [f"{name}={value!r}" for name, value in sorted(self.attributes.items())]
        kinds = self.interfaces - {"Accessible", "Component"}
        return " ".join([*parts, f"[{' '.join(sorted(self.states))}]", f"({' '.join(sorted(kinds))})"])


class Tree:
    """All elements, parents before children, from the list that readers fill their caches with."""

    def __init__(self, items, application):
        self.nodes, below = [], {}
        for item in items:
            below.setdefault(item[2], []).append(item)
        todo = [(next(item for item in items if item[0] == item[1]), None)]
        while todo:
            item, parent = todo.pop()
            node = Node(item, parent, application)
            self.nodes.append(node)
            todo += [(child, node) for child in sorted(below.get(item[0], ()), key=lambda one: -one[3])]

    def of(self, *roles, inside=None):
        return [node for node in self.nodes if node.role in roles and node.is_in(inside)]

    def named(self, name, *roles, inside=None):
        """The elements of this name, or whose whole name fits; the keys behind an entry of a menu are not of its name."""
        pattern = name if isinstance(name, re.Pattern) else re.compile(re.escape(name) + r"( (Ctrl\+|F\d).*)?")
        fitting = [node for node in self.nodes if pattern.fullmatch(node.name) and node.is_in(inside)]
        return [node for node in fitting if not roles or node.role in roles]

    @property
    def focused(self):
        return [node for node in self.nodes if "focused" in node.states]

    @property
    def dialog(self):
        return next(iter(self.of("dialog", "alert")), None)

    def opened(self, menu):
        """What stands in an open menu."""
        return [node for node in self.nodes if node.is_control and any(one.name == menu for one in node.above)]


class Reader:
    """What a screen reader has of the program: the tree, the events, the actions of elements, and the keyboard."""

    def __init__(self, desktop, program, *arguments):
        self.desktop, self.heard, self.typed, self.keys = desktop, [], [], Counter()
        for name in ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR"):
            os.environ[name] = desktop.env[name]
        os.environ.pop("AT_SPI_BUS_ADDRESS", None)
        self.process = None
        self.switch_on()
        Atspi.init()
        Atspi.set_timeout(5000, 15000)
        self.listener = Atspi.EventListener.new(self.hear)
        for event in ("object:announcement", "object:text-changed:insert"):
            self.listener.register(event)
        self.process = desktop.run(program, *arguments)
        root = Atspi.get_desktop(0)
        self.application = self.until(lambda: first_of(root), "the program is on the accessibility bus", 2 * PATIENCE)
        # What the library keeps may be old.
        self.application.set_cache_mask(Atspi.Cache.NONE)
        self.bus, self.program = bus_of_elements()
        self.until(lambda: self.tree().of("heading"), "the window shows something")
        # There is no window manager that would give the window the keyboard.
        window = self.xdotool("search", "--sync", "--onlyvisible", "--pid", str(self.process.pid)).split()[-1]
        self.xdotool("windowfocus", "--sync", window)
        self.until(lambda: self.tree().focused, "the window has the keyboard")

    def switch_on(self):
        """Says on the session bus that a screen reader runs; programs look there."""
        bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        bus.set_exit_on_close(False)

        def is_on():
            for name in ("IsEnabled", "ScreenReaderEnabled"):
                value = GLib.Variant("(ssv)", ("org.a11y.Status", name, GLib.Variant("b", True)))
                call(bus, "org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set", value)
            return True

        self.until(is_on, "the accessibility bus runs")

    def hear(self, event):
        is_said = event.type == "object:announcement"
        (self.heard if is_said else self.typed).append(str(event.any_data))

    def until(self, what, why, seconds=PATIENCE):
        """Asks until the answer is good, and gives it."""
        end = time.monotonic() + seconds
        while True:
            while GLib.MainContext.default().iteration(False):
                pass
            with contextlib.suppress(GLib.Error, Gone):
                if answer := what():
                    return answer
            if self.process and self.process.poll() is not None:
                told = self.desktop.log(self.process.args[0])
                raise Late(f"the program has ended with status {self.process.returncode}, not: {why}. {told}")
            if time.monotonic() > end:
                raise Late(f"not in {seconds} s: {why}")
            time.sleep(LOOK)

    def comes(self, what, seconds=SHORT):
        """What it is once it is there, if that is soon."""
        with contextlib.suppress(Late):
            return self.until(what, "", seconds)

    def tree(self):
        items = call(self.bus, self.program, "/org/a11y/atspi/cache", "org.a11y.atspi.Cache", "GetItems")
        return Tree(items, self.application)

    def settled(self):
        """The tree once it has not changed for a while."""
        before, since = None, time.monotonic()

        def is_same():
            nonlocal before, since
            now = self.tree()
            keys = [node.key for node in now.nodes]
            if keys != before:
                before, since = keys, time.monotonic()
            return now if time.monotonic() - since > STILL else None

        return self.until(is_same, "the tree stays as it is")

    def wait(self, name, *roles):
        return self.until(lambda: self.tree().named(name, *roles), f"{' or '.join(roles)} “{name}”")[0]

    def wait_gone(self, name, *roles):
        self.until(lambda: not self.tree().named(name, *roles), f"“{name}” goes")

    def wait_closed(self):
        self.until(lambda: not self.tree().dialog, "the dialog closes")

    def has(self, name, *states):
        """Whether something of that name is in one of the states."""
        return any(node.states & set(states) for node in self.tree().named(name))

    def control(self, name, *roles):
        """The first element of that name that acts, of a dialog where there is one."""

        def found():
            tree = self.tree()
            acting = [node for node in tree.named(name, *roles, inside=tree.dialog) if node.acts]
            return acting and acting[0].accessible and acting[0]

        return self.until(found, f"{' or '.join(roles) or 'something'} “{name}” that acts")

    def press(self, name, *roles):
        """The action of an element."""
        act(self.control(name, *roles))

    def open_menu(self, menu):
        self.press(menu, "push button", *ENTRIES)
        self.until(lambda: self.tree().opened(menu), f"the menu {menu} opens")

    def menu(self, menu, entry):
        """The action of an entry of the menu bar."""
        self.open_menu(menu)

        def found():
            tree = self.tree()
            acting = [node for node in tree.opened(menu) if node in tree.named(entry) and node.acts]
            return acting and acting[0].accessible and acting[0]

        act(self.until(found, f"the entry “{entry}” of the menu {menu}, to be chosen"))

    def write(self, name, text, shown=None):
        """Text into a field, where the field takes it. It is shown as it was written, or otherwise."""
        node = self.control(name, "entry")
        if "EditableText" in node.interfaces:
            node.accessible.set_text_contents(text)
        else:
            self.focus(name, "entry")
            self.type_keys("text of a field", "ctrl+a")
            self.xdotool("type", text)
        self.until(lambda: self.control(name, "entry").text == (shown or text), f"“{text}” stands in “{name}”")

    def focus(self, name, *roles):
        """Gives an element the focus, as a reader does."""
        node = self.control(name, *roles)
        node.accessible.grab_focus()
        self.until(lambda: str(node) in map(str, self.tree().focused), f"{node} has the focus")
        return node

    def type_keys(self, why, key):
        """A key, for what has no action, or to see that it does the same; not before the one before is done with."""
        self.settled()
        self.keys[why] += 1
        self.xdotool("key", key)

    def xdotool(self, *words):
        said = {"capture_output": True, "text": True, "timeout": 2 * PATIENCE}
        done = subprocess.run(["xdotool", *words], env=self.desktop.env, check=False, **said)
        if done.returncode:
            raise Late(f"xdotool {words[0]}: {done.stderr}")
        return done.stdout


def call(bus, name, path, interface, method, arguments=None):
    answer = bus.call_sync(name, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE, 5000, None).unpack()
    return answer[0] if answer else None


def bus_of_elements():
    """The accessibility bus, and the name of the program on it."""
    address = call(Gio.bus_get_sync(Gio.BusType.SESSION), "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress")
    flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
    bus = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)
    root = "/org/a11y/atspi/accessible/root"
    return bus, call(bus, "org.a11y.atspi.Registry", root, "org.a11y.atspi.Accessible", "GetChildren")[0][0]


def first_of(root):
    """The only program, once it has a window."""
    program = root.get_child_at_index(0) if root.get_child_count() else None
    return program if program and program.get_child_count() else None


def act(node):
    if not node.accessible.do_action(0):
        raise Late(f"{node} does not act")


# ---------------------------------------------------------------------------------------------------------- what is checked


def names(nodes):
    """Whatever acts or takes the focus says what it is, and no icon is read out."""
    for node in nodes:
        if node.is_control and not node.name.strip() and node.role != "scroll bar":
            yield f"no name: {node} in {node.parent}"
        if node.role == "label" and not node.name.strip():
            yield f"a text of nothing in {node.parent}"
        if ICON.search(node.name + node.description):
            yield f"an icon is read out: {ICON.sub('□', str(node))}"


def twins(nodes):
    """No two things that act are told alike: by name, description and the named group that they are in."""
    acting = Counter((str(node), node.description, group(node)) for node in nodes if node.is_control and node.name)
    yield from (f"{count} times: {what}" for (what, _, _), count in acting.items() if count > 1)


def group(node):
    """The name of the nearest thing around it that has one."""
    around = node.parent
    while around and not around.name:
        around = around.parent
    return around.name if around else ""


def headings(nodes):
    """There is a heading, each has a name, and a level where levels are published."""
    found = [node for node in nodes if node.role == "heading"]
    if not found:
        yield "no heading"
    yield from (f"no name, in {node.parent}" for node in found if not node.name.strip())
    levels = [int(node.attributes.get("level", 0)) for node in found]
    if any(levels):
        yield from (f"no level: {node}" for node, level in zip(found, levels) if not level)
        yield from (f"level {two} after {one}" for one, two in pairwise(levels) if two > one + 1)


def states(nodes):
    """A box says whether it is ticked, and nothing else does."""
    for node in nodes:
        is_box = node.role in BOXES
        if is_box != ("checkable" in node.states):
            yield f"{'not checkable' if is_box else 'says that it can be ticked'}: {node}"


def values(nodes):
    """What is in a field can be read and written, and a bar says how far it is."""
    for node in nodes:
        if node.role == "entry" and (node.text is None or "EditableText" not in node.interfaces):
            yield f"no text: {node}"
        if node.role in ("progress bar", "level bar", "slider", "spin button"):
            least_, current, most = node.value or (0, 0, 0)
            if not least_ <= current <= most or least_ == most:
                yield f"no value: {node} {node.value or ''}[{' '.join(sorted(node.states & {'indeterminate'}))}]"


def kinds(nodes):
    """What leads to a page is a link, and a choice between several says of what."""
    for node in nodes:
        if re.match("(https?|mailto):", node.description) and node.role != "link":
            yield f"not a link: {node}"
        groups = [one for one in node.above if one.name and one.role in ("panel", "grouping", "list box", "menu")]
        if node.role == "radio button" and not groups and not node.description:
            yield f"not of a group that has a name: {node}"


CHECKS = {"names": names, "twins": twins, "headings": headings, "states": states, "values": values, "kinds": kinds}


class Report:
    """A line for each check."""

    def __init__(self):
        self.checks = self.faults = self.limits = 0
        self.found = set()

    def __call__(self, what, found):
        try:
            found = list(dict.fromkeys(found or ()))
        except (Late, Gone, GLib.Error) as error:  # A check that breaks off has found something too.
            found = [f"{type(error).__name__}: {error}"]
        self.checks += 1
        self.faults += bool(found)
        self.found.update(found)
        print(f"FAULT {what} ({len(found)}): {least(found)}" if found else f"ok    {what}", flush=True)

    def limit(self, what, found):
        found = list(dict.fromkeys(found))
        self.limits += bool(found)
        if found:
            print(f"limit {what} ({len(found)}): {least(found)}", flush=True)


def least(found):
    return " | ".join(one[:250] for one in sorted(found, key=len)[:4]).replace("\n", "⏎")


# ------------------------------------------------------------------------------------------------------------- the journey


class Journey:
    """From the first screen to the last."""

    def __init__(self, reader, report, base, trees):
        self.reader, self.report, self.base, self.trees = reader, report, base, trees
        self.seen, self.in_menus, self.not_modal = {}, [], []
        # The titles of the steps, and of the one that is ticked early.
        self.titles, self.early = [], None

    def go(self):
        for part in (
            self.welcome, self.menus, self.form, self.choices, self.tick, self.step, self.keyboard, self.waiting,
            self.save, self.dialogs, self.plan, self.reference, self.team, self.limits, self.leave,
        ):
            part()

    def screen(self, name, inside=lambda tree: None, without=()):
        """What is checked wherever the journey comes to, once it is there: all of it, or what is inside something."""
        tree = self.seen[name] = self.reader.settled()
        if self.trees:
            text = "".join(f"{node.line()}\n" for node in tree.nodes)
            (self.trees / f"{len(self.seen):02} {name}.txt").write_text(text)
        whole = inside(tree)
        nodes = [node for node in tree.nodes if node.is_in(whole)]
        for what in [one for one in CHECKS if one not in without]:
            self.report(f"{name}: {what}", CHECKS[what](nodes))
        focused = [str(node) for node in tree.focused]
        self.report(f"{name}: one focus", [] if len(focused) == 1 else focused or ["none"])
        return tree

    def said(self, what, pattern):
        """That something was announced since the list was emptied."""
        heard = self.reader.heard
        is_said = self.reader.comes(lambda: any(re.search(pattern, one) for one in heard))
        self.report(f"{what} is announced", [] if is_said else [f"no “{pattern}” in {heard}"])
        heard.clear()

    def focus_is(self, what, name):
        """That the focus comes to what has this name."""
        comes = self.reader.comes(lambda: self.reader.has(name, "focused"))
        where = [] if comes else [f"it is on {', '.join(map(str, self.reader.tree().focused)) or 'nothing'}"]
        self.report(f"{what}: the focus is where it should be", where)

    def welcome(self):
        frame = self.reader.wait(ANY, "frame")
        self.report("window: has the name of its title", [] if "Secure Start" in frame.name else [f"{frame}"])
        self.reader.wait("Secure Start", "heading")
        tree = self.screen("welcome")
        last = [node for node in tree.nodes if "focusable" in node.states and node.acts][-1]
        self.reader.focus(last.name)
        self.reader.type_keys("round the window", "Tab")
        self.focus_is("welcome: Tab after the last", MENUS[0])

    def menus(self):
        """Each menu; and by the keyboard, since a reader types too."""
        reader, odd = self.reader, []
        for menu in MENUS:
            reader.open_menu(menu)
            tree = self.screen(f"menu {menu}", lambda tree: tree.opened(menu)[0].parent, ["headings"])
            odd += [str(node) for node in tree.opened(menu) if node.role not in ENTRIES]
            self.in_menus += [node.parent for node in tree.nodes if node.name == menu and node.parent]
            reader.press(menu, "push button", *ENTRIES)
            reader.until(lambda: not reader.tree().opened(menu), f"the menu {menu} closes")
        self.report("menus: entries are entries of a menu", odd)
        reader.type_keys("the menus, from F10 on", "F10")
        self.focus_is("menus: F10", "File")
        reader.type_keys("the menus, from F10 on", "Return")
        reader.until(lambda: reader.tree().opened("File"), "the menu opens")
        reader.type_keys("the menus, from F10 on", "Down")
        self.focus_is("menus: Enter and Down", re.compile("New checklist.*"))
        reader.type_keys("the menus, from F10 on", "Escape")
        reader.until(lambda: not reader.tree().opened("File"), "the menu closes")

    def form(self):
        """The form with nothing in it, and what is said of that."""
        reader = self.reader
        reader.press("Make my checklist")
        reader.wait("New checklist", "heading")
        tree = self.screen("form")
        self.focus_is("form", "Name")
        asked = [node for node in tree.of("entry", "combo box") if "optional" not in node.name]
        self.report("form: says what has to be filled in", [str(node) for node in asked if "required" not in node.states])
        reader.heard.clear()
        reader.press("Make the checklist")
        reader.wait("There is a problem", "heading")
        tree = self.screen("form with problems")
        self.said("form: each thing that is missing", "Enter your name")
        asked = [node for node in tree.of("entry", "combo box") if "optional" not in node.name]
        silent = [str(node) for node in asked if not re.search("Enter your|Select a ", node.description)]
        self.report("form: a field says itself what is wrong with it", silent)

    def choices(self):
        """The form filled in."""
        reader, odd, silent = self.reader, [], []
        reader.write("Name", "Sam Example")
        reader.heard.clear()
        for field, option in ("Nation", "Wales"), ("Setting", "Category C .*"), ("Role", "Nurse"), ("Contract", "Employed"):
            reader.press(re.compile(f"{field}.*"), "combo box")
            reader.until(lambda: reader.tree().of("list box"), f"the list of {field} opens")
            if field == "Nation":
                tree = self.screen("list of nations", lambda tree: tree.of("list box")[0].parent, ["headings"])
                odd = [str(node) for node in tree.nodes if node.above and node.parent.role == "list box"]
            reader.press(re.compile(option))
            reader.until(lambda: not reader.tree().of("list box"), f"the list of {field} closes")
            self.focus_is(f"form: after a choice of {field}", re.compile(f"{field}.*"))
            combo = reader.wait(re.compile(f"{field}.*"), "combo box")
            if not re.search(option, " ".join((combo.name, combo.description, combo.text or ""))):
                silent.append(f"{combo}, {option} is chosen")
        odd = [one for one in odd if not one.startswith(("list item", "menu item"))]
        self.report("form: options are options of a list", odd)
        self.report("form: a list says what is chosen", silent)
        self.said("form: how many steps there will be", r"\d+ steps in")
        reader.write("Site (optional)", "Sample Prison")
        reader.write("Planned start date (optional)", "1 3 2027", "1 March 2027")
        self.screen("form filled in")
        reader.press("Make the checklist")
        reader.wait("Sam Example", "heading")

    def tick(self):
        """The rows, a tick, and the way back."""
        reader = self.reader
        tree = self.screen("checklist")
        boxes = [node.name for node in tree.of("check box") if node.name.startswith("Completed: ")]
        self.titles = [name.removeprefix("Completed: ") for name in boxes]
        self.report("checklist: a box for each step", [] if len(boxes) == 42 else [f"{len(boxes)} boxes, not 42"])
        rows = {title: re.compile(rf"{re.escape(title)}\. {STANDING}\..*") for title in self.titles}
        is_row = {title: any(node.acts for node in tree.named(row)) for title, row in rows.items()}
        self.report("checklist: a row says its title and status", [title for title in rows if not is_row[title]])
        first = boxes[0]
        reader.focus(first, "check box")
        reader.heard.clear()
        reader.press(first, "check box")
        reader.until(lambda: reader.has(first, "checked"), f"{first} is ticked")
        self.said("checklist: a tick", re.escape(first))
        self.focus_is("checklist: after a tick", first)
        self.screen("checklist with a notice")
        reader.menu("Edit", re.compile(f"Undo .*{re.escape(self.titles[0])}.*"))
        reader.until(lambda: not reader.has(first, "checked"), f"{first} is not ticked any more")
        self.said("checklist: undo", "^Undone: ")
        self.focus_is("checklist: after undo by the menu", first)
        reader.press("Dismiss")
        reader.wait_gone("Dismiss")
        reader.press(first, "check box")
        reader.until(lambda: reader.has(first, "checked"), f"{first} is ticked again")
        self.said("checklist: how many are completed", "^1 of [0-9]+ completed")

    def step(self):
        """A step: its status, a text, a date that is none."""
        reader, title = self.reader, self.titles[1]
        self.row = re.compile(rf"{re.escape(title)}\. {STANDING}.*")
        reader.press(self.row)
        reader.wait(title, "heading")
        self.screen("step")
        reader.heard.clear()
        reader.press("In progress")
        reader.until(lambda: reader.has("In progress", *CHOSEN), "the status that was chosen is a state")
        self.said("step: a status", re.escape(title))
        reader.write("Reference", "Letter HR-104")
        reader.focus("Asked for on", "entry")
        reader.write("Asked for on", "99 99 2026")
        reader.heard.clear()
        reader.focus("Reference", "entry")
        reader.until(lambda: reader.tree().named(re.compile("Asked for on .+")), "the field says that it is no date")
        self.said("step: a date that is none", "Asked for on ")
        self.screen("step with a date that is none")
        field = reader.control("Asked for on", "entry")
        told = [] if re.search("date|must", field.description) else [f"{field}, description {field.description!r}"]
        self.report("step: the field says itself that it is no date", told)
        reader.write("Asked for on", "20 11 2026")

    def keyboard(self):
        """What is typed, and the ways by keys between the list and a step."""
        reader = self.reader
        reader.focus("Note", "entry")
        reader.typed.clear()
        reader.keys["letters, to hear them"] += 1
        reader.xdotool("type", "ab")
        heard = reader.comes(lambda: "ab" in "".join(reader.typed))
        self.report("step: typed letters are heard", [] if heard else [f"{reader.typed}"])
        reader.until(lambda: reader.control("Note", "entry").text == "ab", "the letters are in the field")
        reader.press("Close step")
        reader.wait_gone("Close step")
        self.focus_is("step: after it is closed", self.row)
        reader.type_keys("from row to row, and into a step", "Down")
        self.focus_is("list: Down", re.compile(rf"{re.escape(self.titles[2])}\. .*"))
        reader.type_keys("from row to row, and into a step", "Up")
        reader.until(lambda: reader.has(self.row, "focused"), "Up leads back")
        reader.type_keys("from row to row, and into a step", "Return")
        reader.wait("Close step")
        self.focus_is("step: opened by Enter", "Close step")
        reader.press("Close step")
        reader.wait_gone("Close step")
        self.focus_is("step: closed again", self.row)

    def waiting(self):
        """A step that waits for another: what it says, and what is asked when it is ticked."""
        reader = self.reader
        pattern = re.compile(r"(.+)\. Cannot start yet\..*")
        self.early = pattern.fullmatch(reader.wait(pattern).name)[1]
        reader.press(re.compile(rf"{re.escape(self.early)}\. .*"))
        reader.wait(self.early, "heading")
        tree = self.screen("step that waits")
        self.report("step: says its status", [] if tree.named(re.compile("Status: .*")) else ["no “Status: …”"])
        box = f"Completed: {self.early}"
        reader.focus(box, "check box")
        reader.press(box, "check box")
        self.opened("A reason is needed", "Reason")
        reader.write("Reason", "Done at another site")
        reader.press("Give this reason")
        reader.wait_closed()
        self.focus_is("dialog A reason is needed: closed", box)
        reader.until(lambda: reader.has(box, "checked"), f"{box} is ticked")

    def opened(self, name, first=""):
        """That a dialog is as it should be."""
        reader = self.reader
        reader.until(lambda: reader.tree().dialog, f"the dialog {name} opens")
        tree = self.screen(f"dialog {name}", lambda tree: tree.dialog)
        dialog = tree.dialog
        found = [] if dialog.name else [f"no name: {dialog}"]
        fitting = [node for node in tree.focused if node.is_in(dialog) and node.name.startswith(first)]
        found += [] if fitting else [f"the focus is on {', '.join(map(str, tree.focused)) or 'nothing'}"]
        self.report(f"dialog {name}: has a name, and the focus in it", found)
        self.not_modal += [] if "modal" in dialog.states else [str(dialog)]
        return tree

    def save(self):
        """Where there is no dialog of the system, the path is written into fields."""
        reader, file = self.reader, self.base / "team" / "sam.json"
        file.parent.mkdir()
        reader.menu("File", "Save As…")
        self.opened("Save the checklist", "File name")
        reader.write("Folder", str(file.parent))
        reader.write("File name", file.name)
        reader.heard.clear()
        reader.press("Save")
        reader.wait_closed()
        self.said("save: that it is saved", "[Ss]aved")
        reader.until(file.exists, f"{file.name} is there")
        self.report("save: what was done is in the file", self.kept(json.loads(file.read_text())))

    def kept(self, whole):
        """What is in the file and was not done, or the other way round."""
        starter = {"name": "Sam Example", "nation": "wales", "setting": "category-c-prison", "role": "nurse"}
        starter |= {"contract": "employed", "site": "Sample Prison", "planned_start": "2027-03-01"}
        if whole["starter"] != starter:
            yield f"starter: {whole['starter']}"
        records = {step["title"]: step["record"] for step in whole["steps"] if len(step["record"]) > 1}
        started = {"status": "in-progress", "reference": "Letter HR-104", "asked": "2026-11-20", "note": "ab"}
        wanted = {
            self.titles[0]: {"status": "completed", "completed": TODAY},
            self.titles[1]: started,
            self.early: {"status": "completed", "completed": TODAY, "reason": "Done at another site"},
        }
        for title in records.keys() | wanted.keys():
            if records.get(title) != wanted.get(title):
                yield f"{title}: {records.get(title)}, not {wanted.get(title)}"

    def dialogs(self):
        """The others, by the menus; each is closed by its button, and one by Escape."""
        reader = self.reader
        here = reader.focus(f"Completed: {self.titles[0]}", "check box").name
        for menu, entry, close in (
            ("Edit", "Settings…", "Close"), ("Edit", "Starter’s details…", "Close"), ("Help", "Keyboard shortcuts", "Close"),
            ("Help", "About Secure Start", "Close"), ("View", "As it stood on a day…", "Cancel"),
            ("File", "Versions…", "Close"), ("File", "Export…", "Cancel"), ("File", "Print…", "Cancel"),
            ("Edit", "Remove my data from this computer…", None),
        ):
            name = entry.rstrip("…")
            reader.menu(menu, entry)
            tree = self.opened(name)
            is_left = name == "Settings" and self.behind(tree)
            if close:
                reader.press(close)
            else:
                reader.type_keys("to close a dialog", "Escape")
            reader.wait_closed()
            if is_left:
                reader.menu("Go", "Checklist")
                reader.focus(here, "check box")
            else:
                self.focus_is(f"dialog {name}: closed", here)
        self.report("dialogs: say that nothing else counts", [f"not modal: {one}" for one in self.not_modal])

    def behind(self, tree):
        """Tab goes round in a dialog, and what is behind it does nothing; gives whether it did."""
        reader = self.reader
        inside = [node for node in tree.nodes if node.is_in(tree.dialog) and node.acts and "focusable" in node.states]
        seen, out = [], []
        before = tree.focused[0]

        def goes_on():
            now = reader.tree()
            return [node for node in now.focused if node.is_in(now.dialog) and str(node) != str(before)]

        for _ in range(len(inside) + 1):
            reader.type_keys("round a dialog", "Tab")
            if not (here := reader.comes(goes_on, 1)):
                out.append(f"from {before} to {', '.join(map(str, reader.tree().focused))}")
                break
            before = here[0]
            seen.append(str(before))
        self.report("dialog Settings: Tab stays in it", out)
        self.report("dialog Settings: Tab comes to all of it", {str(node) for node in inside} - set(seen))
        behind = [node for node in tree.named("Plan") if not node.is_in(tree.dialog) and node.acts]
        for node in behind[:1]:
            act(node)
        has_acted = reader.comes(lambda: reader.tree().named(re.compile("Plan for .*"), "heading"), 2)
        self.report("dialog Settings: nothing behind it acts", map(str, behind) if has_acted else [])
        return has_acted

    def tabs(self, screen, tabs):
        for tab in tabs:
            self.reader.press(tab)
            self.reader.until(lambda: self.reader.has(tab, *CHOSEN), f"the part {tab} is shown")
            self.screen(f"{screen} {self.reader.wait(tab).name.split(' (')[0]}")

    def plan(self):
        reader = self.reader
        reader.menu("Go", "Plan")
        reader.wait(re.compile("Plan for .*"), "heading")
        self.focus_is("plan", "Today")
        self.tabs("plan", ("Today", "Timeline", "What runs out", "Access", "Table"))
        reader.press(re.compile(rf"{re.escape(self.titles[2])}\. .*"))
        reader.wait("Done by", "entry")
        self.screen("plan what-if")

    def reference(self):
        reader = self.reader
        reader.menu("Go", "Reference")
        reader.wait("Reference", "heading")
        self.focus_is("reference", "Search the reference")
        self.screen("reference")
        reader.heard.clear()
        reader.write("Search the reference", "vetting")
        self.said("reference: how many are found", r"\d+ results? for")
        reader.menu("Go", "About your role")
        reader.wait("Nurse", "heading")
        self.screen("panel")

    def team(self):
        reader, folder = self.reader, self.base / "team"
        for sample in SAMPLES.glob("*.json"):
            shutil.copy(sample, folder)
        reader.menu("File", "Open a team folder…")
        self.opened("Choose your team’s folder", "Folder")
        reader.write("Folder", str(folder))
        reader.press("Open")
        reader.wait("Team: team", "heading")
        reader.wait_gone("Reading…")
        self.tabs("team", ("Actions", re.compile(r"People \(\d+\)"), "Matrix", re.compile(r"Files \(\d+\)")))
        bare = self.seen["team Matrix"].named(re.compile(r"\d+ of \d+"))
        self.report("team Matrix: a count says of what", [str(node) for node in bare])

    def limits(self):
        """What is the same wherever it is, and does not come from the program."""
        nodes = [node for tree in self.seen.values() for node in tree.nodes]
        levels = [node for node in nodes if node.role == "heading" and "attributes" in vars(node)]
        if not any("level" in node.attributes for node in levels):
            self.report.limit("headings have no level", map(str, levels))
        bars = [node for node in nodes if node.role == "scroll bar" and not node.name]
        self.report.limit("scroll bars have no name", map(str, bars))
        self.report.limit("the bar of menus is none", [str(node) for node in self.in_menus if node.role != "menu bar"])

    def leave(self):
        """The program ends by itself, by its menu."""
        reader = self.reader
        reader.menu("File", "Quit")
        with contextlib.suppress(subprocess.TimeoutExpired):
            reader.process.wait(PATIENCE)
        status = reader.process.returncode
        self.report("quit: the program ends, with status 0", [] if status == 0 else [f"status {status}"])


# --------------------------------------------------------------------------------------------------------------------- main


def work(given, base):
    """What was asked for, on a desktop of its own; gives the exit status."""
    report, begun, keys = Report(), time.monotonic(), Counter()
    try:
        with Desktop(base) as desktop:
            if given.dump:
                # A copy, so that nothing is written beside the file.
                reader = Reader(desktop, given.program, shutil.copy(given.dump, base))
                reader.until(lambda: reader.tree().of("progress bar") or reader.tree().dialog, "the checklist is open")
                print(*(node.line() for node in reader.settled().nodes), sep="\n")
                return 0
            reader = Reader(desktop, given.program)
            keys = reader.keys
            Journey(reader, report, base, given.trees).go()
    except (Late, Gone, Over, GLib.Error, OSError, subprocess.SubprocessError) as error:
        report("the way to the end", [f"{type(error).__name__}: {error}"])
    for why, count in sorted(keys.items()):
        print(f"keys  {why}: {count}")
    took = f"{time.monotonic() - begun:.0f} s"
    faults = f"{report.faults} with faults ({len(report.found)} different)"
    print(f"{report.checks} checks, {faults}, {report.limits} limits, {took}")
    return 1 if report.faults else 0


def over(*_):
    raise Over(f"more than {WHOLE} s")


def ended(*_):
    raise SystemExit(143)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=Path)
    parser.add_argument("--dump", type=Path, metavar="FILE.json")
    parser.add_argument("--trees", type=Path, metavar="FOLDER")
    given = parser.parse_args()
    given.program = given.program.resolve()
    if not os.access(given.program, os.X_OK) or given.dump and not given.dump.is_file():
        parser.error("PROGRAM has to be a program, and FILE.json a checklist")
    if given.trees:
        given.trees.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGALRM, over)
    signal.signal(signal.SIGTERM, ended)
    signal.setitimer(signal.ITIMER_REAL, WHOLE, 1)
    with tempfile.TemporaryDirectory(prefix="at-spi-") as base:
        sys.exit(work(given, Path(base)))


if __name__ == "__main__":
    main()
