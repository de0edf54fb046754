//! A workspace for tests of errors.

use std::path::PathBuf;
use std::process::{Command, Output};
use tempfile::TempDir;

const OTHER: [&str; 7] = ["Argument", "Field", "Variant", "Source", "Bound", "Again", "Hidden"];

pub(crate) struct Family(TempDir);

impl Family {
    /// Creates a library `thing`, and a separate crate `other` with some types.
    pub(crate) fn new(source: &str) -> Self {
        let family = Self(tempfile::tempdir().unwrap());
        let other = "[package]\nname = \"other\"\nversion = \"1.0.0\"\nedition = \"2024\"\n";
        family.write("other/Cargo.toml", other);
        family.write("other/src/lib.rs", &OTHER.map(|name| format!("pub struct {name};\n")).concat());
        let workspace = "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\", \"other\"]\n";
        family.write("Cargo.toml", workspace);
        family.write(".gitignore", "target\n");
        family.write("crates/thing/src/lib.rs", source);
        family.write(".ci/api/foreign.txt", "");
        family.version("0.1.0");
        family.git(&["init", "-q"]);
        family.commit();
        family
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub(crate) fn version(&self, version: &str) {
        self.write(
            "crates/thing/Cargo.toml",
            &format!(
                "[package]\nname = \"thing\"\nversion = \"{version}\"\nedition = \"2024\"\n\
                 [dependencies]\nother = {{ path = \"../../other\" }}\n"
            ),
        );
        let mut made = Command::new("cargo");
        made.args(["metadata", "-q", "--format-version", "1"]);
        assert!(made.current_dir(self.0.path()).output().unwrap().status.success());
    }

    pub(crate) fn git(&self, arguments: &[&str]) {
        let who = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"];
        let done = Command::new("git").args(who).args(arguments).current_dir(self.0.path()).output().unwrap();
        assert!(done.status.success(), "{done:?}");
    }

    pub(crate) fn commit(&self) {
        self.git(&["add", "."]);
        self.git(&["commit", "-q", "-m", "so far"]);
    }

    pub(crate) fn api(&self, arguments: &[&str]) -> Told {
        let mut command = Command::new(env!("CARGO_BIN_EXE_api"));
        command.arg("--root").arg(self.0.path()).args(arguments);
        command.env("CARGO_TARGET_DIR", self.path("target"));
        Told(command.output().unwrap())
    }
}

pub(crate) struct Told(Output);

impl Told {
    fn text(&self) -> String {
        [self.0.stdout.as_slice(), &self.0.stderr].map(String::from_utf8_lossy).join("\n")
    }

    #[track_caller]
    pub(crate) fn ends_with(self, status: i32) -> Self {
        assert_eq!(self.0.status.code(), Some(status), "{}", self.text());
        self
    }

    #[track_caller]
    pub(crate) fn says(self, what: &str) -> Self {
        assert!(self.text().contains(what), "not said: {what}\n{}", self.text());
        self
    }

    #[track_caller]
    pub(crate) fn says_not(self, what: &str) -> Self {
        assert!(!self.text().contains(what), "said: {what}\n{}", self.text());
        self
    }
}
