//! The certificate authorities of a server, for its clients.
use super::provider;
use crate::exit::Failure;
use countersign::keys::{
    ProvedChain,
    ca::{Authorities, Authority, Crls, NameSource, NotIdentified, ProvedName},
};
use std::{
    fs,
    path::{Path, PathBuf},
    str::FromStr,
    sync::{Arc, Mutex, PoisonError},
    time::{SystemTime, UNIX_EPOCH},
};

/// `--client-ca [DOMAIN,..=]FILE`
#[derive(Clone, Debug)]
pub(crate) struct ClientCa {
    file: PathBuf,
    domains: Option<Vec<String>>,
}

impl FromStr for ClientCa {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (domains, file) = match text.split_once('=') {
            Some((domains, file)) if !domains.contains('/') => (Some(domains), file),
            _ => (None, text),
        };
        let domains = domains.map(|domains| domains.split(',').map(String::from).collect::<Vec<_>>());
        if file.is_empty() || domains.iter().flatten().any(String::is_empty) {
            return Err("not FILE or DOMAIN,..=FILE");
        }
        Ok(Self { file: file.into(), domains })
    }
}

impl From<PathBuf> for ClientCa {
    fn from(file: PathBuf) -> Self {
        Self { file, domains: None }
    }
}

/// Whose certificates count, what they have taken back, and where the name stands.
pub(crate) struct Certificates {
    authorities: Authorities,
    lists: Option<Lists>,
    source: NameSource,
}

/// The file of the revocation lists. It is read anew when it has changed.
struct Lists {
    file: PathBuf,
    read: Mutex<(Stamp, Arc<Crls>)>,
}

/// A file that is written has another.
type Stamp = (Option<SystemTime>, u64);

impl Certificates {
    pub(crate) fn load(
        authorities: &[ClientCa],
        lists: Option<&Path>,
        source: NameSource,
    ) -> Result<Self, Failure> {
        let mut all = Vec::new();
        for ClientCa { file, domains } in authorities {
            let own = Authority::read_pem(&read(file)?).map_err(|error| unusable(file, &error))?;
            all.extend(own.into_iter().map(|authority| match domains {
                Some(domains) => authority.only_for(domains.iter().map(String::as_str)),
                None => authority,
            }));
        }
        let algorithms = provider().signature_verification_algorithms.all;
        let authorities = Authorities::new(algorithms, all)
            .map_err(|error| Failure::usage(format!("--client-ca: {error}")))?;
        let lists = lists.map(|file| Lists::open(file, &authorities)).transpose()?;
        Ok(Self { authorities, lists, source })
    }

    /// Whom these certificates name, today.
    pub(crate) fn identify(&self, chain: &ProvedChain) -> Result<ProvedName, NotIdentified> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let lists = self.lists.as_ref().map(|lists| lists.current(&self.authorities));
        let none = Crls::none();
        chain.identify(&self.authorities, lists.as_deref().unwrap_or(&none), now, self.source)
    }
}

impl Lists {
    fn open(file: &Path, authorities: &Authorities) -> Result<Self, Failure> {
        // Before it is read: what is written meanwhile is then read once more.
        let stamp = stamp(file);
        let crls = Crls::read_pem(&read(file)?, authorities).map_err(|error| unusable(file, &error))?;
        Ok(Self { file: file.into(), read: Mutex::new((stamp, Arc::new(crls))) })
    }

    /// What the file holds. While it holds nothing that can be used, what it held before stays in force, until that
    /// expires.
    fn current(&self, authorities: &Authorities) -> Arc<Crls> {
        let mut read_before = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let stamp = stamp(&self.file);
        if stamp != read_before.0
            && let Ok(text) = fs::read(&self.file)
            && let Ok(crls) = Crls::read_pem(&text, authorities)
        {
            *read_before = (stamp, Arc::new(crls));
        }
        Arc::clone(&read_before.1)
    }
}

fn stamp(file: &Path) -> Stamp {
    let about = fs::metadata(file);
    about.map_or((None, 0), |about| (about.modified().ok(), about.len()))
}

fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(file).map_err(|error| unusable(file, &error))
}

fn unusable(file: &Path, error: &dyn std::fmt::Display) -> Failure {
    Failure::usage(format!("{}: {error}", file.display()))
}
