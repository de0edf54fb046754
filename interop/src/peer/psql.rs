//! psql, with libpq over OpenSSL, and the server of `examples/postgres`.
use crate::{
    bench::Bench,
    cell::{Credential, Protocol, Row, Seen, Server, Tls, USER, Version},
    entry::{Entry, Peer},
    middle::Impostor,
    process::{Daemon, client, read, run, wait_for},
    program,
    serve::record,
};
use serde_json::Value;
use std::{ffi::OsStr, path::PathBuf, time::Duration};

pub(crate) const ENTRY: Entry = Entry {
    name: "psql",
    server: Server::Ours,
    slow: 1,
    programs: &["psql", "python3"],
    packages: &["postgresql-client", "python3"],
    rows,
    open,
};

fn rows() -> Vec<Row> {
    let rows = [Version::V12, Version::V13].map(|version| {
        let row = Row::new(Server::Ours, Protocol::Postgres, Tls::Starttls(version), "SCRAM-SHA-256-PLUS");
        let row = row.bound_by("tls-server-end-point");
        [row.clone(), row.found_out()]
    });
    rows.into_iter().flatten().collect()
}

struct Served {
    room: PathBuf,
    ca: PathBuf,
    impostor: Impostor,
    port: u16,
    record: PathBuf,
    /// The number of records that belong to earlier cells.
    told: usize,
    count: u32,
    _daemon: Daemon,
}

fn open(bench: &Bench) -> Result<Box<dyn Peer>, String> {
    let room = bench.room("psql")?;
    let program = program::example("postgres", &room.join("example"))?;
    let record = room.join("serve.json");
    let words = ["serve", "0"].map(OsStr::new);
    let account = [USER, Credential::Right.password()].map(OsStr::new);
    let arguments = [&words[..], &[bench.cert.as_os_str(), bench.key.as_os_str()], &account].concat();
    let daemon = Daemon::start(&program, &arguments, &room, &record)?;
    let port = || {
        let text = read(&record);
        let ready: Value = serde_json::from_str(text.split_once('\n')?.0).ok()?;
        ready["port"].as_u64().and_then(|port| u16::try_from(port).ok())
    };
    let port = wait_for(Duration::from_secs(20), port).ok_or("examples/postgres does not start")?;
    let (ca, impostor) = (bench.ca.clone(), bench.impostor.clone());
    Ok(Box::new(Served { room, ca, impostor, port, record, told: 0, count: 0, _daemon: daemon }))
}

impl Peer for Served {
    fn attempt(&mut self, row: &Row, credential: Credential) -> Result<Seen, String> {
        self.count += 1;
        let room = self.room.join(format!("{:03}", self.count));
        std::fs::create_dir(&room).map_err(|error| error.to_string())?;
        let route = self.impostor.route(row, &room, self.port)?;
        let version = if row.tls.version() == Some(Version::V12) { "TLSv1.2" } else { "TLSv1.3" };
        let (port, ca) = (route.port, self.ca.display());
        let mut command = client("psql", &room);
        command.args(["-X", "-w", "-c", "select 1"]).env("PGPASSWORD", credential.password()).arg(format!(
            "host=localhost hostaddr=127.0.0.1 port={port} user={USER} dbname=postgres gssencmode=disable \
             sslmode=verify-full sslrootcert={ca} channel_binding=require ssl_min_protocol_version={version} \
             ssl_max_protocol_version={version}"
        ));
        let finished = run(command, "", &room.join("log"))?;
        let records = || {
            let text = read(&self.record);
            let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
            let values = whole.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
            let logins = values.filter(|value| value["event"] == "login").skip(self.told);
            Some(logins.map(|value| record(&value)).collect::<Vec<_>>()).filter(|records| !records.is_empty())
        };
        let records = wait_for(Duration::from_secs(3), records).unwrap_or_default();
        self.told += records.len();
        Ok(Seen { records, client_in: finished.ok })
    }
}
