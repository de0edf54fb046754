//! What programs say that know no other place than the system's log. In a container nobody listens there.
use std::{
    fs::{self, OpenOptions},
    io::Write as _,
    os::unix::{fs::PermissionsExt as _, net::UnixDatagram},
    path::Path,
    thread,
};

const PLACE: &str = "/dev/log";

/// While this lives, what is said there goes to a file.
pub(crate) struct Syslog(());

impl Syslog {
    /// Fails where there is a log already: it is not ours to take.
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
        // Whoever listens goes on until the harness ends; nobody finds the way there any more.
        let _ = fs::remove_file(PLACE);
    }
}
