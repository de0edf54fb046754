//! IMAP with a well-behaved client.
use crate::support::{PASSWORD, Protocol, Serve, USER, Wire};

const IMAP: Protocol = Protocol::Imap;

fn words(wire: &mut Wire) -> Vec<String> {
    let lines = wire.imap("CAPABILITY");
    assert_eq!(lines.len(), 2, "{lines:?}");
    let words = lines[0].strip_prefix("* CAPABILITY ").expect("a list");
    words.split(' ').map(String::from).collect()
}

fn has(words: &[String], word: &str) -> bool {
    words.iter().any(|other| other == word)
}

#[test]
fn capabilities_follow_the_state_of_tls_and_of_the_session() {
    let serve = Serve::start();
    let mut wire = Wire::plain(serve.ready.imap);
    let greeting = wire.line();
    let clear = words(&mut wire);
    assert_eq!(greeting, format!("* OK [CAPABILITY {}] countersign", clear.join(" ")));
    for word in ["IMAP4rev1", "SASL-IR", "STARTTLS", "LOGINDISABLED", "AUTH=SCRAM-SHA-256"] {
        assert!(has(&clear, word), "{word}: {clear:?}");
    }
    for word in ["AUTH=PLAIN", "AUTH=SCRAM-SHA-256-PLUS"] {
        assert!(!has(&clear, word), "{word}: {clear:?}");
    }

    assert!(wire.imap("STARTTLS")[0].starts_with("t OK"));
    let mut wire = wire.start_tls(&serve.ready.ca);
    let secured = words(&mut wire);
    for word in ["AUTH=SCRAM-SHA-256-PLUS", "AUTH=SCRAM-SHA-256", "AUTH=PLAIN"] {
        assert!(has(&secured, word), "{word}: {secured:?}");
    }
    for word in ["STARTTLS", "LOGINDISABLED"] {
        assert!(!has(&secured, word), "{word}: {secured:?}");
    }
    assert!(wire.imap("STARTTLS")[0].starts_with("t BAD"));

    let lines = wire.imap(format!("LOGIN {USER} {PASSWORD}"));
    let logged_in = words(&mut wire);
    assert_eq!(lines, [format!("t OK [CAPABILITY {}] Logged in", logged_in.join(" "))]);
    assert!(!logged_in.iter().any(|word| word.starts_with("AUTH=") || word == "STARTTLS"), "{logged_in:?}");
}

#[test]
fn before_a_login_only_what_needs_none_is_answered() {
    let serve = Serve::start();
    let mut wire = serve.clear(IMAP);
    for command in ["NOOP", "ID NIL", "ID (\"name\" \"test\")"] {
        assert!(wire.imap(command).last().expect("a line").starts_with("t OK"), "{command}");
    }
    for command in ["SELECT INBOX", "LIST \"\" *", "NAMESPACE", "IDLE", "ENABLE X", "STATUS INBOX (MESSAGES)"]
    {
        assert_eq!(wire.imap(command), ["t BAD Log in first"], "{command}");
    }
}

#[test]
fn the_empty_inbox_answers_what_clients_ask() {
    let serve = Serve::start();
    let mut wire = serve.logged_in(IMAP);
    let inbox = "* LIST (\\HasNoChildren) \"/\" INBOX";
    let asked: &[(&str, &[&str])] = &[
        ("ID NIL", &["* ID (\"name\" \"countersign\")"]),
        ("NAMESPACE", &["* NAMESPACE ((\"\" \"/\")) NIL NIL"]),
        ("ENABLE UTF8=ACCEPT", &["* ENABLED"]),
        ("LIST \"\" \"\"", &["* LIST (\\Noselect) \"/\" \"\""]),
        ("LIST \"\" *", &[inbox]),
        ("LIST \"\" %", &[inbox]),
        ("LIST \"\" inbox", &[inbox]),
        ("LIST \"\" \"IN*X\"", &[inbox]),
        ("LIST \"\" Drafts", &[]),
        ("LIST \"\" INBOX/%", &[]),
        ("LSUB \"\" *", &["* LSUB (\\HasNoChildren) \"/\" INBOX"]),
        ("SUBSCRIBE INBOX", &[]),
        ("STATUS INBOX (MESSAGES UIDNEXT UNSEEN)", &["* STATUS INBOX (MESSAGES 0 UIDNEXT 1 UNSEEN 0)"]),
    ];
    for (command, untagged) in asked {
        let lines = wire.imap(command);
        let (tagged, rest) = lines.split_last().expect("a line");
        assert!(tagged.starts_with("t OK "), "{command}: {lines:?}");
        assert_eq!(rest, *untagged, "{command}");
    }
}

