//! Races that cannot be seen from outside: between the lookup of a key and the greeting.
use super::{Proofs, enter};
use countersign::{
    account::{AccountName, AccountState},
    external,
    keys::{
        Claim, ClientKey, KeyRecord, Spki,
        generate::{Generated, Request, generate},
    },
    mail::{ListenerPolicy, Protocol},
};
use countersign_accounts::{Certified, Database, Directory, Folder, PeerIdentity, Store, recipe, work::Pool};
use countersign_tokio::{
    tls::Acceptor, tls::Connector, tls::Identity, tls::Stack, tls::Trust, tls::credential,
};
use rustls::pki_types::CertificateDer;
use std::{net::Ipv4Addr, sync::Arc};
use tokio::net::{TcpListener, TcpStream};

fn key() -> Generated {
    generate(&Request::new("laptop", 1_795_000_000)).unwrap()
}

fn record(spki: &Spki) -> KeyRecord {
    KeyRecord::register(Claim::trusted_by_administrator(spki.clone()), "1", "alice", None).unwrap()
}

/// Returns what a server knows of a client after a handshake with this key.
async fn proved(made: &Generated) -> ClientKey {
    let (identity, authority) = Identity::make().unwrap();
    let acceptor = Acceptor::new(Stack::Rustls, identity, 0).unwrap();
    let chain = vec![CertificateDer::from(made.certificate_der().to_vec())];
    let private = made.private_key_der().to_vec().try_into().unwrap();
    let presented = Arc::new(credential(chain, private).unwrap());
    let connector = Connector::new(Stack::Rustls, &Trust::Pem(authority), Some(presented)).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let near = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
    let (far, _) = listener.accept().await.unwrap();
    let (client, server) =
        tokio::join!(connector.connect("127.0.0.1", near), acceptor.accept(Protocol::Imap, far));
    client.unwrap();
    server.unwrap().client_key().unwrap()
}

#[tokio::test]
async fn a023_the_record_of_another_key_is_no_identity() {
    let (mine, other) = (key(), key());
    let proved = proved(&mine).await;
    let identity = |spki: &Spki| {
        external::of_client_key(&proved, Some(&record(spki)), AccountState::Enabled)
            .map(|identity| identity.name().to_owned())
    };
    assert_eq!(identity(mine.spki()).as_deref(), Some("alice"));
    assert_eq!(identity(other.spki()), None);
    assert!(external::of_client_key(&proved, None, AccountState::Enabled).is_none());
    let disabled = external::of_client_key(&proved, Some(&record(mine.spki())), AccountState::Disabled);
    assert!(disabled.is_none());
}

#[tokio::test]
async fn a183_a_key_whose_account_changes_before_the_greeting_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let folder = Folder::new(home.path().join("data"));
    let store = Store::make(folder.clone()).await.unwrap();
    let (made, name) = (key(), AccountName::new("alice").unwrap());
    let mut write = store.write().await.unwrap();
    let alice = write.add_account(&name).await.unwrap();
    let record =
        KeyRecord::register(Claim::trusted_by_administrator(made.spki().clone()), &alice.id, "alice", None);
    write.add_key(&record.unwrap(), &name, "laptop", false, None).await.unwrap();
    write.commit().await.unwrap();
    let directory = Directory::Database(Database::open(folder, recipe(), Pool::default()).await.unwrap());

    let proved = proved(&made).await;
    let found = directory.find_key(made.spki()).await.unwrap().unwrap();
    let identity = || external::of_client_key(&proved, Some(&found.record), found.standing.state).unwrap();
    let known = || PeerIdentity::Key(found.clone());
    let proofs = Proofs {
        directory: &directory,
        certified: &Certified::new(None),
        accepts: ListenerPolicy::Anything,
        remote: Ipv4Addr::LOCALHOST.into(),
    };
    assert!(enter(proofs, known(), identity()).await.unwrap().is_some());
    let mut write = store.write().await.unwrap();
    write.set_state(&found.standing, AccountState::Disabled).await.unwrap();
    write.commit().await.unwrap();
    assert!(enter(proofs, known(), identity()).await.unwrap().is_none());
}
