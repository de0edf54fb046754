//! What the types promise to a program that keeps exchanges: threads, and room.
use sasl_core::*;
use std::mem::size_of;

const fn is_send_and_sync<T: Send + Sync>() {}

const _: () = {
    is_send_and_sync::<Step<Server>>();
    is_send_and_sync::<Step<Client>>();
    is_send_and_sync::<Awaiting<Server>>();
    is_send_and_sync::<Awaiting<Client>>();
    is_send_and_sync::<Work<Server>>();
    is_send_and_sync::<Work<Client>>();
    is_send_and_sync::<Sliced<Server>>();
    is_send_and_sync::<Next<Server>>();
    is_send_and_sync::<Next<Client>>();
    is_send_and_sync::<Progress<Server>>();
    is_send_and_sync::<Progress<Client>>();
    is_send_and_sync::<Custom<Server>>();
    is_send_and_sync::<Custom<Client>>();
    is_send_and_sync::<Asked<server::Lookup>>();
    is_send_and_sync::<Asked<server::CheckPassword>>();
    is_send_and_sync::<Asked<server::CheckToken>>();
    is_send_and_sync::<Asked<server::Authorize>>();
    is_send_and_sync::<Asked<client::WantCredentials>>();
    is_send_and_sync::<Asked<client::WantToken>>();
    is_send_and_sync::<(Registry, Records, Bindings, ChannelBinding, EmptyBinding, BindingKind)>();
    is_send_and_sync::<(Entropy, Message, Secret, UntrustedText, Error, Kind, ExternalIdentity, Proof)>();
    is_send_and_sync::<(Profile, Security, Traits, Binds, Credential, Cost)>();
    is_send_and_sync::<(server::Offer, server::NotOffered, server::Connection, server::Policy)>();
    is_send_and_sync::<(server::Ask, server::Verdict, server::Accepted, server::Rejected, server::Rejection)>(
    );
    is_send_and_sync::<(server::Found, server::Check, server::PasswordAnswer, server::Decision)>();
    is_send_and_sync::<(server::TokenAnswer, server::TokenFailure, server::Finish, server::Setup)>();
    is_send_and_sync::<server::OfferedBindings>();
    is_send_and_sync::<(client::Ask, client::Choice, client::NoChoice, client::Connection)>();
    is_send_and_sync::<(client::Preference, client::PassedOver, client::Authenticated, client::Finish)>();
    is_send_and_sync::<(client::Credentials, client::Token, client::Setup, client::BindingFlag)>();
};

#[test]
fn a_waiting_server_and_its_step_are_small() {
    assert!(size_of::<Awaiting<Server>>() <= 72, "{}", size_of::<Awaiting<Server>>());
    assert!(size_of::<Step<Server>>() <= 136, "{}", size_of::<Step<Server>>());
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
