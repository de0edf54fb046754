//! An unknown user, a wrong password and an account without such a record are told the same.
use crate::ends::{challenged, digits, end, offer, records};
use sasl_core::{Records, mechanism::Record, server::Found};
use sasl_testkit::Application;

#[derive(Debug)]
struct Other;

impl Record for Other {}

fn found(user: &str) -> Found {
    match user {
        "amy" => Found::Account(records("pencil")),
        "old" => Found::Account(Records::default()),
        "other" => Found::Account(Records::new([std::sync::Arc::new(Other) as _])),
        _ => Found::Unknown { canonical: user.into() },
    }
}

fn log_in(user: &str, password: &str) -> &'static str {
    let (challenge, then) = challenged();
    let answer = format!("{user} {}", digits(password, &challenge));
    end(then.receive(answer.as_bytes()), &mut Application::new().lookup(found))
}

#[test]
fn a026_a028_they_cannot_be_distinguished() {
    assert_eq!(log_in("amy", "pencil"), "accepted");
    assert_eq!(log_in("amy", "stylus"), "bad-credentials");
    for user in ["old", "other", "bob"] {
        assert_eq!(log_in(user, "pencil"), "bad-credentials", "{user}");
    }
}

#[test]
fn a066_no_account_has_the_empty_password() {
    for user in ["amy", "old", "other", "bob"] {
        assert_eq!(log_in(user, ""), "bad-credentials", "{user}");
    }
}

#[test]
fn a029_the_directory_that_is_away_is_no_answer_about_the_user() {
    let (challenge, then) = challenged();
    let answer = format!("amy {}", digits("pencil", &challenge));
    let mut away = Application::new().unavailable();
    assert_eq!(end(then.receive(answer.as_bytes()), &mut away), "unavailable");
    assert_eq!(offer().names().collect::<Vec<_>>(), ["CRAM-MD5"]);
}
