//! Sign-offs: who may sign what, what stays in the log, and whether a file that was changed by hand shows it.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::TimeDelta;
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng as _, SeedableRng as _};
use secure_start::checklist::{
    Ancestor, Checklist, DoubtKind, Edit, EditProblem, History, LogEntry, Side, SignOffMethod, Stamp, Status, Step,
    TextField, Undone, doubts, line_fingerprint, merge, not_as_noted,
};
use secure_start::format;
use secure_start::ids::StepId;
use secure_start::text::fingerprint_words;

use crate::world::{a_checklist, catalogue, day, stamp, today};

const STEP: &str = "identity-check";

fn completed(checklist: &Checklist, step: &str) -> Checklist {
    let edit = Edit::SetStatus {
        step: step.into(),
        status: Status::Completed,
        on: Some(day(2026, 11, 20)),
        reason: "It was done early".to_owned(),
    };
    checklist.apply(&edit, &stamp()).unwrap()
}

fn sign(step: &str) -> Edit {
    Edit::SignOff {
        step: step.into(),
        by: "Morgan Sample".to_owned(),
        post: "Head of healthcare".to_owned(),
        method: SignOffMethod::SawOriginal,
        on: today(),
        reference: "ID 4".to_owned(),
    }
}

fn reopen(step: &str, reason: &str) -> Edit {
    Edit::Reopen { step: step.into(), reason: reason.to_owned() }
}

fn signed() -> Checklist {
    completed(&a_checklist(), STEP).apply(&sign(STEP), &stamp()).unwrap()
}

fn kinds(checklist: &Checklist) -> Vec<DoubtKind> {
    doubts(checklist).iter().map(|doubt| doubt.kind).collect()
}

fn step_mut<'a>(checklist: &'a mut Checklist, id: &str) -> &'a mut Step {
    checklist.steps.iter_mut().find(|step| step.id.as_str() == id).unwrap()
}

#[test]
fn a_sign_off_says_who_verified_what_and_how_and_locks_the_step() {
    let checklist = signed();
    let sign_off = checklist.step(&STEP.into()).unwrap().record.sign_off.clone().unwrap();
    assert_eq!(
        (sign_off.by.as_str(), sign_off.post.as_str(), sign_off.method, sign_off.on, sign_off.reference.as_str()),
        ("Morgan Sample", "Head of healthcare", SignOffMethod::SawOriginal, today(), "ID 4")
    );
    let line = checklist.log.last().unwrap();
    assert_eq!((line.what.as_str(), line_fingerprint(line)), ("sign_off", sign_off.seal));
    for edit in [
        Edit::SetStatus { step: STEP.into(), status: Status::InProgress, on: None, reason: String::new() },
        Edit::SetText { step: STEP.into(), field: TextField::Note, text: "More".to_owned() },
        Edit::AddChase { step: STEP.into(), on: today(), note: String::new() },
        sign(STEP),
    ] {
        assert!(matches!(checklist.apply(&edit, &stamp()), Err(EditProblem::SignedOff(_))), "{edit:?}");
    }
}

#[test]
fn only_what_is_completed_and_needs_it_is_signed_and_only_by_somebody_else() {
    let open = a_checklist();
    let done = completed(&open, STEP);
    let with = |change: &dyn Fn(&mut Edit)| {
        let mut edit = sign(STEP);
        change(&mut edit);
        done.apply(&edit, &stamp()).unwrap_err()
    };
    assert!(matches!(open.apply(&sign(STEP), &stamp()), Err(EditProblem::NotCompleted(_))));
    let needs_none = open.steps.iter().find(|step| !step.needs_sign_off).unwrap().id.to_string();
    let other = completed(&open, &needs_none).apply(&sign(&needs_none), &stamp());
    assert!(matches!(other, Err(EditProblem::NeedsNoSignOff(_))));
    for (name, post) in [("", "Manager"), ("Morgan", " \u{200b}"), ("\u{3164}", "Manager")] {
        let problem = with(&|edit| {
            if let Edit::SignOff { by, post: other, .. } = edit {
                (*by, *other) = (name.to_owned(), post.to_owned());
            }
        });
        assert_eq!(problem, EditProblem::SignerMissing, "{name:?} {post:?}");
    }
    let own = with(&|edit| {
        if let Edit::SignOff { by, .. } = edit {
            *by = " amina  SAMPLE\u{200b}".to_owned();
        }
    });
    assert!(matches!(own, EditProblem::OwnSignOff(_)));
    for (on, is_meant) in
        [(day(2026, 11, 23), "today or in the past"), (day(2026, 11, 19), "was completed on 20 November 2026")]
    {
        let problem = with(&|edit| {
            if let Edit::SignOff { on: other, .. } = edit {
                *other = on;
            }
        });
        assert!(problem.to_string().contains(is_meant), "{problem}");
    }
}

