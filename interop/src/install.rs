//! Other programs, from Debian. Missing ones are installed; no package is removed.
use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::Command,
    sync::{Mutex, PoisonError},
};

/// Returns the folder for programs that conflict with installed ones and are only unpacked. It is reused by the
/// next run.
pub(crate) fn unpacked() -> PathBuf {
    let home = std::env::var_os("HOME").unwrap_or_else(|| "/root".into());
    Path::new(&home).join(".cache/countersign-interop")
}

/// Returns the folders in which programs are searched.
pub(crate) fn path() -> String {
    let root = unpacked();
    let root = root.display();
    let folders = ["/usr/sbin", "/usr/bin", "/usr/lib/cyrus/bin"];
    let unpacked = folders.map(|folder| format!("{root}{folder}"));
    format!("{}:/sbin:/bin:{}", folders.join(":"), unpacked.join(":"))
}

/// Returns the library folders of unpacked programs.
pub(crate) fn libraries() -> String {
    let root = unpacked();
    let places = [
        "usr/lib/x86_64-linux-gnu",
        "usr/lib/aarch64-linux-gnu",
        "usr/lib",
        "usr/lib/dovecot",
        "usr/lib/postfix",
    ];
    places.map(|place| root.join(place).display().to_string()).join(":")
}

/// Returns the path of a program.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    path().split(':').map(|folder| Path::new(folder).join(program)).find(|file| file.is_file())
}

/// Returns the root of the tree that contains a program: `/`, or the folder of unpacked programs.
pub(crate) fn root_of(program: &Path) -> PathBuf {
    let root = unpacked();
    if program.starts_with(&root) { root } else { "/".into() }
}

/// Installs these packages. Debian's mail programs can conflict with each other; then they are only unpacked.
pub(crate) fn install(packages: &[&str], programs: &[&str]) -> Result<(), String> {
    let missing: Vec<&str> = packages.iter().copied().filter(|package| !is_here(package)).collect();
    if !missing.is_empty() {
        let plan = plan(&missing).or_else(|_| apt(&["update"]).and_then(|_| plan(&missing)))?;
        if plan.lines().any(|line| line.starts_with("Remv ")) {
            unpack(&missing, &plan)?;
        } else {
            let _quiet = NoServices::begin();
            install_now(&missing).or_else(|_| apt(&["update"]).and_then(|_| install_now(&missing)))?;
        }
    }
    match programs.iter().find(|program| find(program).is_none()) {
        Some(program) => {
            Err(format!("{program} is not there, though {} should bring it", packages.join(" ")))
        }
        None => Ok(()),
    }
}

fn is_here(package: &str) -> bool {
    let status = Command::new("dpkg-query").args(["-W", "-f", "${db:Status-Status}", package]).output();
    status.is_ok_and(|output| output.stdout == b"installed") || marker(package).exists()
}

fn marker(package: &str) -> PathBuf {
    unpacked().join("packages").join(package)
}

/// Returns the folder of Python packages that Debian does not have.
pub(crate) fn python_libraries() -> PathBuf {
    unpacked().join("python")
}

/// Installs exactly these Python packages: requirement lines with hashes.
pub(crate) fn python(requirements: &str) -> Result<(), String> {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _held = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let (folder, failed) = (python_libraries(), |error: std::io::Error| error.to_string());
    let kept = folder.join("requirements.txt");
    if fs::read_to_string(&kept).is_ok_and(|text| text == requirements) {
        return Ok(());
    }
    fs::create_dir_all(&folder).map_err(failed)?;
    let wanted = folder.join("wanted.txt");
    fs::write(&wanted, requirements).map_err(failed)?;
    let mut pip = Command::new("/usr/bin/python3");
    pip.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--require-hashes",
        "--only-binary=:all:",
        "--upgrade",
    ]);
    pip.args(["--root-user-action=ignore", "--disable-pip-version-check", "--target"]).arg(&folder);
    pip.arg("-r").arg(&wanted);
    output(pip)?;
    fs::rename(wanted, kept).map_err(failed)
}

/// Returns the actions that apt would take.
fn plan(packages: &[&str]) -> Result<String, String> {
    apt(&[&["install", "-s", "--no-install-recommends"], packages].concat())
}

fn install_now(packages: &[&str]) -> Result<String, String> {
    apt(&[&["install", "-y", "--no-install-recommends"], packages].concat())
}

fn apt(arguments: &[&str]) -> Result<String, String> {
    let mut command = Command::new("apt-get");
    command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive").env("LC_ALL", "C");
    output(command)
}

fn output(mut command: Command) -> Result<String, String> {
    let output = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("{command:?}: {}", said.lines().last().unwrap_or("failed")))
}

/// Downloads the packages that apt would install, and unpacks them without their scripts.
fn unpack(packages: &[&str], plan: &str) -> Result<(), String> {
    let failed = |error: std::io::Error| error.to_string();
    let new = plan.lines().filter_map(|line| line.strip_prefix("Inst ")?.split(' ').next());
    let folder = tempfile::tempdir().map_err(failed)?;
    // apt downloads as its own user.
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o777)).map_err(failed)?;
    let mut download = Command::new("apt-get");
    download.arg("download").args(new).current_dir(folder.path());
    output(download)?;
    for file in fs::read_dir(folder.path()).map_err(failed)? {
        let mut unpack = Command::new("dpkg-deb");
        unpack.arg("-x").arg(file.map_err(failed)?.path()).arg(unpacked());
        output(unpack)?;
    }
    for package in packages {
        let marker = marker(package);
        fs::create_dir_all(marker.parent().unwrap_or(Path::new("/"))).map_err(failed)?;
        fs::write(marker, "").map_err(failed)?;
    }
    Ok(())
}

/// Prevents package installations from starting services, until dropped.
struct NoServices(bool);

const POLICY: &str = "/usr/sbin/policy-rc.d";

impl NoServices {
    fn begin() -> Self {
        if Path::new(POLICY).exists() {
            return Self(false);
        }
        let made = fs::write(POLICY, SCRIPT)
            .and_then(|()| fs::set_permissions(POLICY, fs::Permissions::from_mode(0o755)));
        Self(made.is_ok())
    }
}

impl Drop for NoServices {
    fn drop(&mut self) {
        if self.0 && fs::read_to_string(POLICY).is_ok_and(|text| text == SCRIPT) {
            let _ = fs::remove_file(POLICY);
        }
    }
}

const SCRIPT: &str = "#!/bin/sh\n# countersign interop: installing does not start services.\nexit 101\n";
