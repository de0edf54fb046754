//! Thunderbird in this environment: a profile whose NSS databases contain the authority, and a password or a key.
//! Its Marionette interface, which is made for tests, runs a script as part of Thunderbird.
use crate::{
    bench::Bench,
    cell::{Credential, USER},
    files::write,
    process::{Daemon, client, run as run_to_its_end},
};
use std::{ffi::OsStr, path::Path, process::Command};

/// Returns the profile for this half of a cell. A profile with a key presents it on every request, so profiles
/// with passwords have none.
pub(crate) fn folder(has_key: bool, credential: Credential) -> String {
    format!("{}-{}", if has_key { "key" } else { "password" }, credential.name())
}

/// Creates the profile.
pub(crate) fn prepare(
    bench: &Bench,
    room: &Path,
    has_key: bool,
    credential: Credential,
) -> Result<(), String> {
    let profile = room.join(folder(has_key, credential));
    std::fs::create_dir(&profile).map_err(|error| error.to_string())?;
    let database = format!("sql:{}", profile.display());
    let mut make = client("certutil", room);
    make.args(["-N", "--empty-password", "-d", &database]);
    let mut trust = client("certutil", room);
    trust.args(["-A", "-n", "authority", "-t", "C,,", "-d", &database, "-i"]).arg(&bench.ca);
    let mine = if has_key {
        let mut import = client("pk12util", room);
        let password = Credential::Right.password();
        import.args(["-W", password, "-d", &database, "-i"]).arg(bench.key_file(credential, "p12"));
        import
    } else {
        save_password(room, &profile, credential)?
    };
    for (number, command) in [make, trust, mine].into_iter().enumerate() {
        let log = room.join(format!("{}-{number}.log", folder(has_key, credential)));
        let finished = run_to_its_end(command, "", &log)?;
        if !finished.ok {
            return Err(format!("the databases of NSS: {}", finished.output));
        }
    }
    write(&profile.join("message"), MESSAGE)?;
    write(&profile.join("user.js"), &preferences())
}

/// Stores a password, as if a user had entered and saved it.
fn save_password(room: &Path, profile: &Path, credential: Credential) -> Result<Command, String> {
    let script = room.join("logins.py");
    write(&script, LOGINS)?;
    let mut save = client("python3", room);
    save.arg("-I").arg(script).arg(profile).args([USER, credential.password()]);
    Ok(save)
}

/// Starts it. The caller waits until it listens.
pub(crate) fn run(room: &Path, name: &str) -> Result<Daemon, String> {
    let profile = room.join(name);
    let log = format!("MOZ_LOG_FILE={}", profile.join("moz").display());
    let words = ["MOZ_CRASHREPORTER_DISABLE=1", "MOZ_LOG=IMAP:4,sync", &log, "thunderbird"];
    let more = ["--headless", "--no-remote", "--marionette", "--remote-allow-system-access", "--profile"];
    let arguments = words.iter().chain(&more).map(OsStr::new).chain([profile.as_os_str()]);
    let arguments: Vec<&OsStr> = arguments.collect();
    Daemon::start(Path::new("/usr/bin/env"), &arguments, room, &room.join(format!("{name}.out")))
}

const MESSAGE: &str =
    "From: user@localhost\r\nTo: user@localhost\r\nSubject: interop\r\n\r\nThis is a message.\r\n";

/// Returns the preferences: an account, without the dialogs and requests of a first start. Settings that differ
/// between logins are set at the login.
fn preferences() -> String {
    let texts = [
        ("mail.accountmanager.accounts", "account1"),
        ("mail.accountmanager.defaultaccount", "account1"),
        ("mail.account.account1.server", "server1"),
        ("mail.account.account1.identities", "id1"),
        ("mail.identity.id1.useremail", "user@localhost"),
        ("mail.identity.id1.fullName", USER),
        ("mail.server.server1.type", "imap"),
        ("mail.server.server1.hostname", "localhost"),
        ("mail.server.server1.userName", USER),
        ("mail.server.server1.name", USER),
        ("mailnews.smtp.loglevel", "All"),
        ("security.default_personal_cert", "Select Automatically"),
        ("services.settings.server", ""),
    ];
    let switches = [
        ("mail.server.server1.login_at_startup", false),
        ("mail.server.server1.check_new_mail", false),
        ("mail.identity.id1.valid", true),
        ("mail.provider.suppress_dialog_on_startup", true),
        ("mail.spotlight.firstRunDone", true),
        ("mail.shell.checkDefaultClient", false),
        ("mailnews.start_page.enabled", false),
        ("app.update.enabled", false),
        ("datareporting.policy.dataSubmissionEnabled", false),
        ("datareporting.policy.dataSubmissionPolicyBypassNotification", true),
        ("devtools.console.stdout.chrome", true),
        ("toolkit.telemetry.enabled", false),
        ("network.captive-portal-service.enabled", false),
        ("network.connectivity-service.enabled", false),
        ("extensions.update.enabled", false),
    ];
    let texts = texts.iter().map(|(name, value)| format!("user_pref(\"{name}\", \"{value}\");\n"));
    let switches = switches.iter().map(|(name, value)| format!("user_pref(\"{name}\", {value});\n"));
    // It selects a free port and writes it to a file in its profile.
    texts.chain(switches).chain(["user_pref(\"marionette.port\", 0);\n".into()]).collect()
}

/// The file of saved passwords: a profile without a primary password has its own key, which NSS uses for
/// encryption.
const LOGINS: &str = r#"
import base64, ctypes, json, sys, uuid