#[test]
fn what_somebody_says_is_not_needed_is_signed_off_too() {
    let not_needed = Edit::SetStatus {
        step: STEP.into(),
        status: Status::NotNeeded,
        on: None,
        reason: "Checked by the last employer".to_owned(),
    };
    let checklist = a_checklist().apply(&not_needed, &stamp()).unwrap();
    assert!(checklist.step(&STEP.into()).unwrap().waits_for_sign_off());
    let signed = checklist.apply(&sign(STEP), &stamp()).unwrap();
    assert!(signed.step(&STEP.into()).unwrap().is_signed_off());
    assert_eq!(kinds(&signed), vec![]);
}

#[test]
fn what_this_computer_has_a_note_of_is_missed_once_for_each_step() {
    let first = signed();
    let again = first.apply(&reopen(STEP, "A mistake"), &stamp()).unwrap().apply(&sign(STEP), &stamp()).unwrap();
    let notes = [first.noted(&STEP.into()).unwrap(), again.noted(&STEP.into()).unwrap()];
    assert_eq!(not_as_noted(&again, &notes), vec![], "the first is in the log still");
    assert_eq!(not_as_noted(&first, &notes).len(), 1, "an older file");
    assert_eq!(not_as_noted(&a_checklist(), &notes).len(), 1);
    let other = Checklist { id: "another".into(), ..a_checklist() };
    assert_eq!(not_as_noted(&other, &notes), vec![]);
}

#[test]
fn another_sign_off_in_the_place_of_one_is_named_by_the_log_and_by_the_notes() {
    let honest = signed();
    let noted = [honest.noted(&STEP.into()).unwrap()];
    assert_eq!(not_as_noted(&honest, &noted), vec![]);
    // Somebody changes the record, and signs it again as if it had never been signed.
    let mut forged = honest.clone();
    let step = step_mut(&mut forged, STEP);
    (step.record.sign_off, step.record.completed) = (None, Some(day(2026, 11, 2)));
    let forged = forged.apply(&sign(STEP), &stamp()).unwrap();
    assert_eq!(kinds(&forged), [DoubtKind::OutOfTurn]);
    let by_notes: Vec<DoubtKind> = not_as_noted(&forged, &noted).iter().map(|doubt| doubt.kind).collect();
    assert_eq!(by_notes, [DoubtKind::OtherThanNoted]);
    // Whoever re-opens it first, is honest.
    let again = honest.apply(&reopen(STEP, "Wrong day"), &stamp()).unwrap().apply(&sign(STEP), &stamp()).unwrap();
    assert_eq!((kinds(&again), not_as_noted(&again, &noted)), (vec![], vec![]));
}

#[test]
fn a_re_opening_is_noted_so_that_the_sign_off_does_not_come_back() {
    let honest = signed();
    let open = honest.apply(&reopen(STEP, "The letter was forged"), &stamp()).unwrap();
    let noted = [honest.noted(&STEP.into()).unwrap(), open.noted_reopening(&STEP.into()).unwrap()];
    assert_eq!(not_as_noted(&open, &noted), vec![]);
    assert_eq!(not_as_noted(&honest, &noted).len(), 1, "the older file, in which it is signed");
}

#[test]
fn what_has_run_out_is_renewed_and_not_signed() {
    let expired = Edit::SetDate {
        step: STEP.into(),
        field: secure_start::checklist::DateField::Expires,
        date: Some(day(2026, 11, 21)),
    };
    let checklist = completed(&a_checklist(), STEP).apply(&expired, &stamp()).unwrap();
    assert!(matches!(checklist.apply(&sign(STEP), &stamp()), Err(EditProblem::RanOut(_))));
}

