//! The family's own source files, for what holds of all of them.
use std::{
    fs,
    path::{Path, PathBuf},
};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// The folder of each crate.
pub(crate) fn crates() -> Vec<PathBuf> {
    let members = fs::read_dir(root()).unwrap().map(|member| member.unwrap().path());
    members.filter(|member| member.join("src").is_dir()).collect()
}

/// Every file of a crate's `src`: its name, and its text.
pub(crate) fn read_all(member: &Path, see: &mut impl FnMut(String, &str)) {
    read_folder(&member.join("src"), see);
}

fn read_folder(folder: &Path, see: &mut impl FnMut(String, &str)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_folder(&path, see);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
            see(name, &fs::read_to_string(&path).unwrap());
        }
    }
}
