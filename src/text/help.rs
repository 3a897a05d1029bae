//! What the help says: what the program does and does not, and what a report of a fault holds.

/// What it does.
pub const DOES: [&str; 5] = [
    "It lists the steps that apply to a nation, setting, role and contract, each with its source.",
    "It says whose move it is, what to do next, and when a first shift is likely.",
    "It keeps a checklist in one file, and a copy of what is not saved on this computer.",
    "It shows a manager a whole folder of checklists, and records what a second person has verified.",
    "It writes workbooks, pages, calendars and data for others to read.",
];

/// What it does not do.
pub const DOES_NOT: [&str; 6] = [
    "It sends no form. Each form and each check goes the way that your employer tells you.",
    "It uses no network, has no account, and sends nothing to anybody.",
    "It keeps no documents. Write down where a paper is, and never what is in it.",
    "It locks nothing up. Whoever can open the folder can read the file.",
    "It does not know the rules of your site, unless a site pack brings them.",
    "It cannot prove who made a sign-off. It shows where a signed step was changed later.",
];

/// Over the text of a report.
pub const REPORT: &str = "Copy this text into your message and say what you did, what you saw and what you expected. \
                          It holds no names and nothing of a checklist.";

/// What a report of a fault holds, line by line: a name and a value each. Nothing of it tells who somebody is.
pub struct Diagnostics<'a> {
    /// The version of the program.
    pub version: &'a str,
    pub catalogue: &'a str,
    /// The name of the operating system, and the kind of processor.
    pub system: &'a str,
    /// How the window gets onto the screen.
    pub drawing: &'a str,
    pub text_size: u16,
    pub colours: &'a str,
    /// How many settings the organisation has locked.
    pub locked: usize,
    /// Of the open checklist: how many steps, and how many lines of its history.
    pub checklist: Option<(usize, usize)>,
    /// Of the open team: how many people, and how many files that are not shown.
    pub team: Option<(usize, usize)>,
}

impl Diagnostics<'_> {
    /// The report as it is copied.
    #[must_use]
    pub fn text(&self) -> String {
        let nothing = || "none open".to_owned();
        let checklist = self.checklist.map(|(steps, lines)| format!("{steps} steps, {lines} lines of history"));
        let team = self.team.map(|(people, left_out)| format!("{people} people, {left_out} files not shown"));
        let lines = [
            ("Secure Start", self.version.to_owned()),
            ("Catalogue", self.catalogue.to_owned()),
            ("System", self.system.to_owned()),
            ("Window", self.drawing.to_owned()),
            ("Text size", format!("{} %", self.text_size)),
            ("Colours", self.colours.to_owned()),
            ("Locked settings", self.locked.to_string()),
            ("Checklist", checklist.unwrap_or_else(nothing)),
            ("Team", team.unwrap_or_else(nothing)),
        ];
        lines.map(|(name, value)| format!("{name}: {value}\n")).concat()
    }
}