#[test]
fn a_step_is_re_opened_with_a_reason_and_both_stay_in_the_log() {
    let checklist = signed();
    for reason in ["", "  ", "\u{200b}"] {
        let refused = checklist.apply(&reopen(STEP, reason), &stamp());
        assert!(matches!(refused, Err(EditProblem::ReasonToReopen(_))));
    }
    let open = checklist.apply(&reopen(STEP, "It was the wrong passport"), &stamp()).unwrap();
    assert!(open.log.starts_with(&checklist.log) && open.log.len() == checklist.log.len() + 1);
    let line = open.log.last().unwrap();
    assert_eq!((line.what.as_str(), line.reason.as_str()), ("sign_off", "It was the wrong passport"));
    assert!(line.to.is_null() && line.from.get("by").is_some());
    assert!(!open.step(&STEP.into()).unwrap().is_signed_off());
    assert_eq!(kinds(&open), vec![]);
    assert!(matches!(open.apply(&reopen(STEP, "Again"), &stamp()), Err(EditProblem::NotSignedOff(_))));
    let again = open.apply(&sign(STEP), &stamp()).unwrap();
    assert_eq!(kinds(&again), vec![]);
}

#[test]
fn a_sign_off_is_undone_until_it_is_saved_and_re_opened_afterwards() {
    let mut history = History::new(completed(&a_checklist(), STEP));
    let before = Arc::clone(history.now());
    history.apply(sign(STEP), &stamp()).unwrap();
    assert!(matches!(history.undo(&stamp()), Some(Undone::Done(_))));
    assert_eq!(*history.now(), before);
    assert!(matches!(history.redo(&stamp()), Some(Undone::Done(_))));
    let saved = Arc::clone(history.now());
    history.saved(&saved);
    assert!(matches!(history.undo(&stamp()), Some(Undone::Stays(_))));
    assert_eq!(*history.now(), saved);
    history.apply(reopen(STEP, "A mistake"), &stamp()).unwrap();
    let open = Arc::clone(history.now());
    history.saved(&open);
    assert!(matches!(history.undo(&stamp()), Some(Undone::Stays(_))));
    assert!(!history.now().step(&STEP.into()).unwrap().is_signed_off());
    assert_eq!(kinds(history.now()), vec![]);
}

#[test]
fn undoing_what_was_saved_before_a_sign_off_leaves_the_signed_step_as_it_is() {
    let mut history = History::new(a_checklist());
    let note = Edit::SetText { step: "gather-documents".into(), field: TextField::Note, text: "Sent".to_owned() };
    history.apply(note, &stamp()).unwrap();
    history
        .apply(
            Edit::SetStatus { step: STEP.into(), status: Status::Completed, on: None, reason: "Early".to_owned() },
            &stamp(),
        )
        .unwrap();
    history.apply(sign(STEP), &stamp()).unwrap();
    let saved = Arc::clone(history.now());
    history.saved(&saved);
    assert!(matches!(history.undo(&stamp()), Some(Undone::Stays(_))), "the sign-off");
    assert!(matches!(history.undo(&stamp()), Some(Undone::Stays(_))), "the tick of the signed step");
    assert!(matches!(history.undo(&stamp()), Some(Undone::Done(_))), "the note of another step");
    assert!(history.now().step(&STEP.into()).unwrap().is_signed_off());
    assert_eq!(history.now().step(&"gather-documents".into()).unwrap().record.note, "");
    assert_eq!(kinds(history.now()), vec![]);
}

#[test]
fn eight_words_stand_for_a_fingerprint_and_other_words_for_another() {
    let checklist = signed();
    let seal = &checklist.step(&STEP.into()).unwrap().record.sign_off.as_ref().unwrap().seal;
    let words = fingerprint_words(seal).unwrap();
    assert_eq!(words.split(' ').count(), 8);
    assert_eq!(fingerprint_words(&"".into()), None);
    assert_eq!(fingerprint_words(&"z".repeat(64).as_str().into()), None);
    let other = format!("{}{}", &seal.as_str()[..63], if seal.as_str().ends_with('0') { '1' } else { '0' });
    assert_ne!(fingerprint_words(&other.as_str().into()), Some(words));
}

