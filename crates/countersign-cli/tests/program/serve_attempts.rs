//! `countersign attempts`: the audit log of `serve`.
use crate::support::{
    BOUND, Data, Key, PASSWORD, Protocol, Protocol::Imap, Protocol::Pop3, Protocol::Smtp, Serve, USER,
    base64, client_first, octets, plain, until, wrong_final,
};
use countersign::{
    ChannelBinding, Secret, Security, client_registry,
    drive::{self, ClientWire, Reply},
    entropy,
    sasl::{
        BindingKind, Profile,
        client::{self, Choice, Preference},
    },
};
use serde_json::{Value, json};
use std::time::Instant;

/// Returns the rows that match these filters, once there are this many.
#[track_caller]
fn rows(data: &Data, filters: &[&str], count: usize) -> Vec<Value> {
    let start = Instant::now();
    loop {
        let said = data.run(&[&["attempts", "--json"], filters].concat());
        assert_eq!(said.code, 0, "{said:?}");
        let rows = said.rows();
        if rows.len() == count {
            return rows;
        }
        assert!(start.elapsed() < BOUND && rows.len() < count, "{filters:?}: not {count} rows: {rows:?}");
    }
}

/// Returns the one row that matches these filters, without its times.
#[track_caller]
fn row(data: &Data, filters: &[&str]) -> Value {
    let mut row = rows(data, filters, 1).remove(0);
    let fields = row.as_object_mut().expect("an object");
    let (first, last) = (fields.remove("first").expect("first"), fields.remove("last").expect("last"));
    assert!(first.as_i64() <= last.as_i64() && first.as_i64() > Some(1_700_000_000), "{first} {last}");
    row
}

#[test]
fn an_attempt_is_recorded_with_all_that_is_known_of_it() {
    let key = Key::new();
    let data = Data::with_key(&key, &[]);
    let serve = Serve::on(&data);
    let mut wire = serve.tls(Imap);
    wire.imap("ID (\"version\" \"128.0\" \"name\" \"Thunder\x1bbird\")");
    wire.imap(format!("AUTHENTICATE PLAIN {}", plain("Alice@Example.ORG")));
    let mut expected = json!({
        "count": 1, "account": USER, "name": "alice@example.org", "remote": "127.0.0.1", "protocol": "imap",
        "tls": "implicit 1.3", "mechanism": "PLAIN", "binding": null, "result": "accepted", "key": null,
        "client": "Thunder\\u{1b}bird 128.0",
    });
    assert_eq!(row(&data, &["--mechanism", "plain"]), expected);
    // An equal attempt belongs to the same row.
    serve.tls(Imap).imap(format!("AUTHENTICATE PLAIN {}", plain("alice@example.org")));
    let again = |data: &Data| row(data, &["alice", "--result", "accepted", "--mechanism", "PLAIN"]);
    until("it is counted", || again(&data)["count"] == 2);
    (expected["count"], expected["client"]) = (2.into(), Value::Null);
    assert_eq!(again(&data), expected);
    // By key, without a mechanism, and with one.
    serve.keyed(Imap, key.credential()).line();
    let by_key = row(&data, &["--mechanism", "TLS-KEY"]);
    assert_eq!((&by_key["account"], &by_key["key"]), (&USER.into(), &key.fingerprint().into()));
    let mut wire = serve.keyed_starttls(Smtp, key.credential());
    wire.smtp("EHLO phone.example");
    assert!(wire.smtp("AUTH EXTERNAL =")[0].starts_with("235 "));
    let external = row(&data, &["alice", "--mechanism", "EXTERNAL"]);
    for (field, value) in
        [("client", "phone.example"), ("tls", "starttls 1.3"), ("name", USER), ("protocol", "submission")]
    {
        assert_eq!(external[field], value, "{external}");
    }
    // Bound: only our client can do that.
    let said = serve.login_as("imaps", USER, PASSWORD, Some("SCRAM-SHA-256-PLUS"));
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(row(&data, &["--mechanism", "SCRAM-SHA-256-PLUS"])["binding"], "tls-exporter");
}

