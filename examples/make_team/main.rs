//! Makes a folder of checklists of invented people: `make_team 500 FOLDER [YYYY-MM-DD [new]]`. The same number and day make
//! the same files; with `new`, they have only just begun, and their files are small.

mod people;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::NaiveDate;
use people::People;
use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};
use secure_start::catalogue::Catalogue;
use secure_start::{disk, format};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (Some(count), Some(folder)) = (words.first().and_then(|count| count.parse().ok()), words.get(1)) else {
        eprintln!("Usage: make_team COUNT FOLDER [YYYY-MM-DD [new]]");
        return ExitCode::from(2);
    };
    let today = words.get(2).and_then(|day| day.parse().ok()).or_else(|| NaiveDate::from_ymd_opt(2026, 11, 22));
    let most = if words.iter().any(|word| word == "new") { 1 } else { 10 };
    let people = People::new(Catalogue::shipped(), today.unwrap_or_default(), most);
    match made(count, Path::new(folder), &people) {
        Ok(bytes) => {
            println!("{count} checklists, {bytes} bytes each on average, in {folder}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// In folders of 1,000, because a folder with 100,000 files is slow on some systems.
fn place(folder: &Path, number: usize) -> PathBuf {
    folder.join(format!("team {:03}", number / 1000)).join(format!("person {number:06}.json"))
}

fn made(count: usize, folder: &Path, people: &People<'_>) -> Result<usize, String> {
    let sizes: Result<Vec<usize>, String> = (0..count)
        .into_par_iter()
        .map(|number| {
            let checklist = people.person(number).ok_or("a person could not be made")?;
            let bytes = format::to_bytes(&checklist).map_err(|error| error.to_string())?;
            disk::write_own(&place(folder, number), &bytes).map_err(|error| error.to_string())?;
            Ok(bytes.len())
        })
        .collect();
    sizes.map(|sizes| sizes.iter().sum::<usize>() / count.max(1))
}
