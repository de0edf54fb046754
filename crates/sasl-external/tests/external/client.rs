//! What a client says, and when it chooses this.
use crate::offer;
use sasl_core::{
    ClientRegistry, Error, ErrorKind, Profile, Security, Step,
    client::{Connection, Preference, SkipReason},
    server::Verdict,
};
use sasl_external::External;
use sasl_testkit::{Application, Pair, entropy};

fn line() -> Connection {
    Connection::new(Profile::MAIL, Security::Verified)
}

fn said(external: External) -> Result<Vec<u8>, Error> {
    let registry = ClientRegistry::new().with(external);
    let choice = registry.choose(["EXTERNAL"], &line().with_external(), &Preference::external()).unwrap();
    let Step::Send { message, .. } = choice.start(entropy(1))? else { panic!() };
    Ok(message.to_vec())
}

#[test]
fn it_says_whom_it_acts_as_or_nothing() {
    assert_eq!(said(External::new()), Ok(vec![]));
    assert_eq!(said(External::acting_as("")), Ok(vec![]));
    assert_eq!(said(External::acting_as("amy@example.org")), Ok(b"amy@example.org".to_vec()));
    assert_eq!(said(External::acting_as("a\0b")).unwrap_err().kind(), ErrorKind::Application);
}

#[test]
fn it_is_chosen_first_where_a_key_was_presented_and_never_without() {
    let registry = ClientRegistry::new().with(External::new());
    let choose = |line: &Connection| registry.choose(["EXTERNAL"], line, &Preference::password());
    assert_eq!(choose(&line().with_external()).unwrap().name(), "EXTERNAL");
    let refused = choose(&line()).unwrap_err();
    assert_eq!(refused.passed_over(), [("EXTERNAL", SkipReason::NoCredential)]);
}

#[test]
fn both_ends_agree() {
    for (external, held_back) in
        [(External::new(), false), (External::new(), true), (External::acting_as("amy"), true)]
    {
        let registry = ClientRegistry::new().with(external);
        let choice = registry.choose(["EXTERNAL"], &line().with_external(), &Preference::external()).unwrap();
        let pair = Pair::new(&offer(), choice, Application::new());
        let ended = if held_back { pair.without_initial_response() } else { pair }.drive();
        let Verdict::Accepted(accepted) = ended.server else { panic!() };
        assert_eq!((accepted.account(), accepted.mechanism()), ("amy", "EXTERNAL"));
        let authenticated = ended.client.unwrap();
        assert!(!authenticated.server_verified() && authenticated.binding().is_none());
    }
}
