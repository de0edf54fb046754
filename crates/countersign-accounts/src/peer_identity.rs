//! The identity of a connection's client, as proved by TLS.
use super::{
    allow_from::AllowFrom, attempted_name::AttemptedName, certified::Certified, database::StoreError,
    directory::Directory, registered_key::RegisteredKey, resolved_account::ResolvedAccount, sessions::Via,
    terms::Terms,
};
use crate::SessionToken;
use countersign::{
    account::{AccountName, AccountSnapshot},
    external::CertifiedUser,
    keys::{CertifiedName, ProvedChain},
};
use std::{net::IpAddr, sync::Arc};

/// A registered key, or a name certified by an authority. Neither converts into the other.
#[derive(Clone, Debug)]
pub enum PeerIdentity {
    /// By its key, which an account has.
    Key(RegisteredKey),
    /// By the name that a certificate authority has certified.
    Name(CertifiedAccount),
}

/// An account whose name an authority has certified.
#[derive(Clone, Debug)]
pub struct CertifiedAccount {
    /// The certified name, and the login name that it stands for.
    pub user: CertifiedUser,
    name: AccountName,
    standing: AccountSnapshot,
    allow_from: AllowFrom,
    /// The chain that certifies the name, checked again while the session lasts.
    chain: Arc<ProvedChain>,
    certified: Arc<Certified>,
}

impl CertifiedAccount {
    /// Returns the account with this certified name or address. Every authority of this server may certify every account.
    pub async fn find(
        directory: &Directory,
        certified: &Arc<Certified>,
        chain: ProvedChain,
        found: &CertifiedName,
    ) -> Result<Option<Self>, StoreError> {
        let Ok(name) = AccountName::asked(found.name()) else { return Ok(None) };
        let Some(resolved) = directory.find(&name).await? else { return Ok(None) };
        let Terms { standing, allow_from } = resolved.into_terms();
        let user = CertifiedUser::new(found.clone(), &*standing.name);
        let (chain, certified) = (Arc::new(chain), Arc::clone(certified));
        Ok(Some(Self { user, name, standing, allow_from, chain, certified }))
    }
}

impl PeerIdentity {
    /// Returns the account as it was found.
    pub fn standing(&self) -> &AccountSnapshot {
        match self {
            Self::Key(key) => &key.standing,
            Self::Name(name) => &name.standing,
        }
    }

    /// Returns whether its account may log in from this address.
    pub fn allows(&self, remote: IpAddr) -> bool {
        match self {
            Self::Key(key) => key.allow_from.allows(remote),
            Self::Name(name) => name.allow_from.allows(remote),
        }
    }

    /// Returns its account, for the audit record.
    pub fn attempted(&self) -> AttemptedName {
        let name = &self.standing().name;
        AttemptedName::new(name.clone().into(), Some(name))
    }

    /// Registers a session. The caller checks the present identity after this call.
    pub fn open(&self, directory: &Directory, remote: IpAddr) -> SessionToken {
        match self {
            Self::Key(key) => directory.open(&key.standing, Via::Key(key.record.spki.fingerprint()), remote),
            Self::Name(name) => {
                let ended = name.certified.open(&name.chain, &name.user.certified);
                directory.open(&name.standing, Via::Account, remote).with_certificate(ended)
            }
        }
    }

    /// Returns the account's present terms, if the identity is still valid: a certificate may have been revoked or have
    /// expired.
    pub async fn now(&self, directory: &Directory) -> Result<Option<Terms>, StoreError> {
        Ok(match self {
            Self::Key(key) => {
                let known = directory.find_key(&key.record.spki).await?;
                known.map(|RegisteredKey { standing, allow_from, .. }| Terms { standing, allow_from })
            }
            Self::Name(name) if !name.certified.certifies(&name.chain, &name.user.certified) => None,
            Self::Name(name) => directory.find(&name.name).await?.map(ResolvedAccount::into_terms),
        })
    }

    /// Returns the mechanism name of a login by TLS alone.
    pub const fn mechanism(&self) -> &'static str {
        match self {
            Self::Key(_) => "tls-key",
            Self::Name(_) => "tls-certificate",
        }
    }
}
