//! The messages of programs that log only to syslog. In a container there is no syslog daemon.
use std::{
    fs::{self, OpenOptions},
    io::Write as _,
    os::unix::{fs::PermissionsExt as _, net::UnixDatagram},
    path::Path,
    thread,
};

const PLACE: &str = "/dev/log";

/// Writes those messages to a file, until dropped.
pub(crate) struct Syslog(());

impl Syslog {
    /// Fails if there is a syslog daemon, which must not be replaced.
    pub(crate) fn listen(file: &Path) -> Result<Self, String> {
        let failed = |error: std::io::Error| format!("{PLACE}: {error}");
        let socket = UnixDatagram::bind(PLACE).map_err(failed)?;
        let listening = Self(());
        fs::set_permissions(PLACE, fs::Permissions::from_mode(0o666)).map_err(failed)?;
        let mut file = OpenOptions::new().create(true).append(true).open(file).map_err(failed)?;
        thread::spawn(move || {
            let mut message = [0; 8192];
            while let Ok(length) = socket.recv(&mut message) {
                let line = [message.get(..length).unwrap_or_default(), b"\n"].concat();
                if file.write_all(&line).is_err() {
                    return;
                }
            }
        });
        Ok(listening)
    }
}

impl Drop for Syslog {
    fn drop(&mut self) {
        // The listener runs until the harness ends; its socket is no longer reachable.
        let _ = fs::remove_file(PLACE);
    }
}
