//! Runs of the tool on a workspace with one small crate in a temporary repository: the problems that it must
//! report.

mod family;

use family::Family;

const BEFORE: &str = "
    pub struct Thing(u8);
    impl Thing { pub fn new() -> Self { Self(0) } pub fn size(&self) -> u8 { self.0 } }
    pub trait Able { fn once(&self) {} }
";

#[test]
fn what_is_not_in_the_snapshot_is_shown_until_it_is_written() {
    let family = Family::new(BEFORE);
    family.api(&["--write"]).ends_with(0);
    family.api(&[]).ends_with(0).says("compared with nothing");
    family.write("crates/thing/src/lib.rs", &BEFORE.replace("-> u8", "-> u16").replace("self.0 }", "1 }"));
    family
        .api(&[])
        .ends_with(1)
        .says("-pub fn thing::Thing::size(&self) -> u8")
        .says("+pub fn thing::Thing::size(&self) -> u16")
        .says("cargo run -p api -- --write");
    family.api(&["--write"]).ends_with(0);
    family.api(&[]).ends_with(0);
}

#[test]
fn a_method_that_has_to_be_written_now_and_a_lost_auto_trait_are_seen() {
    let family = Family::new(BEFORE);
    family.api(&["--write"]).ends_with(0);
    let now = BEFORE.replace("once(&self) {}", "once(&self);").replace("Thing(u8)", "Thing(u8, *const u8)");
    family.write("crates/thing/src/lib.rs", &now.replace("Self(0)", "Self(0, std::ptr::null())"));
    family
        .api(&[])
        .ends_with(1)
        .says("-pub fn thing::Able::once(&self) { .. }")
        .says("+pub fn thing::Able::once(&self)\n")
        .says("+impl !core::marker::Send for thing::Thing");
}

#[test]
fn what_a_release_had_is_not_lost_without_a_version_that_says_so() {
    let family = Family::new(BEFORE);
    family.api(&["--write"]).ends_with(0);
    family.commit();
    family.git(&["tag", "v0.1.0"]);
    family.git(&["tag", "v0.2.0-rc.1"]);
    family.api(&[]).ends_with(0).says("semver: 0.1.0 compared with v0.1.0");
    // Additions are permitted.
    family.write("crates/thing/src/lib.rs", &format!("{BEFORE} pub fn more() {{}}"));
    family.api(&["--write"]).ends_with(0);
    // Removals are reported even after an update of the snapshot.
    family.write("crates/thing/src/lib.rs", &BEFORE.replace("pub fn size", "pub fn length"));
    family
        .api(&["--write"])
        .ends_with(1)
        .says("-pub fn thing::Thing::size(&self) -> u8")
        .says("a version that may break (0.2.0)");
    family.version("0.1.1");
    family.api(&[]).ends_with(1);
    family.version("0.2.0");
    family.api(&[]).ends_with(0);
}

#[test]
fn a_whole_library_is_not_lost_either() {
    let family = Family::new(BEFORE);
    family.api(&["--write"]).ends_with(0);
    family.write(".ci/api/gone.txt", "pub mod gone\n");
    family.commit();
    family.git(&["tag", "v0.1.0"]);
    std::fs::remove_file(family.path(".ci/api/gone.txt")).unwrap();
    family.api(&[]).ends_with(1).says("gone has lost or changed").says("-pub mod gone");
}

#[test]
fn other_peoples_types_need_a_reason_wherever_they_are() {
    let family = Family::new(
        "
        pub fn take(_: Option<other::Argument>) {}
        pub struct Holds(pub other::Field);
        pub enum One { Of(other::Variant) }
        pub struct Mine;
        impl From<other::Source> for Mine { fn from(_: other::Source) -> Self { Self } }
        pub fn any<T: Into<other::Bound>>(_: T) {}
        pub use other::Again;
        fn hidden(_: other::Hidden) {}
        struct NotPublic(other::Hidden);
        ",
    );
    let seen = ["Argument", "Field", "Variant", "Source", "Bound", "Again"];
    let told = family.api(&["--write"]).ends_with(1).says_not("other::Hidden");
    seen.iter().fold(told, |told, name| told.says(&format!("other::{name} is in the public API of thing")));
    let list = seen.map(|name| format!("thing other::{name} reason\n")).concat();
    family.write(".ci/api/foreign.txt", &list);
    family.api(&[]).ends_with(0);
    family.write(
        ".ci/api/foreign.txt",
        &format!("{list}thing other::Hidden for nothing\nthing other::Field\n"),
    );
    family
        .api(&[])
        .ends_with(1)
        .says("other::Hidden is not in the public API of thing")
        .says("a line is a library, a path and the reason");
}
