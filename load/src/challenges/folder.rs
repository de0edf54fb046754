//! A folder with accounts of each kind, created by the program, and a server for it.
use serde_json::Value;
use std::{
    error::Error,
    fs, io,
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
};

/// A kind of names that must be indistinguishable from others of their length.
pub struct ErrorKind {
    pub what: &'static str,
    pub names: &'static [&'static str],
}

pub const KINDS: [ErrorKind; 11] = [
    ErrorKind { what: "accounts made here, four records", names: &["made01", "made02", "made03", "made04"] },
    ErrorKind { what: "imported accounts, one record", names: &["impo01", "impo02", "impo03", "impo04"] },
    ErrorKind { what: "accounts without a password", names: &["none01", "none02", "none03", "none04"] },
    ErrorKind { what: "disabled accounts", names: &["disa01", "disa02", "disa03", "disa04"] },
    ErrorKind { what: "unknown names", names: &["unkn01", "unkn02", "unkn03", "unkn04"] },
    ErrorKind { what: "unknown names once more", names: &["unkn05", "unkn06", "unkn07", "unkn08"] },
    ErrorKind { what: "addresses of accounts", names: &["made01@a.example", "made02@a.example"] },
    ErrorKind { what: "addresses with another local part", names: &["pens01@a.example", "pens02@a.example"] },
    ErrorKind {
        what: "unknown addresses beside imported accounts",
        names: &["impo01@a.example", "impo02@a.example"],
    },
    ErrorKind { what: "unknown addresses", names: &["unkn01@a.example", "unkn02@a.example"] },
    ErrorKind { what: "unknown addresses once more", names: &["unkn05@a.example", "unkn06@a.example"] },
];

/// The folder, removed when dropped.
pub struct Folder {
    program: PathBuf,
    path: PathBuf,
}

/// A server, killed when dropped.
pub struct Server {
    child: Child,
    pub imap: SocketAddr,
}

impl Folder {
    pub fn fill(program: &Path) -> Result<Self, Box<dyn Error>> {
        let path = std::env::temp_dir().join(format!("countersign-challenges-{}", std::process::id()));
        fs::create_dir(&path)?;
        let folder = Self { program: program.to_owned(), path };
        for number in ["01", "02", "03", "04"] {
            for kind in ["made", "none", "disa"] {
                let name = format!("{kind}{number}");
                folder.run(&["account", "add", &name, "--address", &format!("{name}@a.example")])?;
                if kind == "made" {
                    folder.run(&["account", "address", "add", &name, &format!("pens{number}@a.example")])?;
                }
                if kind != "none" {
                    folder.run(&["password", "set", &name])?;
                }
            }
            folder.run(&["account", "disable", &format!("disa{number}")])?;
        }
        folder.import()?;
        Ok(folder)
    }

    /// Imports accounts with one record of 32,768 iterations in PostgreSQL's format.
    fn import(&self) -> Result<(), Box<dyn Error>> {
        let mut lines = String::new();
        for number in 1..=4 {
            let mut derive = Command::new(&self.program);
            derive.args(["password", "derive"]).env("COUNTERSIGN_PASSWORD", PASSWORD);
            let records = String::from_utf8(derive.output()?.stdout)?;
            let record = records.lines().find(|line| line.starts_with("SCRAM-SHA-256$"));
            lines.push_str(&format!("impo0{number}:{}\n", record.ok_or("no record")?));
        }
        let file = self.path.join("records");
        fs::write(&file, lines)?;
        let file = file.to_str().ok_or("a path that is no text")?;
        self.run(&["password", "import", file, "--format", "postgresql"])
    }

    fn run(&self, arguments: &[&str]) -> Result<(), Box<dyn Error>> {
        let mut command = Command::new(&self.program);
        command.args(arguments).arg("--data").arg(self.path.join("data"));
        let said = command.env("COUNTERSIGN_PASSWORD", PASSWORD).stdin(Stdio::null()).output()?;
        match said.status.success() {
            true => Ok(()),
            false => Err(format!("{arguments:?}: {}", String::from_utf8_lossy(&said.stderr)).into()),
        }
    }

    pub fn serve(&self) -> Result<Server, Box<dyn Error>> {
        let mut command = Command::new(&self.program);
        command.args(["serve", "--json", "--no-limits", "--data"]).arg(self.path.join("data"));
        for listener in ["--imap", "--imaps", "--submission", "--submissions", "--pop3", "--pop3s", "--sieve"]
        {
            command.args([listener, "127.0.0.1:0"]);
        }
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let mut lines = BufReader::new(child.stdout.take().ok_or("no output")?).lines();
        let first: Value = serde_json::from_str(&lines.next().ok_or("it has ended")??)?;
        let imap = first["imap"].as_str().ok_or_else(|| io::Error::other("no address"))?.parse()?;
        // The output of a server must be read.
        thread::spawn(move || lines.for_each(drop));
        Ok(Server { child, imap })
    }
}

const PASSWORD: &str = "wonderland";

impl Drop for Folder {
    fn drop(&mut self) {
        // The rest is in the folder for temporary files.
        let _ = fs::remove_dir_all(&self.path);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