#[test]
fn what_is_changed_by_hand_about_a_signed_step_is_named() {
    let change = |change: &dyn Fn(&mut Checklist)| {
        let mut checklist = signed();
        change(&mut checklist);
        kinds(&checklist)
    };
    assert_eq!(change(&|_| ()), vec![]);
    let of_record = |change_step: &dyn Fn(&mut Step)| change(&|checklist| change_step(step_mut(checklist, STEP)));
    assert_eq!(of_record(&|step| step.record.completed = Some(day(2026, 11, 1))), [DoubtKind::RecordChanged]);
    assert_eq!(of_record(&|step| step.record.note.push('.')), [DoubtKind::RecordChanged]);
    assert_eq!(of_record(&|step| step.title.push('.')), [DoubtKind::RecordChanged]);
    assert_eq!(of_record(&|step| step.record.sign_off = None), [DoubtKind::TakenAway]);
    let of_sign_off = |change: &dyn Fn(&mut secure_start::checklist::SignOff)| {
        of_record(&|step| change(step.record.sign_off.as_mut().unwrap()))
    };
    assert_eq!(of_sign_off(&|sign_off| sign_off.by.push('s')), [DoubtKind::NotInHistory]);
    assert_eq!(of_sign_off(&|sign_off| sign_off.method = SignOffMethod::Observed), [DoubtKind::NotInHistory]);
    assert_eq!(of_sign_off(&|sign_off| sign_off.seal = "".into()), [DoubtKind::NotInHistory]);
    let unsealed = of_sign_off(&|sign_off| (sign_off.seal, sign_off.of) = ("".into(), "".into()));
    assert_eq!(unsealed, [DoubtKind::NotInHistory]);
    assert_eq!(
        change(&|checklist| checklist.steps.retain(|step| step.id.as_str() != STEP)),
        [DoubtKind::TakenAway],
        "the whole step"
    );
    // A sign-off of one step put into another.
    assert_eq!(
        change(&|checklist| {
            let sign_off = checklist.step(&STEP.into()).unwrap().record.sign_off.clone();
            let other = checklist.steps.iter().find(|step| step.needs_sign_off && !step.is_signed_off()).unwrap();
            let other = other.id.to_string();
            step_mut(checklist, &other).record.sign_off = sign_off;
        }),
        [DoubtKind::NotInHistory]
    );
}

#[test]
fn a_sign_off_that_another_program_wrote_is_named_and_has_no_words() {
    let mut checklist = a_checklist();
    let sign_off = signed().step(&STEP.into()).unwrap().record.sign_off.clone();
    let step = step_mut(&mut checklist, STEP);
    step.record.status = Status::Completed;
    step.record.sign_off =
        sign_off.map(|sign_off| secure_start::checklist::SignOff { of: "".into(), seal: "".into(), ..sign_off });
    assert_eq!(kinds(&checklist), [DoubtKind::Unsealed]);
    assert_eq!(fingerprint_words(&checklist.step(&STEP.into()).unwrap().record.sign_off.as_ref().unwrap().seal), None);
}

#[test]
fn what_another_program_wrote_into_a_log_in_front_is_bound_when_it_is_read() {
    let mut old = a_checklist();
    old = completed(&old, STEP);
    old.log.iter_mut().for_each(|line| line.after.clear());
    let read = format::read(&format::to_bytes(&old).unwrap(), catalogue()).unwrap().checklist;
    assert_eq!(read.log, completed(&a_checklist(), STEP).log);
    assert_eq!(kinds(&read), vec![]);
}

/// People who work on copies of one file, at clocks that do not agree.
struct Story {
    dice: Xoshiro256PlusPlus,
    copies: [History; 2],
    versions: Vec<Arc<Checklist>>,
    minutes: i64,
}

