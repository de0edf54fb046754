//! Names are NFC and the rest is the directory's affair; the digest is of the password alone.
use crate::ends::{challenged, digits, end, records};
use sasl_core::{
    Step,
    server::{Ask, Found},
};
use sasl_testkit::Application;

/// The name that the directory is asked for, and the name as it was sent.
fn looked_up(user: &str) -> (String, String) {
    let (challenge, then) = challenged();
    let answer = format!("{user} {}", digits("pencil", &challenge));
    let Step::Ask(Ask::Lookup(asked)) = then.receive(answer.as_bytes()) else { panic!() };
    (asked.user().into(), asked.as_sent().into())
}

#[test]
fn a107_spaces_are_part_of_a_name() {
    for user in ["amy lee", " amy", "amy ", "a  b", " "] {
        assert_eq!(looked_up(user), (user.into(), user.into()));
    }
}

#[test]
fn a108_a_decomposed_name_is_looked_up_and_proved_composed() {
    assert_eq!(looked_up("zoe\u{301}"), ("zo\u{e9}".into(), "zoe\u{301}".into()));
    assert_eq!(looked_up("\u{2168}").0, "\u{2168}");
    let (challenge, then) = challenged();
    let answer = format!("zoe\u{301} {}", digits("pencil", &challenge));
    let mut proved = String::new();
    let mut directory = Application::new()
        .lookup(|user| {
            assert_eq!(user, "zo\u{e9}");
            Found::Account(records("pencil"))
        })
        .authorizing(|question| {
            assert_eq!(question.requested(), None);
            proved = question.authenticated().into();
            sasl_core::server::Decision::GrantAuthenticated
        });
    assert_eq!(end(then.receive(answer.as_bytes()), &mut directory), "accepted");
    drop(directory);
    assert_eq!(proved, "zo\u{e9}");
}

#[test]
fn a060_a062_what_is_no_name_is_malformed() {
    for user in ["a\tb", "a\nb", "a\rb", "\u{7f}", "a\u{2028}b"] {
        let (challenge, then) = challenged();
        let answer = format!("{user} {}", digits("pencil", &challenge));
        let end = end(then.receive(answer.as_bytes()), &mut Application::new());
        assert_eq!(end, "malformed", "{user:?}");
    }
}
