//! The client's choice: one answer for every order of the server's list.
use crate::dummies::{bindings, client_family};
use sasl_core::{
    BindingKind::TlsExporter,
    ClientRegistry, Profile, Security,
    client::{Choice, Connection, NoUsableMechanism, Preference, SkipReason},
};

const FULL: [&str; 6] =
    ["PLAIN", "SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-1-PLUS", "ANONYMOUS", "EXTERNAL"];

fn bare() -> Connection {
    Connection::new(Profile::MAIL, Security::Verified)
}

fn bound() -> Connection {
    bare().with_bindings(bindings([TlsExporter]))
}

fn choose(
    offered: &[&str],
    connection: &Connection,
    preference: &Preference,
) -> Result<Choice, NoUsableMechanism> {
    client_family().choose(offered.iter().copied(), connection, preference)
}

fn chosen(offered: &[&str], connection: &Connection, preference: &Preference) -> Option<&'static str> {
    choose(offered, connection, preference).ok().map(|choice| choice.name())
}

/// Every order of the list (Heap's algorithm).
pub(crate) fn permutations(list: &[&'static str], mut see: impl FnMut(&[&'static str])) {
    let mut list = list.to_vec();
    let mut counters = vec![0; list.len()];
    see(&list);
    let mut at = 0;
    while at < list.len() {
        if counters[at] < at {
            list.swap(if at % 2 == 0 { 0 } else { counters[at] }, at);
            see(&list);
            counters[at] += 1;
            at = 0;
        } else {
            counters[at] = 0;
            at += 1;
        }
    }
}

fn in_every_order(
    list: &[&'static str],
    connection: &Connection,
    preference: &Preference,
) -> Option<&'static str> {
    let expected = chosen(list, connection, preference);
    let mut orders = 0;
    permutations(list, |order| {
        orders += 1;
        assert_eq!(chosen(order, connection, preference), expected, "{order:?}");
    });
    assert_eq!(orders, (1..=list.len()).product::<usize>());
    expected
}

#[test]
fn a087_a088_the_order_of_the_list_never_matters() {
    let (password, token) = (Preference::password(), Preference::token());
    for (list, connection, preference, expected) in [
        (&FULL[..], bare(), &password, Some("SCRAM-SHA-256")),
        (&FULL, bound(), &password, Some("SCRAM-SHA-1-PLUS")),
        (&FULL, bound().with_external(), &password, Some("EXTERNAL")),
        (
            &["LOGIN", "CRAM-MD5", "PLAIN", "SCRAM-SHA-1", "OAUTHBEARER"],
            bare(),
            &password,
            Some("SCRAM-SHA-1"),
        ),
        (&["LOGIN", "CRAM-MD5", "PLAIN", "OAUTHBEARER", "ANONYMOUS"], bare(), &password, Some("PLAIN")),
        (&["LOGIN", "CRAM-MD5", "OAUTHBEARER", "ANONYMOUS"], bare(), &password, Some("LOGIN")),
        (&["CRAM-MD5", "ANONYMOUS"], bare(), &password, Some("CRAM-MD5")),
        (&["LOGIN", "PLAIN", "OAUTHBEARER", "ANONYMOUS"], bare(), &token, Some("OAUTHBEARER")),
        (
            &["SCRAM-SHA-256-PLUS", "SCRAM-SHA-1-PLUS", "SCRAM-SHA-256"],
            bound(),
            &password,
            Some("SCRAM-SHA-256-PLUS"),
        ),
        (&["ANONYMOUS", "X-NEVER", "OAUTHBEARER"], bare(), &password, None),
    ] {
        assert_eq!(in_every_order(list, &connection, preference), expected, "{list:?}");
    }
}

#[test]
fn a087_the_order_of_the_registry_never_matters_either() {
    use sasl_core::mechanism::{Binds, Credential, Properties};
    use sasl_testkit::Dummy;
    let traits = Properties::new(Credential::Password, 40);
    permutations(&["X-A", "X-B", "X-A-PLUS", "X-B-PLUS"], |order| {
        let registry = order.iter().fold(ClientRegistry::new(), |registry, name| {
            let binds = if name.ends_with("-PLUS") { Binds::Always } else { Binds::Bare };
            registry.with(Dummy::new(name).properties(traits.binds(binds)))
        });
        // Equal strength: the name settles it.
        let bare = registry.choose(order.iter().copied(), &bare(), &Preference::password()).unwrap();
        let bound = registry.choose(order.iter().copied(), &bound(), &Preference::password()).unwrap();
        assert_eq!((bare.name(), bound.name()), ("X-B", "X-B-PLUS"), "{order:?}");
    });
}

