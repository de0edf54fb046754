//! Who a connection's client is, by what TLS has proved.
use super::{
    allow_from::AllowFrom, database::StoreError, directory::Directory, known_key::KnownKey, located::Located,
    sessions::Via, terms::Terms, tried::Tried,
};
use countersign::{
    account::{AccountName, Standing},
    external::CertifiedUser,
    keys::CertifiedName,
};
use std::net::IpAddr;

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
    standing: Standing,
    allow_from: AllowFrom,
}

impl KnownName {
    /// The account that has this name or address; every authority of this server may name every account.
    pub(crate) async fn find(
        directory: &Directory,
        certified: &CertifiedName,
    ) -> Result<Option<Self>, StoreError> {
        let Ok(name) = AccountName::asked(certified.name()) else { return Ok(None) };
        let Some(located) = directory.find(&name).await? else { return Ok(None) };
        let Terms { standing, allow_from } = located.into_terms();
        let user = CertifiedUser { certified: certified.clone(), login_name: standing.name.clone() };
        Ok(Some(Self { user, name, standing, allow_from }))
    }
}

impl Known {
    /// The account, as it was found.
    pub(crate) fn standing(&self) -> &Standing {
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

    /// What ends its connections.
    pub(crate) fn via(&self) -> Via {
        match self {
            Self::Key(key) => Via::Key(key.record.spki.fingerprint()),
            Self::Name(_) => Via::Account,
        }
    }

    /// The account that it means by now, if it still means one.
    pub(crate) async fn now(&self, directory: &Directory) -> Result<Option<Terms>, StoreError> {
        Ok(match self {
            Self::Key(key) => {
                let known = directory.find_key(&key.record.spki).await?;
                known.map(|KnownKey { standing, allow_from, .. }| Terms { standing, allow_from })
            }
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
