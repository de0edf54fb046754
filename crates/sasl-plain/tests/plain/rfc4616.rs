//! The examples of RFC 4616 section 4, and transcripts.
use crate::ends::{asked, authorized, said};
use sasl_core::{
    ClientRegistry, ServerRegistry,
    server::{Decision, Verdict},
};
use sasl_plain::{AnonymousClient, AnonymousServer, LoginClient, LoginServer, PlainClient, PlainServer};
use sasl_testkit::transcript::{Script, Setting, run_directory};

const TIM: &[u8] = b"\0tim\0tanstaaftanstaaf";
const URSEL: &[u8] = b"Ursel\0Kurt\0xipj3plmq";

#[test]
fn tim_logs_in() {
    assert_eq!(said("tim", "tanstaaftanstaaf", "").unwrap(), TIM);
    assert_eq!(asked(TIM), Ok(("tim".into(), "tanstaaftanstaaf".into())));
}

#[test]
fn kurt_wants_to_act_as_ursel() {
    assert_eq!(said("Kurt", "xipj3plmq", "Ursel").unwrap(), URSEL);
    assert_eq!(asked(URSEL), Ok(("Kurt".into(), "xipj3plmq".into())));
    let (requested, verdict) = authorized(URSEL, Decision::Grant { account: "Ursel".into() });
    assert_eq!(requested.as_deref(), Some("Ursel"));
    let Verdict::Accepted(accepted) = verdict else { panic!() };
    assert_eq!((accepted.authenticated(), accepted.account()), ("Kurt", "Ursel"));
}

/// A server whose only user is tim.
fn setting(script: &Script) -> Setting<'static> {
    let application = script.application().password_checker(|user, password| {
        use sasl_core::server::Check;
        if (user, password) == ("tim", "tanstaaftanstaaf") { Check::Match } else { Check::NoMatch }
    });
    let anonymous = AnonymousClient::new().tracing("sirhc").unwrap();
    let client = ClientRegistry::new().with(PlainClient::new()).with(LoginClient::new()).with(anonymous);
    let server = ServerRegistry::new()
        .with(PlainServer::checked_by_application())
        .with(LoginServer::checked_by_application())
        .with(AnonymousServer::new("guest"));
    Setting::new(client, server, application)
}

#[test]
fn every_file_of_the_directory_is_played() {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/transcripts");
    assert_eq!(run_directory(directory, setting).unwrap(), 14);
}
