//! The samples inside the program.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use secure_start::app::samples;
use secure_start::checklist::Status;
use secure_start::format;

use crate::world::catalogue;

/// The files of the samples, in order.
pub(crate) fn sample_files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets").join("samples");
    let mut files: Vec<PathBuf> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn there_are_six_samples_and_the_program_offers_all_of_them() {
    assert_eq!(sample_files().len(), 6);
    assert_eq!(samples().len(), 6);
    let titles: BTreeSet<&str> = samples().iter().map(|sample| sample.title.as_str()).collect();
    assert_eq!(titles.len(), 6, "each has a title of its own");
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
    let nations: BTreeSet<&str> = samples().iter().map(|sample| sample.checklist.starter.nation.as_str()).collect();
    assert_eq!(nations, BTreeSet::from(["england", "northern-ireland", "scotland", "wales"]));
}

#[test]
fn every_sample_says_that_its_person_is_invented() {
    for sample in samples() {
        let starter = &sample.checklist.starter;
        assert!(starter.name.to_lowercase().contains("sample"), "{}", starter.name);
        for text in [&starter.site, &starter.employer].into_iter().filter(|text| !text.is_empty()) {
            assert!(text.contains("(invented)"), "{text}");
        }
    }
}

#[test]
fn every_sample_has_the_steps_that_its_situation_gets_today() {
    for sample in samples() {
        let checklist = &sample.checklist;
        let wanted: Vec<&str> =
            catalogue().steps_for(&checklist.starter.situation()).iter().map(|step| step.id.as_str()).collect();
        let found: Vec<&str> = checklist.steps.iter().map(|step| step.id.as_str()).collect();
        assert_eq!(found, wanted, "{}", sample.title);
        assert_eq!(checklist.catalogue, catalogue().version, "{}", sample.title);
    }
}

#[test]
fn together_the_samples_show_every_status_but_not_needed() {
    let shown: BTreeSet<Status> =
        samples().iter().flat_map(|sample| &sample.checklist.steps).map(|step| step.record.status).collect();
    for status in [Status::NotYetStarted, Status::InProgress, Status::Completed, Status::Problem] {
        assert!(shown.contains(&status), "{}", status.label());
    }
}
