//! The order of the choice among all mechanisms of the family: a list, and one answer for every set.
use crate::{choose::permutations, dummies::bindings};
use sasl_core::{
    BindingKind::TlsExporter,
    ClientRegistry, Profile, Security,
    client::{Connection, Preference},
    mechanism::{Binds, Credential, Properties},
};
use sasl_testkit::Dummy;

/// Dummies with the names and traits of all mechanisms, in no order.
fn whole_family() -> ClientRegistry {
    let password = |strength| Properties::new(Credential::Password, strength);
    let scram = |strength| password(strength).proves_server();
    let dummies = [
        ("ANONYMOUS", Properties::new(Credential::None, 0)),
        ("SCRAM-SHA-1", scram(40).binds(Binds::Bare)),
        ("SCRAM-SHA-1-PLUS", scram(40).binds(Binds::Always)),
        ("XOAUTH2", Properties::new(Credential::Token, 28).plaintext()),
        ("SCRAM-SHA-256", scram(50).binds(Binds::Bare)),
        ("SCRAM-SHA-256-PLUS", scram(50).binds(Binds::Always)),
        ("LOGIN", password(18).plaintext().server_first()),
        ("SCRAM-SHA-512", scram(60).binds(Binds::Bare)),
        ("SCRAM-SHA-512-PLUS", scram(60).binds(Binds::Always)),
        ("EXTERNAL", Properties::new(Credential::External, 100)),
        ("SCRAM-SHA3-512", scram(55).binds(Binds::Bare)),
        ("SCRAM-SHA3-512-PLUS", scram(55).binds(Binds::Always)),
        ("CRAM-MD5", password(10).confidential().server_first()),
        ("OAUTHBEARER", Properties::new(Credential::Token, 30).plaintext()),
        ("PLAIN", password(20).plaintext()),
    ];
    dummies
        .into_iter()
        .fold(ClientRegistry::new(), |all, (name, traits)| all.with(Dummy::new(name).properties(traits)))
}

fn bare() -> Connection {
    Connection::new(Profile::MAIL, Security::Verified)
}

fn bound() -> Connection {
    bare().with_bindings(bindings([TlsExporter]))
}

fn chosen(
    registry: &ClientRegistry,
    offered: &[&str],
    connection: &Connection,
    preference: &Preference,
) -> Option<&'static str> {
    registry.choose(offered.iter().copied(), connection, preference).ok().map(|choice| choice.name())
}

/// The one answer for all orders of the list.
fn in_every_order(
    list: &[&'static str],
    connection: &Connection,
    preference: &Preference,
) -> Option<&'static str> {
    let registry = whole_family();
    let expected = chosen(&registry, list, connection, preference);
    permutations(list, |order| {
        assert_eq!(chosen(&registry, order, connection, preference), expected, "{order:?}");
    });
    expected
}

/// The family in the order of the design: EXTERNAL, what binds, SCRAM, tokens, passwords, nobody.
const ORDER: [&str; 15] = [
    "EXTERNAL",
    "SCRAM-SHA-512-PLUS",
    "SCRAM-SHA3-512-PLUS",
    "SCRAM-SHA-256-PLUS",
    "SCRAM-SHA-1-PLUS",
    "SCRAM-SHA-512",
    "SCRAM-SHA3-512",
    "SCRAM-SHA-256",
    "SCRAM-SHA-1",
    "OAUTHBEARER",
    "XOAUTH2",
    "PLAIN",
    "LOGIN",
    "CRAM-MD5",
    "ANONYMOUS",
];

#[test]
fn a087_the_order_can_be_read_as_a_list() {
    assert_eq!(whole_family().preference_order(), ORDER);
}

/// What the list of the order says: the first that is offered and may be used.
fn first_of_the_order(offered: &[&'static str], may: impl Fn(&str) -> bool) -> Option<&'static str> {
    ORDER.into_iter().find(|name| offered.contains(name) && may(name))
}

#[test]
fn a086_a087_a088_each_set_of_mechanisms_selects_the_first_of_the_list() {
    let is_token = |name: &str| name.contains("OAUTH");
    let is_bound = |name: &str| name.ends_with("-PLUS");
    let nobody = |name: &str| name == "ANONYMOUS";
    let password = |name: &str| !is_token(name) && !nobody(name);
    type May<'a> = &'a dyn Fn(&str) -> bool;
    let settings: [(Connection, Preference, May<'_>); 6] = [
        (bare(), Preference::password(), &|n| password(n) && !is_bound(n) && n != "EXTERNAL"),
        (bound(), Preference::password(), &|n| password(n) && n != "EXTERNAL"),
        (bound().with_external(), Preference::password().and_token(), &|n| !nobody(n)),
        (bound(), Preference::token(), &|n| is_token(n)),
        (bound(), Preference::password().require_binding(), &|n| is_bound(n)),
        (bare(), Preference::external(), &|n| nobody(n)),
    ];
    let registry = whole_family();
    for (connection, preference, may) in settings {
        for set in 0..1_u32 << ORDER.len() {
            let mut offered: Vec<_> =
                (0..ORDER.len()).filter(|at| set >> at & 1 == 1).map(|at| ORDER[at]).collect();
            let expected = first_of_the_order(&offered, may);
            assert_eq!(chosen(&registry, &offered, &connection, &preference), expected, "{offered:?}");
            offered.reverse();
            assert_eq!(chosen(&registry, &offered, &connection, &preference), expected, "{offered:?}");
        }
    }
}

#[test]
fn a088_all_permutations_of_lists_of_seven() {
    let connection = bound().with_external();
    let both = Preference::password().and_token();
    for at in 0..ORDER.len() {
        let list: Vec<_> = ORDER.iter().copied().cycle().skip(at).step_by(2).take(7).collect();
        let expected = first_of_the_order(&list, |name| name != "ANONYMOUS");
        assert_eq!(in_every_order(&list, &connection, &both), expected, "{list:?}");
    }
}

#[test]
fn a086_a_pin_or_required_binding_without_plus_fails_before_sending() {
    let stripped: Vec<_> = ORDER.into_iter().filter(|name| !name.ends_with("-PLUS")).collect();
    let pinned = Preference::password().pin("SCRAM-SHA-512-PLUS");
    assert_eq!(in_every_order(&stripped[4..11], &bound(), &pinned), None);
    let required = Preference::password().require_binding();
    assert_eq!(in_every_order(&stripped[4..11], &bound(), &required), None);
    assert_eq!(chosen(&whole_family(), &ORDER, &bound(), &required), Some("SCRAM-SHA-512-PLUS"));
}
