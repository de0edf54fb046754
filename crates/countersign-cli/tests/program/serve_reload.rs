//! SIGHUP: certificates and configuration are reloaded, and connections continue.
use crate::support::{
    ALL, CertificateAuthority, Data, Identity,
    Protocol::{Imap, Pop3},
    Serve, Wire, until,
};
use rustix::process::Signal;
use std::{fs, path::PathBuf};
use tempfile::TempDir;

/// The certificate files of a server, and its configuration.
struct Files {
    folder: TempDir,
}

impl Files {
    fn new(identity: &Identity) -> Self {
        let files = Self { folder: tempfile::tempdir().unwrap() };
        files.install(identity);
        files.configure("");
        files
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Installs a certificate and its key.
    fn install(&self, identity: &Identity) {
        fs::copy(identity.path("ca.pem"), self.path("cert.pem")).unwrap();
        fs::copy(identity.path("key.pem"), self.path("key.pem")).unwrap();
    }

    /// Writes the configuration, with these lines added.
    fn configure(&self, more: &str) {
        let (cert, key) = (self.path("cert.pem"), self.path("key.pem"));
        fs::write(self.path("c.toml"), format!("cert = {cert:?}\nkey = {key:?}\n{more}")).unwrap();
    }

    fn serve(&self) -> Serve {
        Serve::with(&["--config", self.path("c.toml").to_str().unwrap()])
    }
}

impl Serve {
    /// Returns whether a client that trusts this certificate is served, with implicit TLS and by STARTTLS.
    fn shows(&self, identity: &Identity) -> bool {
        let trust = identity.path("ca.pem");
        let implicit = Wire::plain(self.ready.imaps).try_start_tls(&trust).is_ok();
        let mut wire = self.clear(Imap);
        wire.imap("STARTTLS");
        assert_eq!(wire.try_start_tls(&trust).is_ok(), implicit, "both show one");
        implicit
    }

    #[track_caller]
    fn reload(&self, outcome: &str) {
        self.signal(Signal::HUP);
        self.says(outcome);
    }
}

#[test]
fn a_connection_stays_and_the_next_one_sees_the_new_certificate() {
    let (old, new) = (Identity::make(), Identity::make());
    let files = Files::new(&old);
    let serve = files.serve();
    assert!(serve.shows(&old) && !serve.shows(&new));
    let mut inside = Wire::plain(serve.ready.imaps).start_tls(&old.path("ca.pem")).greeted(Imap);
    let mut open: Vec<_> = ALL.iter().map(|protocol| (serve.logged_in(*protocol), *protocol)).collect();
    let mut waiting = serve.clear(Pop3);
    files.install(&new);
    assert!(serve.shows(&old), "not before the signal");
    serve.reload("reload: reloaded");
    assert!(serve.shows(&new) && !serve.shows(&old));
    inside.noop(Imap);
    // Its binding is that of the certificate that it received.
    assert!(inside.log_in(Imap));
    for (wire, protocol) in &mut open {
        assert!(wire.is_open(), "{protocol:?}");
    }
    open[0].0.noop(Imap);
    assert!(waiting.pop3("STLS").starts_with("+OK"));
    assert!(waiting.try_start_tls(&new.path("ca.pem")).is_ok(), "its TLS begins after the reload");
}

#[test]
fn a_failed_reload_changes_nothing() {
    let (old, new) = (Identity::make(), Identity::make());
    let files = Files::new(&old);
    let serve = files.serve();
    // The certificate alone, then no key at all, then a configuration with an error in its third line.
    fs::copy(new.path("ca.pem"), files.path("cert.pem")).unwrap();
    serve.reload("reload failed, nothing changed: --cert");
    fs::write(files.path("key.pem"), "nothing").unwrap();
    serve.reload("key.pem");
    files.install(&new);
    files.configure("login-timeout = 0\n");
    serve.reload("c.toml:3: login-timeout: 0 is not in 1..=3600");
    fs::remove_file(files.path("c.toml")).unwrap();
    serve.reload("c.toml: No such file");
    fs::write(files.path("c.toml"), "").unwrap();
    serve.reload("the configuration no longer has a certificate");
    assert!(serve.shows(&old) && !serve.shows(&new));
    files.configure("");
    serve.reload("reload: reloaded");
    assert!(serve.shows(&new));
}

#[test]
fn a_reload_applies_what_it_can_and_reports_the_rest() {
    let identity = Identity::make();
    let files = Files::new(&identity);
    let serve = files.serve();
    assert!(!serve.offered_by(&identity).contains("ANONYMOUS"));
    files.configure("anonymous = true\ncram-md5 = true\nno-plus = [\"submission\"]\n");
    serve.reload("c.toml:4: cram-md5: the change takes effect after a restart");
    serve.says("reload: reloaded");
    let offered = serve.offered_by(&identity);
    assert!(offered.contains("ANONYMOUS") && !offered.contains("-PLUS"), "{offered}");
    assert!(!offered.contains("CRAM-MD5"), "{offered}");
    files.configure("proxy-from = \"127.0.0.1\"\nlogin-timeout = 1\n");
    serve.reload("reload: reloaded");
    assert_eq!(Wire::plain(serve.ready.imap).rest(), [""; 0], "it had to say who the client is");
}

#[test]
fn client_authorities_are_reloaded() {
    let (data, identity) = (Data::new(), Identity::make());
    let files = Files::new(&identity);
    let (first, second) = (CertificateAuthority::new(), CertificateAuthority::new());
    let ca = files.path("clients.pem");
    fs::copy(first.file(), &ca).unwrap();
    files.configure(&format!("client-ca = [{ca:?}]\n"));
    let serve = Serve::run_on(&data, &["--config", files.path("c.toml").to_str().unwrap()]);
    let greeting = |authority: &CertificateAuthority| {
        let alice = authority.certify("alice@example.org", 7, 2100);
        let wire = Wire::plain(serve.ready.imaps);
        wire.try_start_tls_with(&identity.path("ca.pem"), Some(alice.credential())).unwrap().line()
    };
    assert!(greeting(&first).starts_with("* PREAUTH ") && greeting(&second).starts_with("* OK "));
    fs::write(&ca, "nothing").unwrap();
    serve.reload("reload failed");
    assert!(greeting(&first).starts_with("* PREAUTH "));
    fs::copy(second.file(), &ca).unwrap();
    serve.reload("reload: reloaded");
    assert!(greeting(&second).starts_with("* PREAUTH ") && greeting(&first).starts_with("* OK "));
}

#[test]
fn the_result_of_a_reload_is_part_of_the_log() {
    let (old, new) = (Identity::make(), Identity::make());
    let files = Files::new(&old);
    let config = files.path("c.toml");
    let serve = Serve::with(&["--config", config.to_str().unwrap(), "--log", "error"]);
    files.install(&new);
    serve.signal(Signal::HUP);
    until("it is reloaded", || Wire::plain(serve.ready.imaps).try_start_tls(&new.path("ca.pem")).is_ok());
    fs::write(config, "nonsense").unwrap();
    serve.signal(Signal::HUP);
    until("it is logged", || serve.log().contains("reload failed"));
    let log = serve.log();
    assert!(log.lines().all(|line| line.contains(" ERROR ")), "{log}");
}

impl Serve {
    /// The mechanisms that submission lists inside TLS.
    fn offered_by(&self, identity: &Identity) -> String {
        let mut wire = Wire::plain(self.ready.submissions).start_tls(&identity.path("ca.pem"));
        wire.line();
        wire.smtp("EHLO client.example").join(" ")
    }
}
