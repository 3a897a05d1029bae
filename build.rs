//! The catalogue is embedded by a macro that the compiler cannot see through, so a change of an asset has to be named.
//! On Windows, the program gets its icons, its version and its manifest.

#[cfg(windows)]
#[path = "packaging/windows/resources.rs"]
mod resources;

fn main() {
    println!("cargo::rerun-if-changed=assets");
    #[cfg(windows)]
    if let Err(error) = resources::embed() {
        println!("cargo::error=the resources of secure-start.exe: {error}");
    }
}