#[test]
fn a_failure_is_recorded_with_account_mechanism_and_reason() {
    let data = Data::new();
    // The account's own record for CRAM-MD5 is made at its next login by PLAIN; this one exists.
    data.done(&["password", "app", "add", USER, "phone", "--cram-md5"]);
    let serve = Serve::run_on(&data, &["--cram-md5"]);
    let wrong = base64(format!("\0{USER}\0wrong-password"));
    serve.tls(Imap).imap(format!("AUTHENTICATE PLAIN {wrong}"));
    serve.tls(Imap).imap(format!("LOGIN {USER} wrong-password"));
    let mut pop3 = serve.tls(Pop3);
    pop3.pop3(format!("USER {USER}"));
    pop3.pop3("PASS wrong-password");
    // The mechanism LOGIN, a line for each.
    let mut smtp = serve.tls(Smtp);
    assert!(smtp.smtp(format!("AUTH LOGIN {}", base64(USER)))[0].starts_with("334 "));
    assert!(smtp.smtp(base64("wrong-password"))[0].starts_with("535 "));
    assert!(smtp.smtp("AUTH CRAM-MD5")[0].starts_with("334 "));
    assert!(smtp.smtp(base64(format!("{USER}#phone {}", "0".repeat(32))))[0].starts_with("535 "));
    let mut clear = serve.clear(Imap);
    clear.send(format!("t AUTHENTICATE SCRAM-SHA-256 {}\r\n", client_first()));
    let challenge = clear.line();
    clear.send(wrong_final(Imap.challenge(&challenge).expect("a challenge")) + "\r\n");
    assert!(clear.line().starts_with("t NO [AUTHENTICATIONFAILED]"));

    let filters = [USER, "--result", "rejected:bad-credentials"];
    let mut told: Vec<_> = rows(&data, &filters, 6)
        .iter()
        .map(|row| {
            let name = if row["mechanism"] == "CRAM-MD5" { "alice#phone" } else { USER };
            assert_eq!((&row["name"], &row["count"]), (&name.into(), &1.into()), "{row}");
            format!(
                "{} {}",
                row["protocol"].as_str().expect("text"),
                row["mechanism"].as_str().expect("text")
            )
        })
        .collect();
    told.sort();
    let expected = [
        "imap LOGIN",
        "imap PLAIN",
        "imap SCRAM-SHA-256",
        "pop3 USER",
        "submission CRAM-MD5",
        "submission LOGIN",
    ];
    assert_eq!(told, expected);
}

#[test]
fn an_unknown_name_is_in_no_row_because_it_may_be_a_password() {
    let data = Data::new();
    let serve = Serve::on(&data);
    for name in ["Tr0ub4dor&3", "tr0ub4dor&3"] {
        serve.tls(Imap).imap(format!("LOGIN {name} alice"));
    }
    until("both are counted", || {
        let said = data.run(&["attempts", "--json"]);
        said.rows().first().is_some_and(|row| row["count"] == 2)
    });
    let row = row(&data, &[]);
    assert_eq!((&row["account"], &row["name"]), (&Value::Null, &Value::Null));
    assert!(!row.to_string().to_lowercase().contains("tr0ub4dor"), "{row}");
    let said = data.run(&["attempts"]);
    assert!(said.out.contains("(no account)") && !said.out.to_lowercase().contains("tr0ub4dor"), "{said:?}");
    if data.postgres().is_none() {
        let file = std::fs::read(format!("{}/accounts.sqlite", data.folder())).expect("a database");
        let log = std::fs::read(format!("{}/accounts.sqlite-wal", data.folder())).expect("its log");
        for octets in [file, log] {
            assert!(!String::from_utf8_lossy(&octets).to_lowercase().contains("tr0ub4dor"));
        }
    }
}

#[test]
fn attempts_before_shutdown_are_stored() {
    let data = Data::new();
    let mut serve = Serve::on(&data);
    let mut wire = serve.tls(Imap);
    wire.imap(format!("LOGIN {USER} wrong-password"));
    serve.terminate();
    assert!(serve.ended().success());
    let said = data.run(&["attempts", USER, "--since", "1h"]);
    assert_eq!(said.out.lines().count(), 1, "{said:?}");
    assert!(said.out.contains("1 x rejected:bad-credentials") && said.out.contains("alice"), "{said:?}");
    assert_eq!(data.run(&["attempts", USER, "--result", "accepted"]).out, "No attempts.\n");
    // Attempts of a removed account are stored under its name.
    data.done(&["account", "remove", USER]);
    assert_eq!(data.run(&["attempts", USER]).out.lines().count(), 1);
    assert_eq!(data.run(&["attempts", "--since", "yesterday"]).code, 2);
    assert_eq!(data.run(&["attempts", "--limit", "0"]).code, 2);
}

