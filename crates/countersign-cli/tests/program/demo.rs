//! `demo`.
use crate::support::{command, demonstration};

#[test]
fn every_row_of_the_demonstration_is_as_expected() {
    let said = demonstration(command(&["demo", "--json"]));
    assert_eq!(said.code, 0, "{said:?}");
    let rows = said.rows();
    for row in &rows {
        assert_eq!(row["result"], row["expected"], "{row}");
        let plus = row["mechanism"].as_str().is_some_and(|name| name.ends_with("-PLUS"));
        let is_bound = plus && row["result"] == "accepted";
        assert_eq!(row["binding"] == "tls-exporter", is_bound, "{row}");
    }
    let count = |key: &str, value: &str| rows.iter().filter(|row| row[key] == value).count();
    assert_eq!(
        count("result", "accepted"),
        16 * 7,
        "fourteen mechanisms, a key and a certificate over four protocols and, but for one, two kinds of TLS"
    );
    for result in [
        "bad-credentials",
        "disabled",
        "binding-mismatch",
        "downgrade",
        "no-mechanism",
        "server-not-verified",
    ] {
        assert!(count("result", &format!("rejected:{result}")) >= 4, "{result}");
    }
    // Each mechanism accepts one client and rejects one, over each protocol. A key that the greeting authenticates is one
    // that EXTERNAL would accept.
    let mechanism = |row: &serde_json::Value| match row["mechanism"].as_str().unwrap() {
        "tls-key" | "tls-certificate" => "EXTERNAL".to_owned(),
        name => name.to_owned(),
    };
    let shown = |name: &str, protocol: &str, result: &str| {
        let is = |row: &&serde_json::Value| mechanism(row) == name && row["protocol"] == protocol;
        rows.iter().filter(is).any(|row| row["result"].as_str().is_some_and(|word| word.starts_with(result)))
    };
    for row in &rows {
        let (name, protocol) = (mechanism(row), row["protocol"].as_str().unwrap());
        assert!(shown(&name, protocol, "accepted") && shown(&name, protocol, "rejected"), "{row}");
    }
    for protocol in ["imap", "submission", "pop3"] {
        assert_eq!(count("protocol", protocol), rows.len() / 7 * 2);
    }
    assert_eq!(count("protocol", "sieve"), rows.len() / 7);
    assert_eq!(count("tls", "starttls"), rows.len() / 7 * 4);
}

#[test]
fn the_demonstration_for_a_person_ends_with_a_verdict() {
    let said = demonstration(command(&["demo"]));
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert!(said.out.ends_with("\nEvery row is as expected.\n"), "{}", said.out);
    assert!(!said.out.contains("NOT AS EXPECTED"));
}