impl Story {
    fn new(seed: u64) -> Self {
        let mut checklist = a_checklist();
        checklist.steps.retain(|step| step.needs_sign_off);
        checklist.steps.truncate(4);
        for step in &mut checklist.steps {
            step.waits_for.clear();
        }
        let copies = [History::new(checklist.clone()), History::new(checklist)];
        Self { dice: Xoshiro256PlusPlus::seed_from_u64(seed), copies, versions: Vec::new(), minutes: 0 }
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.dice.next_u64() % u64::try_from(end).unwrap()).unwrap()
    }

    fn stamp(&mut self, who: usize) -> Stamp {
        self.minutes += i64::try_from(self.below(9)).unwrap() - 2;
        Stamp { at: stamp().at + TimeDelta::minutes(self.minutes), by: format!("Person {who}"), ..stamp() }
    }

    /// One thing that somebody does.
    fn go_on(&mut self) {
        let who = self.below(2);
        let stamp = self.stamp(who);
        let steps: Vec<StepId> = self.copies[who].now().steps.iter().map(|step| step.id.clone()).collect();
        let step = steps[self.below(steps.len())].clone();
        let kind = self.below(16);
        let history = &mut self.copies[who];
        match kind {
            0..=3 => {
                let edit = Edit::SetStatus { step, status: Status::Completed, on: None, reason: String::new() };
                drop(history.apply(edit, &stamp));
            }
            4 | 5 => {
                let text = format!("Seen at {} \u{201c}\u{e9}\u{201d}", stamp.at);
                drop(history.apply(Edit::SetText { step, field: TextField::Note, text }, &stamp));
            }
            6..=9 => drop(history.apply(sign(step.as_str()), &stamp)),
            10 => drop(history.apply(reopen(step.as_str(), "It was a mistake"), &stamp)),
            11 => {
                let saved = Arc::clone(history.now());
                history.saved(&saved);
                self.versions.push(saved);
            }
            12 => drop(history.undo(&stamp)),
            13 => drop(history.redo(&stamp)),
            14 => {
                let theirs = Arc::clone(self.copies[1 - who].now());
                let side = if self.below(2) == 0 { Side::Ours } else { Side::Theirs };
                let ours = self.copies[who].now();
                let merged = merge(&Ancestor::worked_out(ours, &theirs), ours, &theirs, &|_| side, &stamp).checklist;
                self.copies[who] = History::new(merged);
                let saved = Arc::clone(self.copies[who].now());
                self.copies[who].saved(&saved);
            }
            _ => {
                let count = self.versions.len();
                if count > 0 {
                    let place = self.below(count);
                    let version = Arc::clone(&self.versions[place]);
                    drop(self.copies[who].apply(Edit::Restore { version }, &stamp));
                }
            }
        }
    }

    fn told(seed: u64) -> Self {
        let mut story = Self::new(seed);
        for _ in 0..20 {
            story.go_on();
        }
        story
    }
}

#[test]
fn no_honest_history_is_doubted_whoever_put_copies_together() {
    let (mut histories, mut sign_offs, mut reopened, mut ends) = (0, 0, 0, 0);
    for seed in 0..5_000 {
        for copy in Story::told(seed).copies {
            let checklist = copy.now();
            assert_eq!(doubts(checklist), vec![], "seed {seed}");
            histories += 1;
            sign_offs += checklist.steps.iter().filter(|step| step.is_signed_off()).count();
            reopened += checklist.log.iter().filter(|line| !line.reason.is_empty()).count();
            ends += usize::from(checklist.log.iter().any(|line| line.after.len() > 1));
        }
    }
    assert!(
        histories == 10_000 && sign_offs > 4_000 && reopened > 250 && ends > 2_000,
        "{sign_offs} {reopened} {ends}"
    );
}

/// The places in the bytes of a file where the lines stand that some sign-off follows, itself among them.
fn signed_lines(checklist: &Checklist, text: &str) -> Vec<std::ops::Range<usize>> {
    let mut wanted: BTreeSet<String> = BTreeSet::new();
    for step in &checklist.steps {
        wanted.extend(step.record.sign_off.iter().map(|sign_off| sign_off.seal.to_string()));
    }
    let mut lines = Vec::new();
    let mut end = text.len();
    for line in checklist.log.iter().rev() {
        let written = serde_json::to_string_pretty(line).unwrap().replace('\n', "\n    ");
        let at = text[..end].rfind(&written).unwrap();
        end = at;
        if wanted.contains(line_fingerprint(line).as_str()) {
            wanted.extend(line.after.iter().map(ToString::to_string));
            lines.push(at..at + written.len());
        }
    }
    lines
}