profile, user, password = sys.argv[1:]
nss = ctypes.CDLL("libnss3.so")


class Item(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("data", ctypes.c_void_p), ("len", ctypes.c_uint)]


def encrypted(text):
    octets = text.encode()
    plain = Item(0, ctypes.cast(ctypes.c_char_p(octets), ctypes.c_void_p), len(octets))
    # No key is named, so it is the profile's.
    out, key = Item(0, None, 0), Item(0, None, 0)
    if nss.PK11SDR_Encrypt(ctypes.byref(key), ctypes.byref(plain), ctypes.byref(out), None):
        sys.exit("NSS does not encrypt")
    return base64.b64encode(ctypes.string_at(out.data, out.len)).decode()


if nss.NSS_InitReadWrite(f"sql:{profile}".encode()):
    sys.exit("NSS does not open the profile")
logins = []
for number, place in enumerate(["imap://localhost", "smtp://localhost"], 1):
    login = {"id": number, "hostname": place, "httpRealm": place, "formSubmitURL": None, "encType": 1}
    login |= {"usernameField": "", "passwordField": "", "guid": "{%s}" % uuid.uuid4()}
    login |= {"encryptedUsername": encrypted(user), "encryptedPassword": encrypted(password)}
    logins.append(login)
with open(f"{profile}/logins.json", "w") as file:
    json.dump({"nextId": len(logins) + 1, "logins": logins, "version": 3}, file)
nss.NSS_Shutdown()
"#;

/// Arguments: a port, the kind of TLS (2 STARTTLS, 3 implicit), the authentication (1 none, 3 password, 4
/// encrypted password, 7 certificate) and the TLS version (3 is 1.2). IMAP is tried as by the account settings,
/// SMTP with a message.
pub(crate) const LOGIN: &str = r#"
const [protocol, port, socket, method, version] = arguments;
const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
const said = status => Services.prefs.setStringPref("interop.said", "status " + status.toString(16));
const set = (place, values) => {
  for (const [name, value] of Object.entries(values)) {
    Services.prefs.setIntPref(place + name, value);
  }
};
Services.prefs.setStringPref("interop.said", "");
// If idle for a while after its start, it fetches its folders on other connections.
Cc["@mozilla.org/imap/autosyncmgr;1"].getService(Ci.nsIAutoSyncManager).pause();
set("security.tls.version.", { min: version, max: version });
if (protocol == "imap") {
  set("mail.server.server1.", { port, socketType: socket, authMethod: method });
  const server = MailServices.accounts.allServers.find(one => one.type == "imap");
  server.closeCachedConnections();
  server.verifyLogon({
    QueryInterface: ChromeUtils.generateQI(["nsIUrlListener"]),
    OnStartRunningUrl() {},
    OnStopRunningUrl(url, status) {
      // The next login must use a new connection.
      server.closeCachedConnections();
      said(status);
    },
  }, null);
} else {
  // A new one each time, because settings of an old one have no effect after it has connected.
  const server = MailServices.outgoingServer.createServer("smtp");
  const place = `mail.smtpserver.${server.key}.`;
  set(place, { port, try_ssl: socket, authMethod: method });
  Services.prefs.setStringPref(place + "hostname", "localhost");
  Services.prefs.setStringPref(place + "username", "user");
  const file = Services.dirsvc.get("ProfD", Ci.nsIFile);
  file.append("message");
  const to = MailServices.headerParser.parseEncodedHeader("user@localhost");
  const from = MailServices.accounts.allIdentities[0];
  server.sendMailMessage(file, to, [], from, from.email, "", null, false, "interop@localhost", {
    QueryInterface: ChromeUtils.generateQI(["nsIMsgOutgoingListener"]),
    onSendStart() {},
    onSendStop(url, status) {
      server.closeCachedConnections();
      said(status);
    },
  });
}
"#;

/// Runs that script and waits for its result. After a wrong password it prompts; the prompt is cancelled.
pub(crate) const MARIONETTE: &str = r#"
import json, pathlib, socket, sys, time

profile, script, protocol, *numbers = sys.argv[1:]
written = pathlib.Path(profile, "MarionetteActivePort")
while not written.exists() or not written.read_text():
    time.sleep(0.1)
stream = socket.create_connection(("127.0.0.1", int(written.read_text()))).makefile("rwb")


def hear():
    length = b""
    while not length.endswith(b":"):
        octet = stream.read(1)
        length += octet or sys.exit("it has gone")
    return json.loads(stream.read(int(length[:-1])))


def call(name, **parameters):
    text = json.dumps([0, 1, name, parameters]).encode()
    stream.write(b"%d:%s" % (len(text), text))
    stream.flush()
    _, _, error, value = hear()
    if error and error["error"] != "unexpected alert open":
        sys.exit(f"{name}: {error['message']}")
    return None if error else value["value"] if "value" in value else value


hear()
call("WebDriver:NewSession", capabilities={"alwaysMatch": {"unhandledPromptBehavior": "dismiss"}})
call("Marionette:SetContext", value="chrome")
text, words = pathlib.Path(script).read_text(), [protocol, *map(int, numbers)]
call("WebDriver:ExecuteScript", script=text, args=words, sandbox="system")
text, said = "return Services.prefs.getStringPref('interop.said', '')", None
for _ in range(300):
    said = said or call("WebDriver:ExecuteScript", script=text, args=[], sandbox="system", newSandbox=False)
    time.sleep(0 if said else 0.05)
print(said)
call("WebDriver:DeleteSession")
"#;
