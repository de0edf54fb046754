//! A folder of accounts, and the commands that change it.
use super::{PASSWORD, Said, Serve, USER, command, output};
use serde_json::Value;
use tempfile::TempDir;

/// A folder of accounts of a test's own.
pub(crate) struct Data {
    home: TempDir,
    folder: String,
}

impl Data {
    /// Nothing yet.
    pub(crate) fn none() -> Self {
        let home = tempfile::tempdir().expect("a folder");
        let folder = home.path().join("data").to_str().expect("a path in UTF-8").to_owned();
        Self { home, folder }
    }

    /// One account, with its password and an address.
    pub(crate) fn new() -> Self {
        let data = Self::none();
        data.done(&["account", "add", USER, "--address", "alice@example.org"]);
        data.set_password(USER, PASSWORD);
        data
    }

    pub(crate) fn folder(&self) -> &str {
        &self.folder
    }

    pub(crate) fn home(&self) -> &std::path::Path {
        self.home.path()
    }

    /// Run a command on it.
    #[track_caller]
    pub(crate) fn run(&self, arguments: &[&str]) -> Said {
        output(command(&[arguments, &["--data", &self.folder]].concat()))
    }

    /// Run one that has to work.
    #[track_caller]
    pub(crate) fn done(&self, arguments: &[&str]) {
        let said = self.run(arguments);
        assert_eq!(said.code, 0, "{arguments:?}: {said:?}");
    }

    /// Run one that has to work and says so in a line of JSON.
    #[track_caller]
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        let said = self.run(&[arguments, &["--json"]].concat());
        assert_eq!(said.code, 0, "{arguments:?}: {said:?}");
        said.json()
    }

    /// `password set`, quickly.
    #[track_caller]
    pub(crate) fn try_password(&self, name: &str, password: &str) -> Said {
        let arguments = ["password", "set", name, "--data", &self.folder, "--iterations", "4096"];
        let mut set = command(&arguments);
        set.env("COUNTERSIGN_PASSWORD", password);
        let said = output(set);
        assert!(!said.err.contains(password) && !said.out.contains(password), "{said:?}");
        said
    }

    #[track_caller]
    pub(crate) fn set_password(&self, name: &str, password: &str) {
        let said = self.try_password(name, password);
        assert_eq!(said.code, 0, "{said:?}");
    }
}

impl Serve {
    /// `login --json` as somebody, by a mechanism or, without one, by the strongest.
    #[track_caller]
    pub(crate) fn login_as(&self, scheme: &str, user: &str, password: &str, mechanism: Option<&str>) -> Said {
        let url = self.url(scheme);
        let mut arguments = vec!["login", &url, "--ca", self.ca(), "--user", user, "--json"];
        arguments.extend(mechanism.map(|name| ["--mechanism", name]).into_iter().flatten());
        let mut login = command(&arguments);
        login.env("COUNTERSIGN_PASSWORD", password);
        output(login)
    }
}
