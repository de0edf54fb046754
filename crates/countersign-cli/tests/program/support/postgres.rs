//! A PostgreSQL database for one test, behind a relay that can be cut.
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, postgres::PgConnection};
use std::{
    env, io,
    net::{Shutdown, TcpListener, TcpStream},
    process,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    thread,
};

/// The address of a server, as a user who may create databases: with it, accounts are stored there (`.ci/postgres`).
const SERVER: &str = "COUNTERSIGN_TEST_POSTGRES";

/// Dropped with the test.
pub(crate) struct Postgres {
    admin: String,
    name: String,
    relay: Relay,
}

impl Postgres {
    /// Makes a database, if there is a server for it.
    pub(crate) fn where_told() -> Option<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let admin = env::var(SERVER).ok()?;
        let name = format!("test_{}_{}", process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        execute(&admin, &format!("CREATE DATABASE {name}"));
        let (_, host) = split(&admin);
        Some(Self { relay: Relay::to(host), name, admin: admin.clone() })
    }

    /// Returns its address.
    pub(crate) fn url(&self) -> String {
        let (user, _) = split(&self.admin);
        format!("{user}@{}/{}", self.relay.address, self.name)
    }

    /// Returns the address without the relay.
    pub(crate) fn direct(&self) -> String {
        let (user, host) = split(&self.admin);
        format!("{user}@{host}/{}", self.name)
    }

    /// Makes it unreachable by the relay, and cuts existing connections.
    pub(crate) fn hide(&self) {
        let mut relay = self.relay.lock();
        relay.is_cut = true;
        for stream in relay.open.drain(..) {
            // It may have ended already.
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    pub(crate) fn show(&self) {
        self.relay.lock().is_cut = false;
    }

    /// Runs this in it, without the program.
    pub(crate) fn execute(&self, sql: &str) {
        execute(&self.direct(), sql);
    }

    /// Returns the one text that this yields.
    pub(crate) fn text(&self, sql: &str) -> String {
        run(async {
            let mut connection = PgConnection::connect(&self.direct()).await.expect("a server");
            sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(&mut connection).await.expect("a text")
        })
    }

    /// Returns whether PostgreSQL's own client logs in as this role.
    pub(crate) fn psql(&self, role: &str, password: &str) -> bool {
        let (_, host) = split(&self.admin);
        let mut psql = process::Command::new("psql");
        psql.args([&format!("postgres://{role}@{host}/postgres"), "-w", "-c", "SELECT 1"]);
        psql.env("PGPASSWORD", password).stdin(process::Stdio::null());
        psql.output().expect("psql is here").status.success()
    }

    /// Returns what PostgreSQL's own client writes for this query, as an administrator runs it.
    pub(crate) fn export(&self, query: &str) -> String {
        let output = process::Command::new("psql")
            .args([&self.direct(), "-At", "-c", query])
            .stdin(process::Stdio::null())
            .output()
            .expect("psql is here");
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// Ends all connections, as a restart of the server does.
    pub(crate) fn restart(&self) {
        let sql =
            format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'", self.name);
        execute(&self.admin, &sql);
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        execute(&self.admin, &format!("DROP DATABASE {} WITH (FORCE)", self.name));
    }
}

/// Splits into `postgres://USER:PASSWORD` and `HOST:PORT`.
fn split(url: &str) -> (&str, &str) {
    let (user, rest) = url.rsplit_once('@').expect("a user");
    (user, rest.split_once('/').expect("a database").0)
}

/// Runs this, whatever it yields.
fn execute(url: &str, sql: &str) {
    run(async {
        let mut connection = PgConnection::connect(url).await.expect("a server");
        connection.execute(sqlx::raw_sql(AssertSqlSafe(sql))).await.expect("it is done");
        connection.close().await.expect("an end");
    });
}

fn run<T>(work: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime").block_on(work)
}

struct Relay {
    address: std::net::SocketAddr,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    is_cut: bool,
    open: Vec<TcpStream>,
}

impl Relay {
    fn to(host: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let (address, state) = (listener.local_addr().expect("an address"), Arc::<Mutex<State>>::default());
        let relay = Self { address, state: Arc::clone(&state) };
        let host = host.to_owned();
        thread::spawn(move || {
            while let Ok((near, _)) = listener.accept() {
                let mut state = lock(&state);
                if !state.is_cut {
                    // Connections that the server does not accept are cut.
                    let _ = join(near, &host, &mut state.open);
                }
            }
        });
        relay
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

fn join(near: TcpStream, host: &str, open: &mut Vec<TcpStream>) -> io::Result<()> {
    let far = TcpStream::connect(host)?;
    for (mut from, mut to) in [(near.try_clone()?, far.try_clone()?), (far.try_clone()?, near.try_clone()?)] {
        to.set_nodelay(true)?;
        thread::spawn(move || {
            let _ = io::copy(&mut from, &mut to);
            let _ = to.shutdown(Shutdown::Both);
        });
    }
    open.extend([near, far]);
    Ok(())
}
