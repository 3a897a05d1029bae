//! What Windows reads in secure-start.exe: its version, its icons and its manifest.
//!
//! A part of `build.rs`, compiled on Windows only:
//!
//! ```text
//! #[cfg(windows)]
//! #[path = "packaging/windows/resources.rs"]
//! mod resources;
//! ```

use std::{env, io};

use winresource::WindowsResource;

const MANIFEST: &str = "packaging/windows/secure-start.exe.manifest";
/// The first icon is that of the program; the installers name the second one, for checklists, as `secure-start.exe,1`.
const ICONS: [(&str, &str); 2] =
    [("1", "packaging/windows/secure-start.ico"), ("2", "packaging/windows/checklist.ico")];
const ENGLISH_OF_THE_UNITED_KINGDOM: u16 = 0x0809;

/// Puts the resources into secure-start.exe, and into nothing else that is built.
///
/// # Errors
/// The resource compiler of the Windows SDK is not there, or finds a fault.
pub(crate) fn embed() -> io::Result<()> {
    println!("cargo::rerun-if-changed=packaging/windows/resources.rs");
    println!("cargo::rerun-if-changed={MANIFEST}");
    for (_, icon) in ICONS {
        println!("cargo::rerun-if-changed={icon}");
    }
    if env::var("CARGO_CFG_TARGET_OS").as_deref() != Ok("windows") {
        return Ok(());
    }
    let mut resource = WindowsResource::new();
    resource
        .set_language(ENGLISH_OF_THE_UNITED_KINGDOM)
        // Windows shows this as the name of the program, in “Open with” and in Task Manager.
        .set("FileDescription", "Secure Start")
        .set("ProductName", "Secure Start")
        .set("CompanyName", "Secure Start developers")
        .set("LegalCopyright", "© 2026 the Secure Start authors. MIT or Apache-2.0.")
        .set("InternalName", "secure-start")
        .set("OriginalFilename", "secure-start.exe")
        .set_manifest_file(MANIFEST);
    for (id, icon) in ICONS {
        resource.set_icon_with_id(icon, id);
    }
    resource.compile_for("secure-start")
}
