//! Transcripts that are wrong, and what is said of them.
use crate::{client, records, server};
use sasl_testkit::transcript::{Setting, run_text};

const RIGHT: &str = "\
mechanism: X-MUTUAL
user: amy
password: pencil
expect: accepted
# the exchange
C: amy
S: n=02
C: n=02,pencil
S: v=pencil
C:
";

fn play(text: &str) -> Result<(), String> {
    run_text("file", text, |script| {
        Setting::new(client(), server(), script.application().account("amy", records()))
    })
    .map_err(|mismatch| mismatch.to_string())
}

fn complaint(from: &str, to: &str) -> String {
    assert!(RIGHT.contains(from), "{from}");
    play(&RIGHT.replacen(from, to, 1)).unwrap_err()
}

#[test]
fn file_line_end_expected_and_received_are_reported() {
    play(RIGHT).unwrap();
    assert_eq!(
        complaint("S: n=02", "S: n=0\\x033"),
        "file:7 (Server)\n  expected  S: n=0\\x033\n  got       S: n=02"
    );
    let told = complaint("# the exchange\nC: amy", "end: client\nC: bob");
    assert_eq!(told, "file:6 (Client)\n  expected  C: bob\n  got       C: amy");
}

#[test]
fn the_end_has_to_be_the_expected_one() {
    let told = complaint("expect: accepted", "expect: rejected disabled");
    assert_eq!(told, "file:10 (Server)\n  expected  rejected disabled\n  got       accepted");
    let told = complaint("expect: accepted", "end: client\nexpect: client-error peer");
    assert_eq!(told, "file:11 (Client)\n  expected  client-error peer\n  got       accepted");
}

#[test]
fn a_message_too_many_or_too_few_is_a_difference() {
    assert!(
        complaint("C:\n", "C:\nS: more\n")
            .contains("file:11 (Server)\n  expected  S: more\n  got       accepted")
    );
    assert!(
        complaint("S: v=pencil\nC:\n", "")
            .contains("expected  the end of the transcript\n  got       S: v=pencil")
    );
    assert!(complaint("S: v=pencil\nC:\n", "S: v=pencil\n").contains("the server waits for the client"));
    let client = complaint("S: v=pencil\nC:\n", "C: more\n").replace("Server", "either");
    assert!(client.contains("expected  C: more"), "{client}");
}

#[test]
fn a_parse_error_has_its_line() {
    for (from, to, told) in [
        (
            "user: amy",
            "usr: amy",
            "file:2\n  expected  a line of a transcript\n  got       not a header of transcripts: usr: amy",
        ),
        (
            "S: n=02",
            "S: n=\\02",
            "file:7\n  expected  a line of a transcript\n  got       a broken escape: S: n=\\02",
        ),
        (
            "S: n=02",
            "user: bob",
            "file:7\n  expected  a line of a transcript\n  got       neither header nor message: user: bob",
        ),
        ("expect: accepted\n", "", "`mechanism`, `expect` and a message are needed"),
        ("expect: accepted", "expect: perhaps", "file:4"),
        ("user: amy", "binding: tls-exporter", "file:2"),
        ("user: amy", "client-entropy: 0102", "file:2"),
    ] {
        let got = complaint(from, to);
        assert!(got.contains(told), "{got}");
    }
}

#[test]
fn a_missing_mechanism_is_reported() {
    let told = complaint("mechanism: X-MUTUAL", "mechanism: X-OTHER");
    assert!(told.ends_with("expected  accepted\n  got       the mechanism is not offered"), "{told}");
    let told = complaint("mechanism: X-MUTUAL", "end: client\nmechanism: X-OTHER");
    assert!(told.contains("X-MUTUAL (another mechanism is pinned)"), "{told}");
}
