//! The certificate authorities in force, and the sessions opened by their certificates.
use crate::{certificates::Certificates, certificates::InForce, certificates::now};
use countersign::keys::{
    CertifiedName, ProvedChain, Spki,
    ca::{NotIdentified, ProvedName},
};
use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock},
    thread,
    time::Duration,
};
use tokio::sync::watch;
use tracing::info;

/// Identifies certificates at each login, and checks them again while their sessions last.
pub struct Certified {
    certificates: RwLock<Option<Arc<Certificates>>>,
    open: Mutex<HashMap<Opener, Entry>>,
}

/// A chain and the name that it certifies.
type Opener = (Arc<ProvedChain>, CertifiedName);

/// The sessions opened by one chain.
struct Entry {
    /// Seconds since 1970.
    next_check: u64,
    ended: watch::Sender<bool>,
}

/// Interval of the checks for changed files and expired certificates.
const PERIOD: Duration = Duration::from_millis(500);

impl Certified {
    /// Creates the watch over these authorities; `None` where clients have no certificates.
    pub fn new(certificates: Option<Certificates>) -> Arc<Self> {
        let certificates = RwLock::new(certificates.map(Arc::new));
        Arc::new(Self { certificates, open: Mutex::default() })
    }

    /// Replaces the authorities in force.
    pub fn set(&self, certificates: Option<Certificates>) {
        *self.certificates.write().unwrap_or_else(PoisonError::into_inner) = certificates.map(Arc::new);
    }

    fn in_force(&self) -> Option<Arc<InForce>> {
        let certificates = self.certificates.read().unwrap_or_else(PoisonError::into_inner).clone();
        certificates.map(|certificates| certificates.in_force())
    }

    /// Returns the name that a chain certifies now; `None` without authorities.
    pub fn identify(&self, chain: &ProvedChain) -> Option<Result<ProvedName, NotIdentified>> {
        self.in_force().map(|in_force| in_force.identify(chain))
    }

    /// Returns whether a chain certifies this name now.
    pub(super) fn certifies(&self, chain: &ProvedChain, name: &CertifiedName) -> bool {
        self.identify(chain).is_some_and(|found| is_still(found, name).is_ok())
    }

    /// Registers a session opened by this chain. The caller checks the certificate after this call: an earlier change is
    /// seen by that check, a later one ends the session through the receiver.
    pub(super) fn open(&self, chain: &Arc<ProvedChain>, name: &CertifiedName) -> watch::Receiver<bool> {
        let now = now();
        let next_check = self.in_force().map_or(now, |in_force| in_force.next_check(chain, now));
        let opener = (Arc::clone(chain), name.clone());
        let entry = || Entry { next_check, ended: watch::channel(false).0 };
        self.lock().entry(opener).or_insert_with(entry).ended.subscribe()
    }

    /// Starts a thread that ends sessions when their certificates become invalid. Password checks do not delay this thread.
    /// It stops with the last handle.
    pub fn watch(self: &Arc<Self>) -> std::io::Result<()> {
        let this = Arc::downgrade(self);
        let watching = move || {
            let mut before = None;
            while let Some(this) = this.upgrade() {
                before = this.check(before);
                drop(this);
                thread::sleep(PERIOD);
            }
        };
        thread::Builder::new().name("certificates".into()).spawn(watching).map(drop)
    }

    /// Checks every chain if authorities or lists have changed since `before`, otherwise only those of which something has
    /// expired.
    fn check(&self, before: Option<Arc<InForce>>) -> Option<Arc<InForce>> {
        let (in_force, now) = (self.in_force(), now());
        let is_same = match (&before, &in_force) {
            (Some(before), Some(in_force)) => Arc::ptr_eq(before, in_force),
            (None, None) => true,
            _ => false,
        };
        for opener in self.to_check(now, is_same) {
            let (chain, name) = &opener;
            let found = in_force.as_ref().map(|in_force| in_force.identify(chain));
            let why = match found {
                None => Err("no-authorities"),
                Some(found) => is_still(found, name),
            };
            let next_check = in_force.as_ref().map_or(now, |in_force| in_force.next_check(chain, now));
            let mut open = self.lock();
            match why {
                Ok(()) => open.entry(opener).and_modify(|entry| entry.next_check = next_check),
                Err(why) => {
                    info!(key = %key(chain), reason = %why, "certificate sessions ended");
                    if let Some(entry) = open.remove(&opener) {
                        entry.ended.send_replace(true);
                    }
                    continue;
                }
            };
        }
        in_force
    }

    fn to_check(&self, now: u64, is_same: bool) -> Vec<Opener> {
        let mut open = self.lock();
        open.retain(|_, entry| entry.ended.receiver_count() > 0);
        let is_due = |entry: &Entry| !is_same || entry.next_check <= now;
        open.iter().filter(|(_, entry)| is_due(entry)).map(|(opener, _)| opener.clone()).collect()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Opener, Entry>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Returns an error for the log unless the chain still certifies exactly this name.
fn is_still(found: Result<ProvedName, NotIdentified>, name: &CertifiedName) -> Result<(), &'static str> {
    match found {
        Ok(found) if found.certified() == name => Ok(()),
        Ok(_) => Err("another-name"),
        Err(why) => Err(why.label()),
    }
}

fn key(chain: &ProvedChain) -> String {
    let leaf = chain.certificates().next().and_then(|leaf| Spki::from_certificate(leaf).ok());
    leaf.map(|spki| spki.fingerprint().to_string()).unwrap_or_default()
}

impl fmt::Debug for Certified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Certified").finish_non_exhaustive()
    }
}
