//! A full disk.
use crate::support::Data;
use std::{collections::HashSet, fs, path::Path, process::Command};

/// Mounts 1 MB of memory as a disk.
struct Disk<'a>(&'a Path);

impl<'a> Disk<'a> {
    fn mount(at: &'a Path) -> Self {
        fs::create_dir(at).expect("a folder");
        let mounted =
            Command::new("mount").args(["-t", "tmpfs", "-o", "size=1m,mode=0700", "tmpfs"]).arg(at).status();
        assert!(mounted.expect("mount").success(), "this test needs root and a tmpfs");
        Self(at)
    }
}

impl Drop for Disk<'_> {
    fn drop(&mut self) {
        // Lazily: a process that is being killed may still have an open file.
        let _ = Command::new("umount").arg("-l").arg(self.0).status();
    }
}

#[test]
#[ignore = "needs a tmpfs of its own, and root"]
fn a_full_disk_is_an_error_and_nothing_is_half_written() {
    let data = Data::no_folder();
    let disk = Path::new(data.folder()).to_owned();
    let _disk = Disk::mount(&disk);
    fs::write(disk.join("ballast"), vec![0; 1 << 17]).expect("room for it");
    let mut acknowledged = HashSet::new();
    let mut refused = 0;
    for count in 0.. {
        assert!(count < 5_000, "it does not fill up");
        let name = format!("user{count}-{}", "x".repeat(200));
        let addresses: Vec<String> = (0..20).map(|at| format!("{name}.{at}@example.org")).collect();
        let mut arguments = vec!["account", "add", &name];
        arguments.extend(addresses.iter().flat_map(|address| ["--address", address]));
        let said = data.run(&arguments);
        if said.code == 0 {
            acknowledged.insert(name);
            continue;
        }
        assert_eq!(said.code, 5, "{said:?}");
        assert_eq!(said.err, "countersign: the disk is full; nothing was changed\n");
        refused += 1;
        if refused == 3 {
            break;
        }
    }
    assert!(acknowledged.len() > 5, "{}", acknowledged.len());
    let rows = data.run(&["account", "list", "--json"]).rows();
    let found: HashSet<String> = rows.iter().map(|row| row["name"].as_str().unwrap().into()).collect();
    assert_eq!(found, acknowledged);
    assert!(rows.iter().all(|row| row["addresses"].as_array().is_some_and(|all| all.len() == 20)));
    // With room again, everything works.
    fs::remove_file(disk.join("ballast")).expect("the ballast");
    data.done(&["account", "add", "alice"]);
    data.set_password("alice", "wonderland");
}

#[test]
#[ignore = "needs a tmpfs of its own, and root"]
fn a_disk_that_is_full_from_the_start_gets_no_half_database() {
    let data = Data::no_folder();
    let disk = Path::new(data.folder()).to_owned();
    let _disk = Disk::mount(&disk);
    fs::write(disk.join("ballast"), vec![0; 1 << 21]).expect_err("more than there is room for");
    let said = data.run(&["account", "add", "alice"]);
    assert_eq!(said.code, 5, "{said:?}");
    assert_eq!(said.err, "countersign: the disk is full; nothing was changed\n");
    fs::remove_file(disk.join("ballast")).expect("the ballast");
    data.done(&["account", "add", "alice"]);
}
