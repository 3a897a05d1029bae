//! The content inside the program is that of the sources.

use std::path::Path;

use secure_start::assets::{CATALOGUE, REFERENCE, SAMPLES};

#[test]
fn every_file_is_inside_as_it_is_in_the_sources() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    for (name, folder) in [("catalogue", &CATALOGUE), ("reference", &REFERENCE), ("samples", &SAMPLES)] {
        let files = walkdir::WalkDir::new(root.join(name)).into_iter().map(Result::unwrap);
        let mut count = 0;
        for entry in files.filter(|entry| entry.file_type().is_file()) {
            let inside = entry.path().strip_prefix(root.join(name)).unwrap().to_str().unwrap().replace('\\', "/");
            assert_eq!(folder.file(&inside), Some(std::fs::read_to_string(entry.path()).unwrap().as_str()));
            count += 1;
        }
        assert_eq!(folder.count(), count, "{name}");
    }
    assert_eq!(REFERENCE.files_in("nations").count(), 4);
}