#[test]
fn a087_anonymous_is_never_chosen_where_there_are_credentials() {
    for preference in [Preference::password(), Preference::token(), Preference::password().and_token()] {
        let refused = choose(&["ANONYMOUS"], &bare(), &preference).unwrap_err();
        assert!(refused.passed_over().contains(&("ANONYMOUS", SkipReason::Anonymous)));
    }
    assert_eq!(chosen(&["ANONYMOUS"], &bare().with_external(), &Preference::external()), None);
    assert_eq!(chosen(&["ANONYMOUS"], &bare(), &Preference::external()), Some("ANONYMOUS"));
    assert_eq!(chosen(&["ANONYMOUS"], &bare(), &Preference::password().pin("anonymous")), Some("ANONYMOUS"));
}

#[test]
fn a089_names_compare_whole() {
    let password = Preference::password();
    for list in
        [&["SCRAM-SHA-1-PLUS"][..], &["SCRAM-SHA-1-PLUS PLAIN"], &["XSCRAM-SHA-1"], &["SCRAM-SHA-1 "], &[""]]
    {
        assert_eq!(chosen(list, &bare(), &password), None, "{list:?}");
    }
    assert_eq!(chosen(&["SCRAM-SHA-1"], &bound(), &password), Some("SCRAM-SHA-1"));
}

#[test]
fn names_compare_without_case() {
    let password = Preference::password();
    assert_eq!(chosen(&["plain", "Scram-Sha-256"], &bare(), &password), Some("SCRAM-SHA-256"));
    assert_eq!(chosen(&["scram-sha-256-plus"], &bound(), &password), Some("SCRAM-SHA-256-PLUS"));
    assert_eq!(chosen(&["PLAIN"], &bare(), &password.pin("plain")), Some("PLAIN"));
}

#[test]
fn names_that_come_twice_count_once() {
    let twice = choose(&["PLAIN", "plain", "PLAIN"], &bare(), &Preference::password()).unwrap();
    assert_eq!((twice.name(), twice.passed_over().len()), ("PLAIN", client_family().names().count() - 1));
}

#[test]
fn a_pinned_mechanism_is_chosen_or_none() {
    let pinned = Preference::password().pin("SCRAM-SHA-1");
    assert_eq!(chosen(&FULL, &bound(), &pinned), Some("SCRAM-SHA-1"));
    assert_eq!(chosen(&["SCRAM-SHA-256", "PLAIN"], &bound(), &pinned), None);
    assert_eq!(chosen(&FULL, &bare(), &Preference::password().pin("X-NEVER")), None);
}

#[test]
fn a_token_and_a_password_are_used_by_the_stronger_mechanism() {
    let both = Preference::password().and_token();
    assert_eq!(chosen(&["PLAIN", "OAUTHBEARER"], &bare(), &both), Some("OAUTHBEARER"));
    assert_eq!(chosen(&["SCRAM-SHA-1", "OAUTHBEARER"], &bare(), &both), Some("SCRAM-SHA-1"));
}

#[test]
fn the_reason_for_each_skipped_mechanism_is_reported() {
    use SkipReason::{Anonymous, NoBinding, NoCredential, NotOffered, Weaker};
    let list = ["SCRAM-SHA-256", "SCRAM-SHA-256-PLUS", "OAUTHBEARER", "PLAIN", "EXTERNAL", "ANONYMOUS"];
    let choice = choose(&list, &bare(), &Preference::password()).unwrap();
    let mut told = choice.passed_over().to_vec();
    told.sort_unstable_by_key(|(name, _)| *name);
    assert_eq!(
        told,
        [
            ("ANONYMOUS", Anonymous),
            ("CRAM-MD5", NotOffered),
            ("EXTERNAL", NoCredential),
            ("LOGIN", NotOffered),
            ("OAUTHBEARER", NoCredential),
            ("PLAIN", Weaker),
            ("SCRAM-SHA-1", NotOffered),
            ("SCRAM-SHA-1-PLUS", NotOffered),
            ("SCRAM-SHA-256-PLUS", NoBinding),
        ]
    );
}

#[test]
fn without_a_usable_mechanism_each_reason_is_reported() {
    let preference = Preference::password().pin("PLAIN");
    let none = choose(&["LOGIN"], &bare(), &preference).unwrap_err();
    assert_eq!(none.passed_over().len(), client_family().names().count());
    for (name, why) in none.passed_over() {
        let expected = if *name == "PLAIN" { SkipReason::NotOffered } else { SkipReason::NotPinned };
        assert_eq!(*why, expected, "{name}");
    }
    let text = ClientRegistry::new().choose([], &bare(), &preference).unwrap_err().to_string();
    assert_eq!(text, "no usable mechanism");
    assert!(none.to_string().contains(": SCRAM-SHA-1 (another mechanism is pinned), SCRAM-SHA-1-PLUS ("));
    assert!(none.to_string().contains("PLAIN (not offered by the server)"));
}
