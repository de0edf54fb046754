//! Cases on which at least two other implementations agree.
#![cfg(feature = "saslprep")]

use precis_normalize::{Profile, Unassigned, saslprep};
use serde_json::Value;

#[test]
fn vectors_hold() {
    let file: Value = serde_json::from_str(include_str!("vectors/precis.json")).unwrap();
    let vectors = file["vectors"].as_array().unwrap();
    assert_eq!(vectors.len(), 1621);
    let mut wrong = Vec::new();
    for vector in vectors {
        let input = vector["in"].as_str().unwrap();
        let mut expect = |what: &str, ours: Option<String>, theirs: &Value| {
            if ours.as_deref() != theirs.as_str() {
                wrong.push(format!("{what} of {vector}: {ours:?}"));
            }
        };
        let out = &vector["out"];
        let profile = match vector["p"].as_str().unwrap() {
            "SASLprep" => {
                let run = |unassigned| saslprep(input, unassigned).ok().map(String::from);
                expect("stored", run(Unassigned::Reject), out);
                expect("query", run(Unassigned::Allow), vector.get("query_out").unwrap_or(out));
                continue;
            }
            "NicknameCompare" => {
                let ours = Profile::Nickname.comparison_key(input).ok().map(String::from);
                expect("key", ours, out);
                continue;
            }
            "UsernameCaseMapped" => Profile::UsernameCaseMapped,
            "UsernameCasePreserved" => Profile::UsernameCasePreserved,
            "OpaqueString" => Profile::OpaqueString,
            "Nickname" => Profile::Nickname,
            other => panic!("unknown profile {other}"),
        };
        expect("enforce", profile.enforce(input).ok().map(String::from), out);
        let strict = vector.get("strict_out").unwrap_or(out);
        expect("strict", profile.enforce_strict(input).ok().map(String::from), strict);
    }
    assert!(wrong.is_empty(), "{} differences:\n{}", wrong.len(), wrong.join("\n"));
}
