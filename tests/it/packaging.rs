//! What packages hold beside the program follows the program.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::CommandFactory as _;
use clap_complete::Shell;
use secure_start::cli::Arguments;

fn packaging() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging")
}

fn files(folder: &Path) -> BTreeMap<String, String> {
    let entries = folder.read_dir().unwrap().map(Result::unwrap);
    let file = |entry: std::fs::DirEntry| {
        let name = entry.file_name().into_string().unwrap();
        (name, std::fs::read_to_string(entry.path()).unwrap())
    };
    entries.map(file).collect()
}

/// Written anew with `INSTA_UPDATE=always`, as snapshots are.
#[test]
fn the_man_pages_and_the_completions_are_those_of_the_program() {
    let fresh = tempfile::tempdir().unwrap();
    let mut command = Arguments::command().name("secure-start").disable_help_subcommand(true);
    for shell in [Shell::Bash, Shell::Zsh, Shell::Fish, Shell::PowerShell] {
        clap_complete::generate_to(shell, &mut command, "secure-start", fresh.path()).unwrap();
    }
    clap_mangen::generate_to(command, fresh.path()).unwrap();
    let kept = packaging().join("generated");
    let wanted = files(fresh.path());
    if std::env::var("INSTA_UPDATE").is_ok_and(|how| how == "always") {
        for (name, text) in &wanted {
            secure_start::disk::write_own(&kept.join(name), text.as_bytes()).unwrap();
        }
    }
    let found = files(&kept);
    assert_eq!(found.keys().collect::<Vec<_>>(), wanted.keys().collect::<Vec<_>>());
    for (name, text) in wanted {
        assert!(found[&name] == text, "{name} is not what the program says of itself: INSTA_UPDATE=always writes it");
    }
}

#[test]
fn every_package_names_the_version_and_the_window_of_the_program() {
    let read = |path: &str| std::fs::read_to_string(packaging().join(path)).unwrap();
    let version = env!("CARGO_PKG_VERSION");
    let id = secure_start::window::APP_ID;
    let metainfo = read("linux/io.github.secure_start.SecureStart.metainfo.xml");
    assert!(metainfo.contains(&format!("<release version=\"{version}\"")));
    assert!(metainfo.contains(&format!("<id>{id}</id>")));
    assert!(read("linux/io.github.secure_start.SecureStart.desktop").contains(&format!("StartupWMClass={id}\n")));
    assert!(read("linux/changelog").starts_with(&format!("secure-start ({version}")));
    assert!(read("flatpak/io.github.secure_start.SecureStart.yml").contains(id));
}

#[test]
fn the_sandbox_has_no_network_and_no_folder() {
    let manifest = std::fs::read_to_string(packaging().join("flatpak/io.github.secure_start.SecureStart.yml")).unwrap();
    let said: Vec<&str> = manifest.lines().map(str::trim).filter(|line| line.starts_with("- --")).collect();
    assert!(said.iter().any(|line| line.contains("--socket=wayland")), "{said:?}");
    assert!(!said.iter().any(|line| line.contains("network") || line.contains("--filesystem")), "{said:?}");
}
