//! Thunderbird without a window. Its profile has the authority, and the key from the p12 file of `countersign key
//! generate`, in the databases of NSS.
use crate::{
    cell::{Credential, Protocol, Row, Server, Tls, USER, Version},
    entry::Entry,
    files::write,
    process::{Finished, client, client_for, run},
    serve::{Client, Login, serve},
};
use std::process::Command;

pub(crate) const ENTRY: Entry = Entry {
    name: "thunderbird",
    server: Server::Ours,
    slow: 9,
    programs: &["thunderbird", "certutil", "pk12util"],
    packages: &["thunderbird", "libnss3-tools"],
    rows,
    open: |bench| serve(bench, Client { name: "thunderbird", command, is_in }),
};

fn rows() -> Vec<Row> {
    Tls::ENCRYPTED.map(|tls| Row::by_key(Protocol::Imap, tls)).into()
}

/// It ends by no command of IMAP, so it is told to end: once it has selected the mailbox, or has found out that it can
/// log in by nothing. What it has said and heard is its log.
const DRIVER: &str = r#"
profile=$1
thunderbird --headless --no-remote --profile "$profile" >"$profile/output" 2>&1 &
pid=$!
trap 'kill $pid; wait $pid' EXIT
while kill -0 $pid; do
    sleep 0.2
    cat "$profile"/log* 2>/dev/null >"$profile/said"
    if grep -aqE 'SELECT completed|avail caps 0x0$|avail caps 0x0,| NO \[' "$profile/said"; then break; fi
done
cat "$profile/said"
"#;

fn command(login: &Login<'_>) -> Result<(Command, String), String> {
    let profile = login.room.join("profile");
    std::fs::create_dir(&profile).map_err(|error| error.to_string())?;
    let database = format!("sql:{}", profile.display());
    let mut make = client("certutil", login.room);
    make.args(["-N", "--empty-password", "-d", &database]);
    let mut trust = client("certutil", login.room);
    trust.args(["-A", "-n", "authority", "-t", "C,,", "-d", &database, "-i"]).arg(login.ca);
    let mut import = client("pk12util", login.room);
    let password = Credential::Right.password();
    import.args(["-W", password, "-d", &database, "-i"]).arg(login.key.pem.with_extension("p12"));
    for (number, command) in [make, trust, import].into_iter().enumerate() {
        let finished = run(command, "", &login.room.join(format!("database-{number}")))?;
        if !finished.ok {
            return Err(format!("the databases of NSS: {}", finished.output));
        }
    }
    write(&profile.join("user.js"), &preferences(login))?;
    let mut command = client_for(90, "sh", login.room);
    command.args(["-c", DRIVER, "sh"]).arg(&profile);
    command.env("MOZ_LOG", "IMAP:4,sync").env("MOZ_LOG_FILE", profile.join("log"));
    command.env("MOZ_CRASHREPORTER_DISABLE", "1");
    Ok((command, String::new()))
}

/// An account of IMAP whose authentication is by certificate (7), one connection at a time; and nothing that it asks
/// people or its makers at a first start.
fn preferences(login: &Login<'_>) -> String {
    let socket = if matches!(login.row.tls, Tls::Implicit(_)) { 3 } else { 2 };
    let version = if login.row.tls.version() == Some(Version::V12) { 3 } else { 4 };
    let text = |name: &str, value: &str| format!("user_pref(\"{name}\", \"{value}\");\n");
    let plain = |name: &str, value: String| format!("user_pref(\"{name}\", {value});\n");
    let server = |name: &str| format!("mail.server.server1.{name}");
    let texts = [
        ("mail.accountmanager.accounts", "account1"),
        ("mail.accountmanager.defaultaccount", "account1"),
        ("mail.account.account1.server", "server1"),
        ("mail.account.account1.identities", "id1"),
        ("mail.identity.id1.useremail", "user@localhost"),
        ("mail.identity.id1.fullName", USER),
        ("security.default_personal_cert", "Select Automatically"),
        ("services.settings.server", ""),
    ];
    let mut all: String = texts.iter().map(|(name, value)| text(name, value)).collect();
    for (name, value) in [("type", "imap"), ("hostname", "localhost"), ("userName", USER), ("name", USER)] {
        all += &text(&server(name), value);
    }
    for (name, value) in
        [("port", login.port), ("socketType", socket), ("authMethod", 7), ("max_cached_connections", 1)]
    {
        all += &plain(&server(name), value.to_string());
    }
    for name in ["login_at_startup", "check_new_mail"] {
        all += &plain(&server(name), "true".into());
    }
    for name in ["security.tls.version.min", "security.tls.version.max"] {
        all += &plain(name, version.to_string());
    }
    for (name, value) in [
        ("mail.identity.id1.valid", true),
        ("mail.provider.suppress_dialog_on_startup", true),
        ("mail.spotlight.firstRunDone", true),
        ("mail.shell.checkDefaultClient", false),
        ("mailnews.start_page.enabled", false),
        ("app.update.enabled", false),
        ("datareporting.policy.dataSubmissionEnabled", false),
        ("datareporting.policy.dataSubmissionPolicyBypassNotification", true),
        ("toolkit.telemetry.enabled", false),
        ("network.captive-portal-service.enabled", false),
        ("network.connectivity-service.enabled", false),
        ("extensions.update.enabled", false),
    ] {
        all += &plain(name, value.to_string());
    }
    all
}

fn is_in(finished: &Finished, _: &Login<'_>) -> bool {
    finished.output.contains("SELECT completed")
}
