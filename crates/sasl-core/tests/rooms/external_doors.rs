//! Who may say that the layer beneath has proved an identity: everybody who does stands in a list.
use crate::sources::{crates, read_all};
use std::collections::BTreeSet;

/// Every call under `crates/*/src`. Whoever adds one has to show that it follows a lookup of what was verified.
const CALLERS: [&str; 2] = [
    // Compares what was proved with what the directory has found for it.
    "countersign/src/external.rs",
    // The example on its front page.
    "sasl-external/src/lib.rs",
];

#[test]
fn a097_only_the_listed_files_state_an_external_identity() {
    let (mut callers, mut definitions) = (BTreeSet::new(), 0);
    for member in crates() {
        read_all(&member, &mut |name, text| {
            definitions += text.matches("pub fn proved(proof: Proof").count();
            if text.contains("ExternalIdentity::proved(") {
                callers.insert(name);
            }
        });
    }
    assert_eq!(definitions, 1, "the door has moved, or this test reads the wrong files");
    assert_eq!(callers, CALLERS.map(String::from).into());
}
