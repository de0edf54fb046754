//! How the libraries treat secrets, and what they may not do at all: their sources are read for it.
use crate::sources::{crates, read_all};

/// Every file of a library, without its tests.
fn each_file(mut see: impl FnMut(&str, &str)) {
    let mut seen = 0;
    for member in crates() {
        if member.ends_with("countersign-cli") || member.ends_with("sasl-testkit") {
            continue;
        }
        read_all(&member, &mut |name, text| {
            // What fuzzing.rs compares is compiled for the fuzzers alone.
            let is_test =
                name.contains("/tests/") || name.ends_with("tests.rs") || name.ends_with("_world.rs");
            if !is_test && !name.ends_with("/fuzzing.rs") {
                seen += 1;
                see(&name, text);
            }
        });
    }
    assert!(seen > 200, "only {seen} files have been read");
}

/// Words that a name ends with if its value is secret, or compared with one.
const SECRET: [&str; 11] = [
    "password",
    "secret",
    "token",
    "proof",
    "signature",
    "digest",
    "stored_key",
    "server_key",
    "client_key",
    "salted",
    "mac",
];

fn is_secret(name: &str) -> bool {
    let name = name.trim_end_matches("()");
    SECRET.iter().any(|word| name == *word || name.ends_with(&format!("_{word}")))
}

/// Does a type of this body, without its comments, hold a secret in one of its own fields?
fn holds_a_secret(body: &str) -> bool {
    let is_wiped =
        |line: &str| line.contains("Zeroizing<") || line.contains(": Secret") || line.contains("(Secret)");
    body.lines().map(str::trim).filter(|line| !line.starts_with("//")).any(|line| {
        let field = line.split(':').next().unwrap_or_default();
        let name = field.rsplit(' ').next().unwrap_or_default();
        // Which kind of proof there has been is no secret.
        let is_kind = line.contains(": Proof,");
        is_wiped(line) || line.contains(": ") && is_secret(name) && !is_kind
    })
}

/// What follows a derivation: the type, up to its end.
fn body(text: &str) -> &str {
    let one_line = text.find(';').unwrap_or(text.len());
    let block = text.find("\n}").unwrap_or(text.len());
    &text[..one_line.min(block)]
}

/// The types of this text that hold a secret and can be compared with `==`.
fn comparable(text: &str) -> Vec<String> {
    let derived = text.split("#[derive(").skip(1).filter_map(|rest| {
        let (traits, rest) = rest.split_once(")]")?;
        let is_comparable = traits.split(", ").any(|name| name == "PartialEq");
        (is_comparable && holds_a_secret(body(rest))).then(|| body(rest).trim().to_owned())
    });
    derived.collect()
}

/// Lines of this text that compare something secret with `==` or `!=`.
fn comparing(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for line in text.lines().map(|line| line.split("//").next().unwrap_or_default()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let of = |word: &str| {
            word.trim_matches(|c: char| "&*!(){}|;,".contains(c)).rsplit('.').next().map(is_secret)
        };
        let compares = words.windows(3).any(|three| {
            matches!(three[1], "==" | "!=") && (of(three[0]) == Some(true) || of(three[2]) == Some(true))
        });
        if compares {
            lines.push(line.trim().to_owned());
        }
    }
    lines
}

#[test]
fn a022_no_type_that_holds_a_secret_can_be_compared() {
    assert_eq!(comparable("#[derive(Clone, PartialEq)]\nstruct A {\n    password: &'a str,\n}\n").len(), 1);
    assert_eq!(comparable("#[derive(PartialEq)]\nstruct A(Zeroizing<[u8; 32]>);\n").len(), 1);
    assert_eq!(
        comparable("#[derive(PartialEq)]\nstruct A {\n    pub(crate) proof: Option<O>,\n}\n").len(),
        1
    );
    assert_eq!(
        comparable("#[derive(PartialEq)]\nstruct A {\n    /// A password: no.\n    user: &'a str,\n}\n")
            .len(),
        0
    );
    assert_eq!(comparable("#[derive(Clone)]\nstruct A {\n    password: Secret,\n}\n").len(), 0);
    each_file(|name, text| assert_eq!(comparable(text), Vec::<String>::new(), "{name}"));
}

#[test]
fn a022_no_line_compares_a_secret_by_its_octets() {
    for line in
        ["if self.proof == made {", "a && password != other", "x == keys.stored_key)", "(digest == [0; 16])"]
    {
        assert_eq!(comparing(line).len(), 1, "{line}");
    }
    assert_eq!(comparing("proof: self.count == 3, // proof == x").len(), 0);
    // Both texts are of one file, and nobody waits for the answer who has not written it.
    const IN_A_FILE: &str = "countersign/src/formats/gsasl.rs";
    each_file(|name, text| assert_eq!(comparing(text).len(), usize::from(name == IN_A_FILE), "{name}"));
}

/// The compiler refuses what can panic, in every library (clippy, in `.ci/run lint`), and no file takes it back.
#[test]
fn a046_no_library_may_index_unwrap_or_panic() {
    const DENIED: [&str; 6] =
        ["unwrap_used", "expect_used", "panic", "unreachable", "indexing_slicing", "arithmetic_side_effects"];
    each_file(|name, text| {
        if name.ends_with("/src/lib.rs") {
            let (_, denied) = text.split_once("deny(").unwrap_or_else(|| panic!("{name} denies nothing"));
            let (denied, _) = denied.split_once(')').unwrap();
            let denied: Vec<&str> = denied.split(',').map(|lint| lint.trim()).collect();
            for lint in DENIED {
                assert!(denied.contains(&&*format!("clippy::{lint}")), "{name} does not deny {lint}");
            }
        }
        for lint in DENIED {
            for word in ["allow", "expect", "warn"] {
                assert!(!text.contains(&format!("{word}(clippy::{lint}")), "{name}: {word} {lint}");
            }
        }
    });
}
