//! Who may say that the layer beneath has proved an identity: everybody who does stands in a list.
use std::{collections::BTreeSet, fs, path::Path};

/// Every call under `crates/*/src`. Whoever adds one has to show that it follows a lookup of what was verified.
const CALLERS: [&str; 2] = [
    // Compares what was proved with what the directory has found for it.
    "countersign/src/external.rs",
    // The example on its front page.
    "sasl-external/src/lib.rs",
];

fn rust_files(directory: &Path, see: &mut impl FnMut(&Path)) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, see);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            see(&path);
        }
    }
}

#[test]
fn a097_only_the_listed_files_state_an_external_identity() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let (mut callers, mut definitions) = (BTreeSet::new(), 0);
    for member in fs::read_dir(crates).unwrap() {
        let source = member.unwrap().path().join("src");
        if !source.is_dir() {
            continue;
        }
        rust_files(&source, &mut |path| {
            let text = fs::read_to_string(path).unwrap();
            definitions += text.matches("pub fn proved(proof: Proof").count();
            if text.contains("ExternalIdentity::proved(") {
                let name = path.strip_prefix(crates).unwrap().to_string_lossy().replace('\\', "/");
                callers.insert(name);
            }
        });
    }
    assert_eq!(definitions, 1, "the door has moved, or this test reads the wrong files");
    assert_eq!(callers, CALLERS.map(String::from).into());
}
