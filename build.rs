//! Says what the build depends on beside the sources.

fn main() {
    // The migrations are embedded by a macro, whose reading of a folder cargo does not see.
    println!("cargo:rerun-if-changed=migrations");
}
