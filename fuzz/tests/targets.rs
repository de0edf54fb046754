//! Whoever adds a target adds all of it.
#[path = "support/words.rs"]
mod words;

use std::{fs, path::Path};

#[test]
fn every_target_has_seeds_and_words() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let count = |folder: &str| fs::read_dir(root.join(folder)).unwrap().count();
    let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap();
    let targets = manifest.split("[[bin]]\nname = \"").skip(1).map(|rest| rest.split('"').next().unwrap());
    let mut targets: Vec<_> = targets.collect();
    targets.sort_unstable();
    for target in &targets {
        assert!(count(&format!("seeds/{target}")) > 0, "{target} has no seed");
        assert!(!words::dictionary(target).is_empty(), "{target} has no words");
    }
    assert_eq!([targets.len(); 3], ["fuzz_targets", "dictionaries", "seeds"].map(count));
    // And the README tells what it is about.
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let untold: Vec<_> = targets.iter().filter(|target| !readme.contains(&format!("`{target}`"))).collect();
    assert!(untold.is_empty(), "{untold:?}");
}
