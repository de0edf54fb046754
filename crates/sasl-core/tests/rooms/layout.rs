//! What the types promise to a program that keeps exchanges: threads.
use sasl_core::{ClientRegistry, ServerRegistry};
use sasl_core::{mechanism::*, *};
use sasl_testkit::promised;

#[test]
fn what_an_embedder_holds_goes_anywhere() {
    promised::<Step<Server>>();
    promised::<Step<Client>>();
    promised::<Awaiting<Server>>();
    promised::<Awaiting<Client>>();
    promised::<Work<Server>>();
    promised::<Work<Client>>();
    promised::<WorkProgress<Server>>();
    promised::<WorkProgress<Client>>();
    promised::<Next<Server>>();
    promised::<Next<Client>>();
    promised::<JobProgress<Server>>();
    promised::<JobProgress<Client>>();
    promised::<Custom<Server>>();
    promised::<Custom<Client>>();
    promised::<Asked<server::Lookup>>();
    promised::<Asked<server::CheckPassword>>();
    promised::<Asked<server::CheckToken>>();
    promised::<Asked<server::Authorize>>();
    promised::<Asked<client::WantCredentials>>();
    promised::<Asked<client::WantToken>>();
    promised::<server::Ask>();
    promised::<server::Offer>();
    promised::<server::NotOffered>();
    promised::<server::Connection>();
    promised::<server::Policy>();
    promised::<server::Verdict>();
    promised::<server::Accepted>();
    promised::<server::Rejected>();
    promised::<server::Rejection>();
    promised::<server::Found>();
    promised::<server::Check>();
    promised::<server::PasswordAnswer>();
    promised::<server::Decision>();
    promised::<server::TokenAnswer>();
    promised::<server::TokenFailure>();
    promised::<server::Finish>();
    promised::<server::Setup>();
    promised::<server::OfferedBindings>();
    promised::<client::Ask>();
    promised::<client::Choice>();
    promised::<client::NoUsableMechanism>();
    promised::<client::Connection>();
    promised::<client::Preference>();
    promised::<client::SkipReason>();
    promised::<client::Authenticated>();
    promised::<client::Finish>();
    promised::<client::Credentials>();
    promised::<client::Token>();
    promised::<client::Setup>();
    promised::<client::BindingFlag>();
    promised::<ClientRegistry>();
    promised::<ServerRegistry>();
    promised::<MechanismName>();
    promised::<Records>();
    promised::<Bindings>();
    promised::<ChannelBinding>();
    promised::<EmptyBinding>();
    promised::<BindingKind>();
    promised::<Advertised>();
    promised::<Entropy>();
    promised::<Message>();
    promised::<Secret>();
    promised::<UntrustedText>();
    promised::<Error>();
    promised::<ErrorKind>();
    promised::<Extensions>();
    promised::<CommaInExtension>();
    promised::<ExternalIdentity>();
    promised::<Proof>();
    promised::<Profile>();
    promised::<Security>();
    promised::<Properties>();
    promised::<Binds>();
    promised::<Credential>();
    promised::<Cost>();
}

#[test]
fn messages_keep_their_octets_whatever_their_length_and_make() {
    for length in [0, 1, 45, 46, 47, 255, 256, 5000] {
        let octets: Vec<u8> = (0..length).map(|n: u32| n.to_le_bytes()[0]).collect();
        assert_eq!(&*Message::copied(&octets), &octets[..]);
        assert_eq!(&*Message::from(octets.clone()), &octets[..]);
        assert_eq!(Message::from(&octets[..]).as_ref(), &octets[..]);
    }
    assert_eq!(&*Message::from("pencil".to_owned()), b"pencil");
    assert_eq!(&*Message::default(), b"");
}
