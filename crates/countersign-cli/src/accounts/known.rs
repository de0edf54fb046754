//! Who a connection's client is, by what TLS has proved.
use super::{
    allow_from::AllowFrom, certified::Certified, database::StoreError, directory::Directory,
    known_key::KnownKey, located::Located, sessions::Via, terms::Terms, tried::Tried,
};
use crate::net::Ticket;
use countersign::{
    account::{AccountName, AccountSnapshot},
    external::CertifiedUser,
    keys::{CertifiedName, ProvedChain},
};
use std::{net::IpAddr, sync::Arc};

/// A key that somebody has registered, or a name that an authority has certified: the one or the other, and no way
/// from the one to the other.
#[derive(Clone, Debug)]
pub(crate) enum Known {
    Key(KnownKey),
    Name(KnownName),
}

/// An account that an authority has certified a name of.
#[derive(Clone, Debug)]
pub(crate) struct KnownName {
    pub(crate) user: CertifiedUser,
    name: AccountName,
    standing: AccountSnapshot,
    allow_from: AllowFrom,
    /// What certifies the name, and whether it still does.
    chain: Arc<ProvedChain>,
    certified: Arc<Certified>,
}

impl KnownName {
    /// The account that has this name or address, which this chain certifies; every authority of this server may name every
    /// account.
    pub(crate) async fn find(
        directory: &Directory,
        certified: &Arc<Certified>,
        chain: ProvedChain,
        found: &CertifiedName,
    ) -> Result<Option<Self>, StoreError> {
        let Ok(name) = AccountName::asked(found.name()) else { return Ok(None) };
        let Some(located) = directory.find(&name).await? else { return Ok(None) };
        let Terms { standing, allow_from } = located.into_terms();
        let user = CertifiedUser::new(found.clone(), &*standing.name);
        let (chain, certified) = (Arc::new(chain), Arc::clone(certified));
        Ok(Some(Self { user, name, standing, allow_from, chain, certified }))
    }
}

impl Known {
    /// The account, as it was found.
    pub(crate) fn standing(&self) -> &AccountSnapshot {
        match self {
            Self::Key(key) => &key.standing,
            Self::Name(name) => &name.standing,
        }
    }

    /// It lets its account in from there.
    pub(crate) fn allows(&self, remote: IpAddr) -> bool {
        match self {
            Self::Key(key) => key.allow_from.allows(remote),
            Self::Name(name) => name.allow_from.allows(remote),
        }
    }

    /// Its account, for the record of an attempt.
    pub(crate) fn tried(&self) -> Tried {
        let name = &self.standing().name;
        Tried::new(name.clone().into(), Some(name))
    }

    /// A session is being opened by it. What it means by now has to be asked after this.
    pub(crate) fn open(&self, directory: &Directory, remote: IpAddr) -> Ticket {
        match self {
            Self::Key(key) => directory.open(&key.standing, Via::Key(key.record.spki.fingerprint()), remote),
            Self::Name(name) => {
                let ended = name.certified.open(&name.chain, &name.user.certified);
                directory.open(&name.standing, Via::Account, remote).with_certificate(ended)
            }
        }
    }

    /// The account that it means by now, if it still means one: a certificate may have been revoked, or have expired.
    pub(crate) async fn now(&self, directory: &Directory) -> Result<Option<Terms>, StoreError> {
        Ok(match self {
            Self::Key(key) => {
                let known = directory.find_key(&key.record.spki).await?;
                known.map(|KnownKey { standing, allow_from, .. }| Terms { standing, allow_from })
            }
            Self::Name(name) if !name.certified.certifies(&name.chain, &name.user.certified) => None,
            Self::Name(name) => directory.find(&name.name).await?.map(Located::into_terms),
        })
    }

    /// What a login by it alone is told as.
    pub(crate) const fn mechanism(&self) -> &'static str {
        match self {
            Self::Key(_) => "tls-key",
            Self::Name(_) => "tls-certificate",
        }
    }
}
