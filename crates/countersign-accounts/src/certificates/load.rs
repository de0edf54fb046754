//! Reading the files of `--client-ca` and `--client-crl`, and reading the lists again after changes.
use super::{
    client_ca::ClientCa,
    in_force::InForce,
    lists::{ListFiles, Read, Unread},
    named::{Named, unusable},
    stamp::Stamp,
};
use crate::ConfigError;
use countersign::keys::ca::{Authorities, NameSource};
use rustls::pki_types::SignatureVerificationAlgorithm;
use std::{
    fs,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};
use tracing::{info, warn};

/// The authorities of a server, and the files of their revocation lists.
pub struct Certificates {
    named: Vec<Named>,
    files: ListFiles,
    now: Mutex<Now>,
    /// Warnings of the first reading.
    warnings: Vec<String>,
}

struct Now {
    /// The files' stamps when they were read.
    stamps: Vec<Stamp>,
    /// The files' stamps at the last warning that they cannot be used.
    warned: Vec<Stamp>,
    in_force: Arc<InForce>,
}

impl Certificates {
    /// Loads the authorities of these files, with the lists in this file and in the files of the authorities.
    pub fn load(
        authorities: &[ClientCa],
        lists: Option<&Path>,
        source: NameSource,
        algorithms: &'static [&'static dyn SignatureVerificationAlgorithm],
    ) -> Result<Self, ConfigError> {
        let files = ListFiles {
            lists: lists.map(Into::into),
            authorities: authorities.iter().map(|ca| ca.file.clone()).collect(),
        };
        // Before reading: changes during it cause another reading.
        let stamps = files.stamps();
        let mut named = Vec::new();
        for ClientCa { file, domains } in authorities {
            let text = fs::read(file).map_err(|error| unusable(file, &error))?;
            let own = Named::read(file, &text)?;
            named.extend(own.into_iter().map(|named| named.only_for(domains.as_deref())));
        }
        let authorities = Authorities::new(algorithms, named.iter().map(|named| named.authority.clone()))
            .map_err(|error| ConfigError::new(format!("--client-ca: {error}")))?;
        let read = files.read(&authorities)?;
        let mut warnings = read.warnings.clone();
        let is_any = !read.ends.is_empty();
        warnings.extend(read.uncovered(&named).into_iter().map(|named| named.without_list(is_any)));
        let in_force = Arc::new(in_force(authorities, source, read, &named));
        let now = Mutex::new(Now { stamps, warned: Vec::new(), in_force });
        Ok(Self { named, files, now, warnings })
    }

    /// Returns an error if one of the authorities has no list.
    pub fn require_lists(&self) -> Result<(), ConfigError> {
        let in_force = self.in_force();
        match self.named.iter().find(|named| !in_force.lists.covers(&named.authority)) {
            None => Ok(()),
            Some(Named { file, subject, .. }) => Err(ConfigError::new(format!(
                "--require-crl: {}: no revocation list of \"{subject}\"; add it to this file, or to that of \
                 --client-crl",
                file.display()
            ))),
        }
    }

    /// Returns the warnings for the administrator.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// Returns what is in force now. Lists are read again when one of the files has changed. While a file cannot be used,
    /// the previous lists stay in force until they expire.
    pub fn in_force(&self) -> Arc<InForce> {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let stamps = self.files.stamps();
        if stamps == now.stamps {
            return Arc::clone(&now.in_force);
        }
        let failure = match self.again(&now.in_force) {
            Ok(in_force) => {
                info!("revocation lists reloaded");
                now.in_force = Arc::new(in_force);
                now.stamps.clone_from(&stamps);
                None
            }
            // Retried whether or not the file changes: the server may be out of file descriptors.
            Err(Unread::File(failure)) => Some(failure),
            Err(Unread::Content(failure)) => {
                now.stamps.clone_from(&stamps);
                Some(failure)
            }
        };
        if let Some(failure) = failure.filter(|_| now.warned != stamps) {
            warn!("{failure}; the previous revocation lists stay in force");
            now.warned = stamps;
        }
        Arc::clone(&now.in_force)
    }

    /// Reads the lists in the files for the same authorities. An authority that had a list needs one: a half-written file
    /// must not accept revoked certificates.
    fn again(&self, before: &InForce) -> Result<InForce, Unread> {
        let read = self.files.read(&before.authorities)?;
        let had_one = |named: &&&Named| before.lists.covers(&named.authority);
        if let Some(Named { file, subject, .. }) = read.uncovered(&self.named).iter().find(had_one) {
            let why = format!("the revocation list of \"{subject}\" is missing");
            return Err(Unread::Content(unusable(file, &why)));
        }
        read.warnings.iter().for_each(|text| warn!("{text}"));
        Ok(in_force(before.authorities.clone(), before.source, read, &self.named))
    }
}

fn in_force(authorities: Authorities, source: NameSource, read: Read, named: &[Named]) -> InForce {
    let ends = read.ends.into_iter().chain(named.iter().filter_map(|named| named.end)).collect();
    InForce { authorities, lists: read.lists, source, ends }
}

impl Named {
    /// Describes the effect of a missing list, with or without lists of others.
    fn without_list(&self, are_any: bool) -> String {
        let follows = match are_any {
            true => "its certificates are rejected, because other authorities have lists",
            false => "its certificates are accepted until they expire",
        };
        let Self { file, subject, .. } = self;
        format!("{}: no revocation list of \"{subject}\": {follows}", file.display())
    }
}
