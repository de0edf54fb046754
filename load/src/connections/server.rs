//! `countersign serve` as a separate process.
use crate::memory::resident;
use std::{
    collections::BTreeMap,
    error::Error,
    fs,
    io::{self, BufRead, BufReader},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

/// The accounts and their passwords.
pub const USERS: [(&str, &str); 3] = [("alice", "wonderland"), ("jürgen", "grüße-½"), ("зоя", "карандаш")];

/// The verdicts that the server has logged, by label.
type Told = BTreeMap<String, u64>;

/// A server, killed when dropped.
pub struct Server {
    child: Child,
    pub imap: SocketAddr,
    pub imaps: SocketAddr,
    pub pop3s: SocketAddr,
    pub submissions: SocketAddr,
    pub authority: PathBuf,
    told: Arc<Mutex<Told>>,
}

impl Server {
    pub fn start(program: &Path, patience: u64) -> Result<Self, Box<dyn Error>> {
        let users = USERS.map(|(name, password)| format!("--user={name}:{password}"));
        let patience = format!("--login-timeout={patience}");
        let arguments = users.iter().chain([&patience]).map(String::as_str);
        Self::with(program, &["--cram-md5"].into_iter().chain(arguments).collect::<Vec<_>>())
    }

    /// Starts a server with these arguments.
    pub fn with(program: &Path, arguments: &[&str]) -> Result<Self, Box<dyn Error>> {
        let mut command = Command::new(program);
        command.args(["serve", "--json"]).args(arguments);
        for listener in ["--imap", "--imaps", "--submission", "--submissions", "--pop3", "--pop3s", "--sieve"]
        {
            command.args([listener, "127.0.0.1:0"]);
        }
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let mut lines = BufReader::new(child.stdout.take().ok_or("no output")?).lines();
        let first: serde_json::Value = serde_json::from_str(&lines.next().ok_or("it has ended")??)?;
        let text = |key: &str| first[key].as_str().ok_or_else(|| io::Error::other(format!("no {key}")));
        let address = |key| Ok::<SocketAddr, Box<dyn Error>>(text(key)?.parse()?);
        let told = Arc::new(Mutex::new(Told::new()));
        let (heard, authority) = (Arc::clone(&told), PathBuf::from(text("ca")?));
        thread::spawn(move || lines.map_while(Result::ok).for_each(|line| hear(&heard, &line)));
        Ok(Self {
            child,
            imap: address("imap")?,
            imaps: address("imaps")?,
            pop3s: address("pop3s")?,
            submissions: address("submissions")?,
            authority,
            told,
        })
    }

    /// Returns how often it has logged this verdict.
    pub fn told(&self, result: &str) -> u64 {
        *self.told.lock().unwrap_or_else(PoisonError::into_inner).get(result).unwrap_or(&0)
    }

    /// Returns the resident memory in KiB.
    pub fn resident(&self) -> io::Result<u64> {
        resident(self.child.id())
    }

    /// Returns the number of open sockets and files.
    pub fn descriptors(&self) -> io::Result<usize> {
        Ok(fs::read_dir(format!("/proc/{}/fd", self.child.id()))?.count())
    }

    /// Waits until it has at most this number of them.
    pub fn rests(&self, descriptors: usize, limit: Duration) -> Result<(), Box<dyn Error>> {
        let end = Instant::now() + limit;
        while self.descriptors()? > descriptors {
            if Instant::now() > end {
                return Err(format!(
                    "{} descriptors are left, {descriptors} there were",
                    self.descriptors()?
                )
                .into());
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }
}

fn hear(told: &Mutex<Told>, line: &str) {
    let line: serde_json::Value = serde_json::from_str(line).unwrap_or_default();
    let result = line["result"].as_str().unwrap_or("not JSON").to_owned();
    *told.lock().unwrap_or_else(PoisonError::into_inner).entry(result).or_default() += 1;
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
