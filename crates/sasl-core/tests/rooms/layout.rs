//! What the types promise to a program that keeps exchanges: threads, panics, and room.
use sasl_core::*;
use sasl_testkit::promised;

#[test]
fn what_an_embedder_holds_goes_anywhere_and_is_small() {
    promised::<Step<Server>>(128);
    promised::<Step<Client>>(144);
    promised::<Awaiting<Server>>(64);
    promised::<Awaiting<Client>>(96);
    promised::<Work<Server>>(56);
    promised::<Work<Client>>(56);
    promised::<WorkProgress<Server>>(128);
    promised::<WorkProgress<Client>>(144);
    promised::<Next<Server>>(128);
    promised::<Next<Client>>(104);
    promised::<JobProgress<Server>>(128);
    promised::<JobProgress<Client>>(104);
    promised::<Custom<Server>>(48);
    promised::<Custom<Client>>(48);
    promised::<Asked<server::Lookup>>(120);
    promised::<Asked<server::CheckPassword>>(104);
    promised::<Asked<server::CheckToken>>(120);
    promised::<Asked<server::Authorize>>(64);
    promised::<Asked<client::WantCredentials>>(40);
    promised::<Asked<client::WantToken>>(40);
    promised::<server::Ask>(128);
    promised::<server::Offer>(112);
    promised::<server::NotOffered>(1);
    promised::<server::Connection>(64);
    promised::<server::Policy>(32);
    promised::<server::Verdict>(32);
    promised::<server::Accepted>(24);
    promised::<server::Rejected>(32);
    promised::<server::Rejection>(1);
    promised::<server::Found>(24);
    promised::<server::Check>(1);
    promised::<server::PasswordAnswer>(24);
    promised::<server::Decision>(24);
    promised::<server::TokenAnswer>(56);
    promised::<server::TokenFailure>(48);
    promised::<server::Finish>(64);
    promised::<server::Setup>(136);
    promised::<server::OfferedBindings>(24);
    promised::<client::Ask>(48);
    promised::<client::Choice>(136);
    promised::<client::NoUsableMechanism>(24);
    promised::<client::Connection>(80);
    promised::<client::Preference>(32);
    promised::<client::SkipReason>(1);
    promised::<client::Authenticated>(56);
    promised::<client::Finish>(104);
    promised::<client::Credentials>(96);
    promised::<client::Token>(80);
    promised::<client::Setup>(104);
    promised::<client::BindingFlag>(24);
    promised::<Registry>(56);
    promised::<Records>(16);
    promised::<Bindings>(16);
    promised::<ChannelBinding>(24);
    promised::<EmptyBinding>(0);
    promised::<BindingKind>(1);
    promised::<Advertised>(48);
    promised::<Entropy>(32);
    promised::<Message>(48);
    promised::<Secret>(24);
    promised::<UntrustedText>(24);
    promised::<Error>(48);
    promised::<ErrorKind>(1);
    promised::<Extensions>(16);
    promised::<ExternalIdentity>(32);
    promised::<Proof>(1);
    promised::<Profile>(8);
    promised::<Security>(1);
    promised::<Properties>(12);
    promised::<Binds>(1);
    promised::<Credential>(1);
    promised::<Cost>(8);
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
