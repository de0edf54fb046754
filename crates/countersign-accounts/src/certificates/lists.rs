//! The revocation lists in the files of `--client-crl` and of the authorities.
use super::{
    dates::{now, of_list},
    named::{Named, unusable},
    stamp::Stamp,
};
use crate::ConfigError;
use countersign::keys::ca::{Authorities, Crls, Unusable};
use rustls::pki_types::{CertificateRevocationListDer, pem::PemObject as _};
use std::{
    fs, io,
    path::{Path, PathBuf},
};
use x509_parser::parse_x509_crl;

/// The files with lists.
pub(super) struct ListFiles {
    /// The file of `--client-crl`, with at least one list.
    pub(super) lists: Option<PathBuf>,
    /// The files of `--client-ca`, which may contain lists.
    pub(super) authorities: Vec<PathBuf>,
}

/// All lists, when they expire, and warnings for the administrator.
pub(super) struct Read {
    pub(super) lists: Crls,
    pub(super) ends: Vec<u64>,
    pub(super) warnings: Vec<String>,
}

/// Why the lists cannot be read.
pub(super) enum Unread {
    /// It may work at the next try.
    File(ConfigError),
    /// The content of the files is wrong.
    Content(ConfigError),
}

impl ListFiles {
    fn iter(&self) -> impl Iterator<Item = &Path> {
        self.authorities.iter().chain(&self.lists).map(PathBuf::as_path)
    }

    pub(super) fn stamps(&self) -> Vec<Stamp> {
        self.iter().map(Stamp::of).collect()
    }

    /// A list that is in two files counts once; two lists of one authority are an error.
    pub(super) fn read(&self, authorities: &Authorities) -> Result<Read, Unread> {
        let mut all: Vec<CertificateRevocationListDer<'static>> = Vec::new();
        let mut warnings = Vec::new();
        for file in self.iter() {
            let text = fs::read(file).map_err(|error: io::Error| Unread::File(unusable(file, &error)))?;
            let wrong = |error: Unusable| Unread::Content(unusable(file, &error));
            let own: Vec<_> = CertificateRevocationListDer::pem_slice_iter(&text)
                .collect::<Result<_, _>>()
                .map_err(|_| wrong(Unusable::Nothing))?;
            if own.is_empty() && self.lists.as_deref() == Some(file) {
                return Err(wrong(Unusable::Nothing));
            }
            // Separately, so that its errors name its file.
            Crls::new(own.iter().map(AsRef::as_ref), authorities).map_err(wrong)?;
            for list in own.into_iter().filter(|list| !all.contains(list)).collect::<Vec<_>>() {
                warnings.extend(expired(file, &list));
                all.push(list);
            }
        }
        let files =
            |error| Unread::Content(ConfigError::new(format!("--client-crl and --client-ca: {error}")));
        let lists = Crls::new(all.iter().map(AsRef::as_ref), authorities).map_err(files)?;
        let ends = all.iter().filter_map(|list| of_list(list)).collect();
        Ok(Read { lists, ends, warnings })
    }
}

impl Read {
    /// Returns the authorities without a list.
    pub(super) fn uncovered<'a>(&self, authorities: &'a [Named]) -> Vec<&'a Named> {
        authorities.iter().filter(|named| !self.lists.covers(&named.authority)).collect()
    }
}

impl From<Unread> for ConfigError {
    fn from(unread: Unread) -> Self {
        match unread {
            Unread::File(failure) | Unread::Content(failure) => failure,
        }
    }
}

fn expired(file: &Path, list: &[u8]) -> Option<String> {
    let (_, parsed) = parse_x509_crl(list).ok()?;
    let is_over = of_list(list).is_some_and(|end| end <= now());
    let issuer = parsed.issuer().to_string();
    is_over.then(|| {
        format!(
            "{}: the revocation list of \"{}\" has expired; certificates of this authority are rejected until it is renewed",
            file.display(),
            issuer.escape_debug()
        )
    })
}