/// Whether a reader of the file is told that something is wrong with it.
fn is_flagged(bytes: &[u8]) -> bool {
    let Ok(read) = format::read(bytes, catalogue()) else { return true };
    !doubts(&read.checklist).is_empty() || !format::is_as_written(bytes, &read.checklist)
}

#[test]
fn every_byte_that_is_changed_in_a_signed_line_shows() {
    let (mut tried, mut seed) = (0, 0);
    while tried < 10_000 {
        seed += 1;
        let story = Story::told(seed);
        let checklist = story.copies[0].now();
        let bytes = format::to_bytes(checklist).unwrap();
        let lines = signed_lines(checklist, std::str::from_utf8(&bytes).unwrap());
        if lines.is_empty() {
            continue;
        }
        assert!(!is_flagged(&bytes), "seed {seed}");
        let mut dice = Xoshiro256PlusPlus::seed_from_u64(seed);
        let mut below = |end: usize| usize::try_from(dice.next_u64() % u64::try_from(end).unwrap()).unwrap();
        for _ in 0..100 {
            let line = lines[below(lines.len())].clone();
            let at = line.start + below(line.len() - 1);
            let mut forged = bytes.clone();
            let byte = u8::try_from(below(95) + 32).unwrap();
            match below(4) {
                0 => forged[at] = byte,
                1 => forged.swap(at, at + 1),
                2 => drop(forged.remove(at)),
                _ => forged.insert(at, byte),
            }
            if forged != bytes {
                assert!(is_flagged(&forged), "seed {seed}, at {at}: {}", String::from_utf8_lossy(&forged[line]));
                tried += 1;
            }
        }
    }
}

#[test]
fn every_line_that_is_changed_dropped_moved_or_put_in_among_signed_ones_shows() {
    let (mut tried, mut seed) = (0, 100_000);
    while tried < 10_000 {
        seed += 1;
        let story = Story::told(seed);
        let checklist = (**story.copies[1].now()).clone();
        let mut signed: BTreeSet<String> = BTreeSet::new();
        for step in &checklist.steps {
            signed.extend(step.record.sign_off.iter().map(|sign_off| sign_off.seal.to_string()));
        }
        let mut places = Vec::new();
        for (place, line) in checklist.log.iter().enumerate().rev() {
            if signed.contains(line_fingerprint(line).as_str()) {
                signed.extend(line.after.iter().map(ToString::to_string));
                places.push(place);
            }
        }
        if places.is_empty() {
            continue;
        }
        let mut dice = Xoshiro256PlusPlus::seed_from_u64(seed);
        let mut below = |end: usize| usize::try_from(dice.next_u64() % u64::try_from(end).unwrap()).unwrap();
        for kind in 0..9 {
            let place = places[below(places.len())];
            let mut forged = checklist.clone();
            forge(&mut forged.log, place, kind, below(checklist.log.len()));
            if forged.log != checklist.log {
                assert!(!doubts(&forged).is_empty(), "seed {seed}, line {place}, kind {kind}");
                tried += 1;
            }
        }
    }
}

fn forge(log: &mut Vec<LogEntry>, place: usize, kind: usize, other: usize) {
    match kind {
        0 => drop(log.remove(place)),
        1 => log.swap(place, other),
        2 => {
            let line = log[place].clone();
            log.insert(place, line);
        }
        3 => {
            let line = log[other].clone();
            log.insert(place, line);
        }
        4 => log[place].by.push('x'),
        5 => log[place].at += TimeDelta::seconds(1),
        6 => log[place].what.push('x'),
        7 => log[place].after.clear(),
        _ => {
            let line = LogEntry { after: Vec::new(), by: "Nobody".to_owned(), ..log[place].clone() };
            log.insert(place, line);
        }
    }
}