/// A SCRAM client that is bound to another connection than this one.
struct Elsewhere<'a>(&'a mut crate::support::Wire, bool);

impl ClientWire for Elsewhere<'_> {
    type Error = countersign::Error;

    fn respond(&mut self, message: Option<&[u8]>) -> Result<Reply, Self::Error> {
        let response = base64(message.expect("a message"));
        let line = if self.1 { response } else { format!("t AUTHENTICATE SCRAM-SHA-256-PLUS {response}") };
        self.1 = true;
        self.0.send(line + "\r\n");
        let line = self.0.line();
        Ok(Imap.challenge(&line).map_or(Reply::Failure, |challenge| Reply::Challenge(octets(challenge))))
    }

    fn cancel(&mut self) -> Result<(), Self::Error> {
        Ok(())
    }
}

fn elsewhere() -> Choice {
    let binding = ChannelBinding::new(BindingKind::TlsExporter, &[7; 32]).expect("data");
    let line = client::Connection::new(Profile::MAIL, Security::Verified)
        .with_bindings([binding].into_iter().collect());
    let chosen = client_registry().choose(["SCRAM-SHA-256-PLUS"], &line, &Preference::password());
    chosen.expect("one to choose")
}

#[test]
fn a_binding_mismatch_without_a_right_proof_raises_no_alarm() {
    let data = Data::new();
    let serve = Serve::run_on(&data, &["--log", "warn"]);
    let log_in = |password: &str| {
        let mut wire = serve.tls(Protocol::Imap);
        let step = elsewhere().start(entropy().expect("entropy")).expect("a first step");
        let credentials = || client::Credentials::new(USER, Secret::new(password));
        assert!(drive::log_in(step, credentials, &mut Elsewhere(&mut wire, false)).is_err());
        serve.result()
    };
    assert_eq!(log_in("wrong-password"), "rejected:bad-credentials");
    let by_wrong_one = row(&data, &[USER]);
    assert_eq!(by_wrong_one["result"], "rejected:bad-credentials");
    assert_eq!(serve.log(), "", "no alarm");
    assert_eq!(log_in(PASSWORD), "rejected:binding-mismatch");
    assert_eq!(row(&data, &[USER, "--result", "rejected:binding-mismatch"])["account"], USER);
    let log = serve.log();
    assert!(
        log.contains("WARN") && log.contains("possible man-in-the-middle") && log.contains(USER),
        "{log}"
    );
}

#[test]
fn attempts_made_without_the_database_are_stored_afterwards() {
    let data = Data::new();
    let serve = Serve::on(&data);
    let mut wire = serve.tls(Imap);
    data.hide();
    assert!(wire.imap(format!("LOGIN {USER} {PASSWORD}"))[0].starts_with("t NO [UNAVAILABLE]"));
    data.show();
    let row = row(&data, &["--result", "rejected"]);
    assert_eq!((&row["result"], &row["mechanism"]), (&"rejected:unavailable".into(), &"LOGIN".into()));
}

#[test]
fn a092_the_name_that_a_client_gave_before_starttls_is_forgotten() {
    let data = Data::new();
    let serve = Serve::on(&data);
    let mut imap = serve.clear(Imap);
    imap.imap("ID (\"name\" \"in the middle\")");
    assert!(imap.imap("STARTTLS").pop().expect("a reply").starts_with("t OK "));
    let mut imap = imap.start_tls(&serve.ready.ca);
    assert!(
        imap.imap(format!("AUTHENTICATE PLAIN {}", plain(USER))).pop().expect("a reply").starts_with("t OK ")
    );
    let recorded = rows(&data, &["alice", "--mechanism", "PLAIN", "--result", "accepted"], 1);
    assert!(recorded.iter().all(|row| row["client"].is_null()), "{recorded:?}");
}
