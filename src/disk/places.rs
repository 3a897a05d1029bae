//! Where the program keeps its own files.

use std::path::{Path, PathBuf};

use directories::{ProjectDirs, UserDirs};

/// The settings of this user on this computer; none where the system has no home folder.
#[must_use]
pub fn settings_file() -> Option<PathBuf> {
    match portable() {
        Some(folder) => Some(folder.join("settings.json")),
        None => ProjectDirs::from("", "", "secure-start").map(|places| places.config_dir().join("settings.json")),
    }
}

/// Where an organisation keeps a file of settings for everybody, in the order in which they are looked for: where only
/// an administrator can write, first. The program's own folder is not among them where it is carried about.
#[must_use]
pub fn organisation_files(name: &str) -> Vec<PathBuf> {
    let own = || std::env::current_exe().ok().and_then(|program| Some(program.parent()?.join(name)));
    if cfg!(windows) {
        return own().into_iter().collect();
    }
    if cfg!(target_os = "macos") {
        return vec![Path::new("/Library/Application Support/secure-start").join(name)];
    }
    let named = std::env::var_os("XDG_CONFIG_DIRS").unwrap_or_default();
    let folders = std::iter::once(PathBuf::from("/etc/xdg")).chain(std::env::split_paths(&named));
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in folders.filter(|folder| folder.is_absolute()) {
        let file = folder.join("secure-start").join(name);
        if !files.contains(&file) {
            files.push(file);
        }
    }
    files
}

/// The folder beside the program in which everything is kept that is otherwise in the profile, where a file named
/// `secure-start.portable` lies beside the program.
fn portable() -> Option<PathBuf> {
    let program = std::env::current_exe().ok()?;
    let folder = program.parent()?;
    folder.join("secure-start.portable").exists().then(|| folder.join("secure-start-data"))
}

/// What belongs to this computer alone: not to a profile that follows its user about.
fn local(name: &str) -> Option<PathBuf> {
    match portable() {
        Some(folder) => Some(folder.join(name)),
        None => ProjectDirs::from("", "", "secure-start").map(|places| places.data_local_dir().join(name)),
    }
}

/// Where copies of what is being worked on are kept, on this computer's own disk; none where the system has no home
/// folder.
#[must_use]
pub fn recovery_folder() -> Option<PathBuf> {
    local("recovery")
}

/// The notes of what was signed off on this computer; none where the system has no home folder.
#[must_use]
pub fn ledger_file() -> Option<PathBuf> {
    local("sign-offs.jsonl")
}

/// What stands while a start with the graphics card has come to no end; none where the system has no home folder.
#[must_use]
pub fn attempt_mark() -> Option<PathBuf> {
    local("graphics")
}

/// Where people keep their documents; the home folder where there is no such place.
#[must_use]
pub fn documents_folder() -> PathBuf {
    let folders = UserDirs::new();
    let documents = folders.as_ref().map(|folders| folders.document_dir().unwrap_or_else(|| folders.home_dir()));
    documents.map_or_else(PathBuf::new, std::path::Path::to_path_buf)
}
