//! Site packs: what is read, what is refused with its place, and what a pack makes of a checklist.

use std::path::Path;
use std::sync::Arc;

use secure_start::catalogue::pack::SitePack;
use secure_start::catalogue::{Catalogue, PanelKind, Section};
use secure_start::checklist::{CannotMake, Checklist, StandingKind, Starter, make};
use secure_start::format::{self, MAX_PACK_BYTES};
use secure_start::ids::StepId;
use secure_start::outcome::{LoadError, LocatedFinding, PackError};

use crate::world::{a_nurse, a_pharmacist_in_northern_ireland, catalogue, day, stamp, today};

/// The example that everybody can read.
pub(crate) fn example() -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples/site-pack-example.json");
    std::fs::read_to_string(file).unwrap()
}

pub(crate) fn the_example_pack() -> Arc<SitePack> {
    Arc::new(read(&example()).unwrap().0)
}

fn read(text: &str) -> Result<(SitePack, Vec<LocatedFinding>), PackError> {
    format::read_pack(text.as_bytes(), catalogue())
}

fn with_the_example() -> Catalogue {
    catalogue().with_pack(&the_example_pack())
}

fn checklist_with(catalogue: &Catalogue, starter: Starter) -> Checklist {
    make(catalogue, "a-test-document".into(), starter, None, &stamp()).unwrap()
}

/// A pack with one more item in a list, such as `"add": [ITEM …`.
fn with_item(list: &str, item: &str) -> String {
    let start = format!("\"{list}\": [");
    let text = example();
    assert!(text.contains(&start));
    text.replacen(&start, &format!("{start}\n{item},"), 1)
}

/// An added step; `more` comes first, so that it can be wrong.
fn a_step(id: &str, more: &str) -> String {
    format!(
        r#"{{ "id": "{id}", {more} "section": "vetting", "title": "Ask somebody", "hint": "It helps.", "guidance": "Ask.",
           "who_acts": "starter", "days": {{ "low": 1, "likely": 2, "high": 3 }} }}"#
    )
}

