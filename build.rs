//! The catalogue is embedded by a macro that the compiler cannot see through, so a change of an asset has to be named.

fn main() {
    println!("cargo::rerun-if-changed=assets");
}
