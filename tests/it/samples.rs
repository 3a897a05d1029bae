//! The samples inside the program.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use secure_start::app::SAMPLES;
use secure_start::checklist::{Checklist, Status};
use secure_start::{format, text};

use crate::world::catalogue;

/// The files of the samples, in order.
pub(crate) fn sample_files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets").join("samples");
    let mut files: Vec<PathBuf> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| !file.ends_with("site-pack-example.json"));
    files.sort();
    files
}

fn checklists() -> Vec<Checklist> {
    SAMPLES.iter().map(|sample| sample.checklist().unwrap()).collect()
}

#[test]
fn there_are_six_samples_and_the_program_offers_all_of_them() {
    assert_eq!(sample_files().len(), 6);
    assert_eq!(checklists().len(), 6);
    let titles: BTreeSet<&str> = SAMPLES.iter().map(|sample| sample.title).collect();
    assert_eq!(titles.len(), 6, "each has a title of its own");
}

#[test]
fn every_sample_is_offered_by_the_title_that_it_has() {
    for sample in SAMPLES {
        let checklist = sample.checklist().unwrap();
        assert_eq!(sample.title, text::situation(&checklist.starter, catalogue()));
    }
}

#[test]
fn every_sample_opens_without_findings_and_is_written_as_it_was_read() {
    for file in sample_files() {
        let bytes = std::fs::read(&file).unwrap();
        let read = format::read(&bytes, catalogue()).unwrap();
        assert_eq!(read.findings, [], "{}", file.display());
        assert!(format::to_bytes(&read.checklist).unwrap() == bytes, "{} is not as we write it", file.display());
    }
}

#[test]
fn every_nation_has_a_sample() {
    let checklists = checklists();
    let nations: BTreeSet<&str> = checklists.iter().map(|checklist| checklist.starter.nation.as_str()).collect();
    assert_eq!(nations, BTreeSet::from(["england", "northern-ireland", "scotland", "wales"]));
}

#[test]
fn every_sample_says_that_its_person_is_invented() {
    for checklist in checklists() {
        let starter = &checklist.starter;
        assert!(starter.name.to_lowercase().contains("sample"), "{}", starter.name);
        for text in [&starter.site, &starter.employer].into_iter().filter(|text| !text.is_empty()) {
            assert!(text.contains("(invented)"), "{text}");
        }
    }
}

#[test]
fn every_sample_has_the_steps_that_its_situation_gets_today() {
    for checklist in checklists() {
        let wanted: Vec<&str> =
            catalogue().steps_for(&checklist.starter.situation()).iter().map(|step| step.id.as_str()).collect();
        let found: Vec<&str> = checklist.steps.iter().map(|step| step.id.as_str()).collect();
        assert_eq!(found, wanted, "{}", checklist.starter.name);
        assert_eq!(checklist.catalogue, catalogue().version, "{}", checklist.starter.name);
    }
}

#[test]
fn together_the_samples_show_every_status_but_not_needed() {
    let shown: BTreeSet<Status> =
        checklists().iter().flat_map(|checklist| &checklist.steps).map(|step| step.record.status).collect();
    for status in [Status::NotYetStarted, Status::InProgress, Status::Completed, Status::Problem] {
        assert!(shown.contains(&status), "{}", status.label());
    }
}
