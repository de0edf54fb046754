//! Accounts in a folder or in PostgreSQL, and the commands that change them.
use super::{BOUND, PASSWORD, Said, Serve, USER, command, output, postgres::Postgres};
use serde_json::Value;
use sqlx::{
    AssertSqlSafe, ConnectOptions as _, Connection as _, Executor as _, SqliteConnection,
    sqlite::SqliteConnectOptions,
};
use std::fs;
use tempfile::TempDir;

/// The accounts of one test: in a folder, or in PostgreSQL if there is a server for it.
pub(crate) struct Data {
    home: TempDir,
    /// `--data DIR` or `--database URL`
    option: [String; 2],
    postgres: Option<Postgres>,
}

impl Data {
    /// Makes an empty place.
    pub(crate) fn none() -> Self {
        let Some(postgres) = Postgres::where_told() else { return Self::no_folder() };
        let home = tempfile::tempdir().expect("a folder");
        Self { home, option: ["--database".into(), postgres.url()], postgres: Some(postgres) }
    }

    /// Makes an empty place for a folder, for tests of folders only.
    pub(crate) fn no_folder() -> Self {
        let home = tempfile::tempdir().expect("a folder");
        let folder = home.path().join("data").to_str().expect("a path in UTF-8").to_owned();
        Self { home, option: ["--data".into(), folder], postgres: None }
    }

    /// Makes one account, with its password and an address.
    pub(crate) fn new() -> Self {
        Self::none().with_alice()
    }

    /// Makes the same in a folder, for tests of folders only.
    pub(crate) fn in_folder() -> Self {
        Self::no_folder().with_alice()
    }

    fn with_alice(self) -> Self {
        let data = self;
        data.done(&["account", "add", USER, "--address", "alice@example.org"]);
        data.set_password(USER, PASSWORD);
        data
    }

    /// Returns the option of the accounts on a command line.
    pub(crate) fn option(&self) -> [&str; 2] {
        self.option.each_ref().map(String::as_str)
    }

    /// Returns the folder.
    #[track_caller]
    pub(crate) fn folder(&self) -> &str {
        assert!(self.postgres.is_none(), "they are in PostgreSQL");
        &self.option[1]
    }

    pub(crate) fn postgres(&self) -> Option<&Postgres> {
        self.postgres.as_ref()
    }

    /// Makes them unavailable.
    pub(crate) fn hide(&self) {
        match &self.postgres {
            Some(postgres) => postgres.hide(),
            None => fs::rename(self.folder(), self.home().join("hidden")).expect("a folder"),
        }
    }

    /// Runs a command while other processes cannot reach them.
    #[track_caller]
    pub(crate) fn run_hidden(&self, arguments: &[&str]) -> Said {
        let [option, place]: [String; 2] = match &self.postgres {
            Some(postgres) => ["--database".into(), postgres.direct()],
            None => ["--data".into(), self.home().join("hidden").display().to_string()],
        };
        output(command(&[arguments, &[&option, &place]].concat()))
    }

    pub(crate) fn show(&self) {
        match &self.postgres {
            Some(postgres) => postgres.show(),
            None => fs::rename(self.home().join("hidden"), self.folder()).expect("a folder"),
        }
    }

    /// Runs this in the database, without the program. Servers do not notice it.
    pub(crate) fn execute(&self, sql: &str) {
        match &self.postgres {
            Some(postgres) => postgres.execute(sql),
            None => drop(self.sqlite(async |connection| {
                connection.execute(sqlx::raw_sql(AssertSqlSafe(sql))).await.expect("it is done")
            })),
        }
    }

    /// Returns the one text that this yields.
    pub(crate) fn text(&self, sql: &str) -> String {
        match &self.postgres {
            Some(postgres) => postgres.text(sql),
            None => self.sqlite(async |connection| {
                sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(connection).await.expect("a text")
            }),
        }
    }

    /// Works on a separate connection, which is closed afterwards.
    pub(crate) fn sqlite<T>(&self, work: impl AsyncFnOnce(&mut SqliteConnection) -> T) -> T {
        let file = std::path::Path::new(self.folder()).join("accounts.sqlite");
        let options = SqliteConnectOptions::new().filename(file).busy_timeout(BOUND);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.expect("a runtime").block_on(async {
            let mut connection = options.connect().await.expect("a database");
            let done = work(&mut connection).await;
            connection.close().await.expect("an end");
            done
        })
    }

    pub(crate) fn home(&self) -> &std::path::Path {
        self.home.path()
    }

    /// Runs a command on it.
    #[track_caller]
    pub(crate) fn run(&self, arguments: &[&str]) -> Said {
        output(command(&[arguments, &self.option()].concat()))
    }

    /// Runs one that has to succeed.
    #[track_caller]
    pub(crate) fn done(&self, arguments: &[&str]) {
        let said = self.run(arguments);
        assert_eq!(said.code, 0, "{arguments:?}: {said:?}");
    }

    /// Runs one that has to succeed, and returns its line of JSON.
    #[track_caller]
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        let said = self.run(&[arguments, &["--json"]].concat());
        assert_eq!(said.code, 0, "{arguments:?}: {said:?}");
        said.json()
    }

    /// Runs `password set`, with few iterations.
    #[track_caller]
    pub(crate) fn try_password(&self, name: &str, password: &str) -> Said {
        let arguments = ["password", "set", name, "--iterations", "4096"];
        let mut set = command(&[&arguments[..], &self.option()].concat());
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
    /// Runs `login --json` as this user, by this mechanism or by the strongest.
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
