//! What `openssl ca` makes: the files of `tests/authorities`, by `make.sh` there.
use crate::site::{NOW, algorithms};
use std::{fs, path::PathBuf};
use tls_pubkey_auth::ca::{Authorities, Authority, Crls, NameSource, NotIdentified, identify};

fn file(name: &str) -> Vec<u8> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/authorities");
    fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn right_foreign_revoked_and_expired() {
    let authorities = Authorities::new(algorithms(), Authority::read_pem(&file("ca.pem")).unwrap()).unwrap();
    let crls = Crls::read_pem(&file("crl.pem"), &authorities).unwrap();
    let seen = |name: &str| {
        let chain = [file(name).into()];
        identify(&chain, &authorities, &crls, NOW, NameSource::Email)
            .map(|certified| certified.name().to_owned())
    };
    assert_eq!(seen("alice.der").unwrap(), "alice@example.org");
    assert_eq!(seen("foreign.der"), Err(NotIdentified::UnknownAuthority));
    assert_eq!(seen("revoked.der"), Err(NotIdentified::Revoked));
    assert_eq!(seen("expired.der"), Err(NotIdentified::Expired));
}