/// The faults of a pack, as "path: what".
fn faults(text: &str) -> Vec<String> {
    match read(text) {
        Err(PackError::Faults(found)) => {
            let line = |located: LocatedFinding| {
                assert!(located.at.is_some(), "{:?} has no place", located.finding);
                format!("{}: {}", located.finding.path.join("."), located.finding.what)
            };
            found.into_iter().map(line).collect()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_example_is_read_without_faults_or_advice_and_uses_everything() {
    let (pack, advice) = read(&example()).unwrap();
    assert_eq!(advice, []);
    let counts =
        [pack.contacts.len(), pack.panels.len(), pack.add.len(), pack.hide.len(), pack.change.len(), pack.order.len()];
    assert!(counts.iter().all(|count| *count > 0), "{counts:?}");
    assert_eq!(pack.written, day(2026, 11, 16));
    assert!(pack.title.contains("(invented)") && pack.author.contains("(invented)"));
}

#[test]
fn a_pack_adds_leaves_out_rewords_retimes_and_orders_steps() {
    let merged = with_the_example();
    let checklist = checklist_with(&merged, a_nurse());
    let step = |id: &str| checklist.step(&StepId::from(id));
    let plain = checklist_with(catalogue(), a_nurse());
    assert_eq!(step("site-parking-permit").unwrap().section, Section::GettingReady);
    assert!(step("site-meet-your-buddy").unwrap().needs_sign_off);
    assert!(step("preceptorship").is_none());
    assert!(plain.step(&"preceptorship".into()).is_some());
    assert_eq!(step("key-talk").unwrap().title, "Attend the Sampleton key talk");
    assert_eq!(step("hmpps-vetting-decision").unwrap().days.likely, 70);
    let first: Vec<&str> = (checklist.steps.iter())
        .filter(|step| step.section == Section::SecurityAndSiteTraining)
        .map(|step| step.id.as_str())
        .take(4)
        .collect();
    assert_eq!(
        first,
        ["prohibited-items-england-wales", "book-security-induction", "security-induction", "acct-training"]
    );
    let place = |id: &str| checklist.steps.iter().position(|step| step.id.as_str() == id).unwrap();
    assert_eq!(place("site-parking-permit"), place("ask-about-your-first-day") + 1);
    assert!(checklist.steps.iter().all(|step| !step.waits_for.contains(&"preceptorship".into())));
}

#[test]
fn what_a_pack_leaves_out_stays_listed_with_its_reason() {
    let merged = with_the_example();
    let checklist = checklist_with(&merged, a_nurse());
    let left_out = checklist.left_out(&merged);
    assert_eq!(left_out.len(), 1);
    assert_eq!(left_out[0].step.id.as_str(), "preceptorship");
    assert_eq!(left_out[0].reason, "Sample Care has a programme of its own, and your manager books it for you.");
}

#[test]
fn hiding_what_the_law_asks_for_needs_a_reason_and_says_so_beside_it() {
    let hide =
        |reason: &str| with_item("hide", &format!(r#"{{ "step": "nmc-register-check", "reason": "{reason}" }}"#));
    assert_eq!(
        faults(&hide(" ")),
        [
            "hide.0.reason: The law or a regulator asks for this step. Say why it is not needed here; the checklist shows it."
        ]
    );
    let (pack, _) = read(&hide("The trust checks it for everybody.")).unwrap();
    let merged = catalogue().with_pack(&Arc::new(pack));
    let checklist = checklist_with(&merged, a_nurse());
    let left_out = checklist.left_out(&merged);
    assert!(left_out.iter().any(|left_out| left_out.step.required_by_law && left_out.reason.contains("trust")));
}

#[test]
fn contacts_and_pages_of_a_pack_stand_under_reference_and_contacts_beside_their_steps() {
    let merged = with_the_example();
    assert!(merged.panel(PanelKind::Site, "your-first-day").is_some());
    let pack = the_example_pack();
    let step = StepId::from("hmpps-vetting-form");
    let names: Vec<&str> = pack.contacts_for(&step).map(|contact| contact.name.as_str()).collect();
    assert_eq!(names, ["Vetting contact (invented)"]);
    assert_eq!(merged.panels_with("locker").len(), 1);
    assert!(catalogue().panels_with("locker").is_empty());
    assert!(merged.panels_with("vetting@sampleton.example").iter().any(|panel| panel.title == "Contacts"));
}

#[test]
fn a_checklist_carries_its_pack_and_reads_back_the_same() {
    let checklist = checklist_with(&with_the_example(), a_nurse());
    let bytes = format::to_bytes(&checklist).unwrap();
    let again = format::read(&bytes, catalogue()).unwrap();
    assert_eq!(again.findings, []);
    assert_eq!(again.checklist, checklist);
    assert_eq!(again.checklist.site_pack, Some(the_example_pack()));
}

#[test]
fn what_a_newer_program_wrote_into_an_embedded_pack_is_kept() {
    let checklist = checklist_with(&with_the_example(), a_nurse());
    let text = String::from_utf8(format::to_bytes(&checklist).unwrap()).unwrap();
    let newer = text.replacen("\"contacts\": [", "\"colour\": \"green\",\n    \"contacts\": [", 1);
    let read = format::read(newer.as_bytes(), catalogue()).unwrap();
    assert_eq!(read.findings.len(), 1, "and it is said");
    let written = String::from_utf8(format::to_bytes(&read.checklist).unwrap()).unwrap();
    assert!(written.contains("\"colour\": \"green\""));
}

#[test]
fn a_pack_is_not_used_for_people_it_is_not_meant_for() {
    let merged = with_the_example();
    let starter = a_pharmacist_in_northern_ireland();
    assert!(!merged.is_for(&starter.situation()));
    let refused = make(&merged, "a-test-document".into(), starter, None, &stamp());
    assert_eq!(refused, Err(CannotMake::NotForThisPack { title: "HMP Sampleton (invented)".to_owned() }));
}

#[test]
fn with_the_example_every_situation_that_it_is_meant_for_still_holds_together() {
    let merged = with_the_example();
    for situation in merged.situations().filter(|situation| merged.is_for(situation)) {
        let starter = Starter {
            name: "Sam Sample".to_owned(),
            nation: situation.nation,
            setting: situation.setting,
            role: situation.role,
            contract: situation.contract,
            ..Starter::default()
        };
        let checklist = checklist_with(&merged, starter);
        assert!(
            checklist.steps.iter().any(|step| checklist.standing(step, today()).kind() == StandingKind::NotYetStarted)
        );
        for section in Section::ALL {
            assert!(checklist.steps.iter().any(|step| step.section == section));
        }
    }
}

/// Each is refused with one fault, at this path, and with these words in it.
#[test]
fn what_a_pack_gets_wrong_is_named_with_its_place() {
    let contact = |more: &str| with_item("contacts", &format!(r#"{{ "name": "Somebody", {more} }}"#));
    let change = |more: &str| with_item("change", &format!(r#"{{ "step": "acct-training", {more} }}"#));
    let panel = |text: &str| with_item("panels", &format!(r#"{{ "id": "a", "title": "A", "text": "{text}" }}"#));
    let add = |more: &str| with_item("add", &a_step("site-a", more));
    let hide = |step: &str| with_item("hide", &format!(r#"{{ "step": "{step}", "reason": "Not here." }}"#));
    let order = |section: &str, steps: &str| {
        with_item("order", &format!(r#"{{ "section": "{section}", "steps": [{steps}] }}"#))
    };
    let head = |from: &str, to: &str| example().replacen(from, to, 1);
    for (text, path, words) in [
        (change(r#""tittle": "x""#), "change.0.tittle", "no member"),
        (head(r#""id": "hmp-sampleton-2026""#, r#""id": "HMP Sampleton""#), "id", "lower-case"),
        (head(r#""title": "HMP Sampleton (invented)""#, r#""title": """#), "title", "empty"),
        (head(r#""review_due": "2027-05-16""#, r#""review_due": "2026-05-16""#), "review_due", "later"),
        (
            head(r#""nations": ["england", "wales"]"#, r#""nations": ["england", "walse"]"#),
            "applies_to.0.nations.1",
            "walse",
        ),
        (head(r#""settings": ["@prisons"]"#, r#""settings": ["@prison"]"#), "applies_to.0.settings.0", "@prison"),
        (add(r#""applies_to": [{ "roles": ["nurze"] }],"#), "add.0.applies_to.0.roles.0", "nurze"),
        (add(r#""applies_to": [{ "role": ["nurse"] }],"#), "add.0.applies_to.0.role", "no member"),
        (change(r#""waits_for": ["nowhere"]"#), "change.0.waits_for.0", "nowhere"),
        (add(r#""waits_for": ["preceptorship"],"#), "add.0.waits_for.0", "hidden by this pack"),
        (hide("nowhere"), "hide.0.step", "nowhere"),
        (hide("hepatitis-b-start"), "hide.0.step", "hepatitis-b-complete waits for it"),
        (hide("key-talk"), "change.1.step", "one or the other"),
        (add(r#""waits_for": ["site-a"],"#), "add.0.waits_for", "for itself"),
        (change(r#""waits_for": ["agree-first-shift"]"#), "change.0.waits_for", "for itself"),
        (with_item("add", &a_step("parking", "")), "add.0.id", "begins with"),
        (with_item("add", &a_step("site-meet-your-buddy", "")), "add.2.id", "two steps"),
        (add(r#""after": "key-talk","#), "add.0.after", "another section"),
        (add(r#""waits_on_others": true, "expect": "Soon.", "meanwhile": "Read.","#), "add.0", "\u{201c}ask\u{201d}"),
        (change(r#""days": { "low": 9, "likely": 2, "high": 3 }"#), "change.0.days", "low 9, likely 2, high 3"),
        (change(r#""days": { "low": 1, "likely": 2, "high": 9999 }"#), "change.0.days", "9999"),
        (
            change(r#""title": "A title that goes on and on, longer than any line of the list can bear to show""#),
            "change.0.title",
            "60",
        ),
        (change(r#""hint": "two\nlines""#), "change.0.hint", "one line"),
        (change("\"hint\": \"turned \u{202e} round\""), "change.0.hint", "cannot be seen"),
        (change(r#""guidance": "<script>alert(1)</script>""#), "change.0.guidance", "HTML"),
        (change(r#""guidance": "[run](javascript:alert(1))""#), "change.0.guidance", "https://"),
        (change(r#""guidance": "![a](https://example.org/a.png)""#), "change.0.guidance", "picture"),
        (panel("<b>bold</b> and"), "panels.0.text", "HTML"),
        (panel("[x](file:///etc/passwd)"), "panels.0.text", "https://"),
        (panel("1. one"), "panels.0.text", "numbers"),
        (change(r#""renewal": { "kind": "every", "months": 0, "lead_days": 1 }"#), "change.0.renewal", "no time"),
        (
            change(
                r#""renewal": { "kind": "fixed-dates", "month_day": "13-40", "every_years": 1, "counted_from": 2026, "lead_days": 1 }"#,
            ),
            "change.0.renewal",
            "MM-DD",
        ),
        (with_item("change", r#"{ "step": "key-talk", "hint": "Again." }"#), "change.2.step", "twice"),
        (
            with_item("change", r#"{ "step": "site-parking-permit", "hint": "No." }"#),
            "change.0.step",
            "change it there",
        ),
        (add(r#""after": "site-a","#), "add.0.after", "behind itself"),
        (change(r#""waits_for": ["key-talk", "key-talk"]"#), "change.0.waits_for.1", "twice"),
        (change(&format!(r#""waits_for": [{}]"#, [r#""key-talk""#; 101].join(", "))), "change.0.waits_for", "100"),
        (change(r#""guidance": "~~no~~""#), "change.0.guidance", "tildes"),
        (
            with_item("change", r#"{ "step": "nmc-register-check", "waits_on_others": true, "meanwhile": "Read." }"#),
            "change.0",
            "waits on others",
        ),
        (contact(r#""email": "a@x.org>""#), "contacts.0.email", "mail address"),
        (contact(r#""email": "a@x.""#), "contacts.0.email", "mail address"),
        (contact(&format!(r#""phone": "{}""#, "0".repeat(81))), "contacts.0.phone", "80"),
        (contact(r#""phone": "call me""#), "contacts.0.phone", "digits"),
        (contact(r#""email": "somebody""#), "contacts.0.email", "mail address"),
        (contact(r#""email": "a b@example.org""#), "contacts.0.email", "mail address"),
        (contact(r#""steps": ["nowhere"]"#), "contacts.0.steps.0", "nowhere"),
        (with_item("panels", r#"{ "id": "your-first-day", "title": "A", "text": "B" }"#), "panels.1.id", "two pages"),
        (order("vetting", r#""key-talk""#), "order.0.steps.0", "another section"),
        (order("security-and-site-training", r#""key-talk""#), "order.1.section", "two orders"),
        (order("vetting", r#""ctc-decision", "ctc-decision""#), "order.0.steps.1", "twice"),
    ] {
        let found = faults(&text);
        assert_eq!(found.len(), 1, "{path}: {found:#?}");
        assert!(found[0].starts_with(&format!("{path}: ")) && found[0].contains(words), "{path}, {words}: {found:#?}");
    }
}

#[test]
fn the_place_of_a_fault_is_the_line_and_column_of_the_value() {
    let text = example().replace("\"walse\"", "\"wales\"").replacen("\"wales\"", "\"walse\"", 1);
    let Err(PackError::Faults(found)) = read(&text) else { panic!("it is refused") };
    let (line, row) = text.lines().enumerate().find(|(_, line)| line.contains("walse")).unwrap();
    let at = found[0].at.unwrap();
    assert_eq!((at.line, at.column), (line + 1, row.find("\"walse\"").unwrap() + 1));
}

#[test]
fn what_is_no_pack_at_all_is_refused_with_the_reason() {
    let not_read = |text: &str| match read(text) {
        Err(PackError::NotRead(error)) => error,
        other => panic!("{other:?}"),
    };
    assert!(matches!(not_read("{"), LoadError::NotJson { .. }));
    assert_eq!(not_read("{}"), LoadError::NotASitePack);
    assert_eq!(not_read(r#"{"format": "secure-start/checklist", "version": 1}"#), LoadError::NotASitePack);
    let newer = example().replacen("\"version\": 1", "\"version\": 2", 1);
    assert_eq!(not_read(&newer), LoadError::Newer { found: 2, supported: 1 });
    let twice = example().replacen("\"version\": 1", "\"version\": 1, \"version\": 1", 1);
    assert!(matches!(not_read(&twice), LoadError::TwiceTheSameName { .. }));
    for (from, to) in [
        ("\"section\": \"getting-ready\"", "\"section\": \"parking\""),
        ("\"written\": \"2026-11-16\"", "\"written\": \"16 November 2026\""),
        ("\"low\": 1", "\"low\": -1"),
        ("\"low\": 1,", ""),
        ("\"author\"", "\"writer\""),
        ("\"who_acts\": \"manager\"", "\"who_acts\": \"boss\""),
    ] {
        let text = example().replacen(from, to, 1);
        let LoadError::WrongValue { at, .. } = not_read(&text) else { panic!("{from}") };
        assert!(at.line >= 1, "{from}");
    }
    let huge = example().replacen("Come to the", &"very ".repeat(2_000_000), 1);
    let bytes = u64::try_from(huge.len()).unwrap();
    assert!(bytes > 10_000_000);
    assert_eq!(not_read(&huge), LoadError::TooBig { bytes, limit: MAX_PACK_BYTES });
    assert!(matches!(format::read_pack(b"\xff\xfe{", catalogue()), Err(PackError::NotRead(LoadError::NotText { .. }))));
}

#[test]
fn added_steps_follow_each_other_as_they_say_and_as_they_stand() {
    let steps = [
        a_step("site-c", r#""after": "site-b","#),
        a_step("site-a", r#""after": "ctc-residence","#),
        a_step("site-b", r#""after": "ctc-residence","#),
    ];
    let (pack, _) = read(&with_item("add", &steps.join(","))).unwrap();
    let merged = catalogue().with_pack(&Arc::new(pack));
    let ids: Vec<&str> = merged.steps.iter().map(|step| step.id.as_str()).collect();
    let start = ids.iter().position(|id| *id == "ctc-residence").unwrap();
    assert_eq!(ids[start + 1..start + 4], ["site-a", "site-b", "site-c"]);
}

#[test]
fn hiding_is_checked_for_the_people_that_a_pack_is_meant_for() {
    let hide = |steps: &[&str]| {
        let items: Vec<String> =
            steps.iter().map(|step| format!(r#"{{ "step": "{step}", "reason": "Not here." }}"#)).collect();
        with_item("hide", &items.join(","))
    };
    // Somebody in Wales could not go on; the same pack without Wales and GPs is fine.
    let whole = hide(&["ask-what-covers-you", "employer-cover", "own-cover", "placement-cover", "cover-for-hearings"]);
    let for_nurses = whole.replacen(
        r#"{ "nations": ["england", "wales"], "settings": ["@prisons"] }"#,
        r#"{ "nations": ["england"], "settings": ["@prisons"], "roles": ["healthcare-assistant"] }"#,
        1,
    );
    assert!(faults(&whole).iter().any(|fault| fault.contains("cannot be hidden")), "{:?}", faults(&whole));
    assert!(read(&for_nurses).is_ok(), "{:?}", read(&for_nurses).err());
}

#[test]
fn the_first_shift_waits_for_added_steps_unless_they_follow_it_or_gate_nothing() {
    let steps = [a_step("site-a", ""), a_step("site-later", r#""waits_for": ["agree-first-shift"],"#)];
    let (pack, _) = read(&with_item("add", &steps.join(","))).unwrap();
    let merged = catalogue().with_pack(&Arc::new(pack));
    let last = merged.step(&"agree-first-shift".into()).unwrap();
    let waits = |id: &str| last.waits_for.contains(&id.into());
    assert!(waits("site-a") && waits("site-meet-your-buddy"));
    assert!(!waits("site-later") && !waits("site-parking-permit"), "one follows, the other gates nothing");
}

#[test]
fn a_slip_of_an_id_or_a_label_in_its_place_is_answered_with_the_id() {
    for (from, to, id) in [
        (r#""step": "key-talk""#, r#""step": "key-talks""#, "key-talk"),
        (r#""step": "key-talk""#, r#""step": "Attend the key talk""#, "key-talk"),
        (r#""england""#, r#""England""#, "england"),
        (r#""site-parking-permit"]"#, r#""site-parking-permits"]"#, "site-parking-permit"),
    ] {
        let found = faults(&example().replacen(from, to, 1));
        let words = format!("Perhaps you mean \u{201c}{id}\u{201d}.");
        assert!(found.len() == 1 && found[0].contains(&words), "{to}: {found:?}");
    }
}

#[test]
fn what_people_type_into_json_is_named() {
    for (from, to, words) in [
        ("\"version\": 1,", "\"version\": 1, // the first", "no comments"),
        ("\"version\": 1,", "\u{201c}version\": 1,", "straight and double"),
        ("\"Meet your buddy\"", "\"Meet your buddy", "straight quotation mark"),
    ] {
        let Err(PackError::NotRead(error)) = read(&example().replacen(from, to, 1)) else { panic!("{to}") };
        let said = secure_start::text::pack_not_used("pack.json", &PackError::NotRead(error)).to_string();
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn what_is_unwise_is_said_and_the_pack_is_used() {
    let advice = |text: &str| -> Vec<String> {
        let (_, advice) = read(text).unwrap();
        advice
            .into_iter()
            .map(|located| format!("{}: {}", located.finding.path.join("."), located.finding.what))
            .collect()
    };
    let nobody = a_step("site-a", r#""applies_to": [{ "nations": ["scotland"] }],"#);
    let law = r#"{ "step": "nmc-register-check", "reason": "The trust checks it." }"#;
    for (text, path, words) in [
        (with_item("add", &nobody), "add.0.applies_to", "Nobody"),
        (with_item("hide", law), "hide.0.step", "law or a regulator"),
        (with_item("change", r#"{ "step": "nmc-register-check", "needs_sign_off": false }"#), "change.0.step", "same"),
        (with_item("change", r#"{ "step": "acct-training" }"#), "change.0.step", "changes nothing"),
        (with_item("hide", r#"{ "step": "pvg-membership", "reason": "Not in England." }"#), "hide.0.step", "Nobody"),
        (
            with_item("applies_to", r#"{ "nations": ["wales"], "settings": ["womens-prison"] }"#),
            "applies_to.0",
            "go together",
        ),
    ] {
        let found = advice(&text);
        assert!(
            found.len() == 1 && found[0].starts_with(&format!("{path}: ")) && found[0].contains(words),
            "{found:?}"
        );
    }
}

#[test]
fn an_editor_may_be_told_where_the_schema_is() {
    let text = example().replacen('{', "{ \"$schema\": \"./site-pack.schema.json\",", 1);
    assert!(read(&text).is_ok());
    let schema = jsonschema::validator_for(&format::pack_schema()).unwrap();
    assert!(schema.is_valid(&serde_json::from_str(&text).unwrap()));
}

#[test]
fn a_pack_with_broken_json_is_still_known_as_a_pack() {
    let broken = example().replacen("\"version\": 1,", "\"version\": 1", 1);
    assert!(format::is_pack(broken.as_bytes()) && format::is_pack(example().as_bytes()));
    assert!(!format::is_pack(b"{}") && !format::is_pack(b"\xff"));
}

#[test]
fn a_pack_opened_as_a_checklist_is_named_as_what_it_is() {
    assert_eq!(format::read(example().as_bytes(), catalogue()).err(), Some(LoadError::IsASitePack));
}

#[test]
fn a_pack_that_makes_a_section_long_is_used_with_advice() {
    let steps: Vec<String> = (0..6).map(|number| a_step(&format!("site-{number}"), "")).collect();
    let (_, advice) = read(&with_item("add", &steps.join(","))).unwrap();
    assert_eq!(advice.len(), 1);
    assert!(advice[0].finding.what.contains("Vetting"), "{:?}", advice[0]);
}

#[test]
fn the_schema_accepts_the_example_and_refuses_what_is_misspelt() {
    let schema = jsonschema::validator_for(&format::pack_schema()).unwrap();
    let value = |text: &str| serde_json::from_str(text).unwrap();
    assert!(schema.is_valid(&value(&example())));
    for (from, to) in [
        ("\"contacts\"", "\"contact\""),
        ("\"hint\"", "\"hints\""),
        ("\"section\": \"getting-ready\"", "\"section\": \"parking\""),
        ("\"version\": 1", "\"version\": 2"),
        ("\"reason\"", "\"why\""),
        ("\"months\"", "\"month\""),
    ] {
        assert!(!schema.is_valid(&value(&example().replacen(from, to, 1))), "{from}");
    }
}

#[test]
fn every_group_that_a_pack_can_name_has_members_that_exist() {
    let groups = &catalogue().groups;
    for (name, members) in groups.settings.iter().chain(&groups.roles).chain(&groups.contracts) {
        let exists = |id: &str| {
            catalogue().setting(&id.into()).is_some()
                || catalogue().role(&id.into()).is_some()
                || catalogue().contract(&id.into()).is_some()
        };
        assert!(!members.is_empty() && members.iter().all(|id| exists(id)), "{name}");
    }
}