#[test]
fn a_selected_inbox_has_no_messages_to_find_or_to_fetch() {
    let serve = Serve::start();
    let mut wire = serve.logged_in(IMAP);
    for (command, code) in [("SELECT INBOX", "[READ-WRITE]"), ("EXAMINE INBOX", "[READ-ONLY]")] {
        let lines = wire.imap(command);
        for line in ["* 0 EXISTS", "* 0 RECENT"] {
            assert!(lines.iter().any(|other| other == line), "{lines:?}");
        }
        assert!(lines.iter().any(|line| line.starts_with("* OK [UIDVALIDITY ")), "{lines:?}");
        assert!(lines.last().expect("a line").starts_with(&format!("t OK {code}")), "{lines:?}");
        for command in ["FETCH 1:* FLAGS", "UID FETCH 1:* (FLAGS BODY.PEEK[])", "CHECK", "EXPUNGE"] {
            let lines = wire.imap(command);
            assert!(lines.len() == 1 && lines[0].starts_with("t OK"), "{command}: {lines:?}");
        }
        for command in ["SEARCH ALL", "UID SEARCH UNSEEN"] {
            let lines = wire.imap(command);
            assert_eq!(lines[0], "* SEARCH", "{command}");
            assert!(lines[1].starts_with("t OK"), "{command}: {lines:?}");
        }
    }
    assert!(wire.imap("CLOSE")[0].starts_with("t OK"));
    assert!(wire.imap("FETCH 1:* FLAGS")[0].starts_with("t BAD"), "nothing is selected any more");
}

#[test]
fn asking_for_another_mailbox_deselects_only_where_it_was_to_be_selected() {
    let serve = Serve::start();
    let mut wire = serve.logged_in(IMAP);
    wire.imap("SELECT INBOX");
    assert!(wire.imap("STATUS Drafts (MESSAGES)")[0].starts_with("t NO [NONEXISTENT]"));
    assert!(wire.imap("FETCH 1:* FLAGS")[0].starts_with("t OK"), "STATUS leaves the INBOX selected");
    assert!(wire.imap("SELECT Drafts")[0].starts_with("t NO [NONEXISTENT]"));
    assert!(wire.imap("FETCH 1:* FLAGS")[0].starts_with("t BAD"), "a SELECT that fails leaves none selected");
}

#[test]
fn append_is_rejected_for_every_kind_of_literal() {
    let serve = Serve::start();
    let mut wire = serve.logged_in(IMAP);
    // A short literal is requested, a long one rejected before it is sent.
    wire.send("t APPEND INBOX {5}\r\n");
    assert!(wire.line().starts_with("+ "));
    assert!(wire.imap_rest("hello\r\n").starts_with("t NO "));
    assert!(wire.imap("APPEND INBOX (\\Seen) {100000}")[0].starts_with("t NO "));
    assert!(wire.imap("APPEND INBOX {5+}\r\nhello")[0].starts_with("t NO "));
    wire.noop(IMAP);
}

#[test]
fn idle_lasts_until_done() {
    let serve = Serve::start();
    let mut wire = serve.logged_in(IMAP);
    for (end, reply) in [("DONE", "t OK"), ("done", "t OK"), ("NOOP", "t BAD")] {
        wire.send("t IDLE\r\n");
        assert!(wire.line().starts_with("+ "));
        assert!(wire.imap_rest(&format!("{end}\r\n")).starts_with(reply), "{end}");
    }
    wire.noop(IMAP);
}

#[test]
fn logout_sends_bye_and_closes() {
    let serve = Serve::start();
    for mut wire in [serve.clear(IMAP), serve.tls(IMAP), serve.logged_in(IMAP)] {
        wire.send("t LOGOUT\r\n");
        let lines = wire.rest();
        assert_eq!(lines.len(), 2, "{lines:?}");
        assert!(lines[0].starts_with("* BYE ") && lines[1].starts_with("t OK "), "{lines:?}");
    }
}

#[test]
fn login_takes_atoms_quoted_strings_and_literals() {
    let serve = Serve::with(&["--user", r#"bob:a "pass\word""#]);
    let atoms = format!("LOGIN {USER} {PASSWORD}");
    let quoted = r#"LOGIN "bob" "a \"pass\\word\"""#;
    let unasked = "LOGIN {3+}\r\nbob {15+}\r\na \"pass\\word\"";
    for command in [atoms.as_str(), quoted, &unasked.replace("15", "13")] {
        let mut wire = serve.tls(IMAP);
        assert!(wire.imap(command)[0].starts_with("t OK "), "{command}");
        assert_eq!(serve.result(), "accepted");
    }
    let mut wire = serve.tls(IMAP);
    wire.send("t LOGIN {3}\r\n");
    assert!(wire.line().starts_with("+ "));
    wire.send("bob {13}\r\n");
    assert!(wire.line().starts_with("+ "));
    assert!(wire.imap_rest("a \"pass\\word\"\r\n").starts_with("t OK "));
    assert_eq!(serve.attempt()["account"], "bob");
    assert_eq!(wire.imap(&atoms), ["t BAD Already logged in; open another connection to log in again"]);
}

#[test]
fn a_wrong_password_and_an_unknown_user_get_the_same_reply() {
    let serve = Serve::start();
    let mut wire = serve.tls(IMAP);
    let wrong = wire.imap(format!("LOGIN {USER} looking-glass"));
    let unknown = wire.imap(format!("LOGIN mallory {PASSWORD}"));
    assert!(wrong[0].starts_with("t NO [AUTHENTICATIONFAILED] "), "{wrong:?}");
    assert_eq!(wrong, unknown);
    assert!(wire.log_in(IMAP));
}

impl Wire {
    /// Sends the rest of a command; returns the line that answers it.
    fn imap_rest(&mut self, octets: &str) -> String {
        self.send(octets);
        self.line()
    }
}
