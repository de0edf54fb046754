//! Comparison of the API with that of the last release: a tag `v1.2.3` of this repository, and never a registry,
//! where crates of other owners have the same names (docs/decisions/0010).

use crate::Failure;
use crate::listing::Listing;
use crate::snapshot::{difference, told};
use crate::workspace::{Workspace, output};
use std::process::Command;

/// Reports items of the last release that are missing in a version that promises compatibility.
pub(crate) fn compare(workspace: &Workspace, listings: &[Listing]) -> Result<Vec<String>, Failure> {
    let Some((tag, released)) = newest(workspace)? else {
        eprintln!(
            "semver: compared with nothing, for no commit before this one has a release's tag (v1.2.3)"
        );
        return Ok(Vec::new());
    };
    let version =
        parse(&workspace.version).ok_or_else(|| format!("{} is not a version", workspace.version))?;
    eprintln!("semver: {} compared with {tag}", workspace.version);
    if may_break(released, version) {
        return Ok(Vec::new());
    }
    let mut faults = Vec::new();
    for library in libraries_of(workspace, &tag)? {
        let before = git(workspace, &["show", &format!("{tag}:{}", Workspace::snapshot(&library))])?;
        let now = listings.iter().find(|listing| listing.library == library);
        let now = now.map(|listing| listing.lines.join("\n")).unwrap_or_default();
        let mut difference = difference(&before, &now);
        difference.new.clear();
        if !difference.gone.is_empty() {
            let told = told(&difference);
            faults.push(format!(
                "{library} has lost or changed what {tag} has, and the version is {}\n{told}\n\
                 It needs a version that may break ({}), in Cargo.toml.",
                workspace.version,
                next(released)
            ));
        }
    }
    Ok(faults)
}

type Version = (u64, u64, u64);

fn newest(workspace: &Workspace) -> Result<Option<(String, Version)>, Failure> {
    let tags = git(workspace, &["tag", "--list", "v*", "--merged", "HEAD"])?;
    let releases = tags.lines().filter_map(|tag| Some((parse(tag.strip_prefix('v')?)?, tag)));
    Ok(releases.max().map(|(version, tag)| (tag.to_owned(), version)))
}

fn libraries_of(workspace: &Workspace, tag: &str) -> Result<Vec<String>, Failure> {
    let files = git(workspace, &["ls-tree", "--name-only", tag, ".ci/api/"])?;
    let names = files.lines().filter_map(|file| file.strip_prefix(".ci/api/")?.strip_suffix(".txt"));
    Ok(names.filter(|name| *name != "foreign").map(str::to_owned).collect())
}

fn git(workspace: &Workspace, arguments: &[&str]) -> Result<String, Failure> {
    output(Command::new("git").args(arguments).current_dir(&workspace.root))
}

/// Parses exactly three numbers: a pre-release promises nothing.
fn parse(text: &str) -> Option<Version> {
    let numbers: Vec<u64> = text.split('.').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let [major, minor, patch] = numbers[..] else { return None };
    Some((major, minor, patch))
}

/// Returns whether Cargo's `^` permits a break: the leftmost non-zero number has grown.
fn may_break(released: Version, now: Version) -> bool {
    now.0 > released.0
        || (now.0 == 0 && released.0 == 0 && now.1 > released.1)
        || (now.0 == 0 && now.1 == 0 && released.0 == 0 && released.1 == 0 && now.2 > released.2)
}

fn next(released: Version) -> String {
    match released {
        (0, 0, patch) => format!("0.0.{}", patch + 1),
        (0, minor, _) => format!("0.{}.0", minor + 1),
        (major, ..) => format!("{}.0.0", major + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::{may_break, next, parse};

    #[test]
    fn the_leftmost_number_that_is_not_zero_breaks() {
        for (released, now, may) in [
            ("0.1.0", "0.1.0", false),
            ("0.1.0", "0.1.9", false),
            ("0.1.9", "0.2.0", true),
            ("0.9.0", "1.0.0", true),
            ("1.2.3", "1.9.0", false),
            ("1.2.3", "2.0.0", true),
            ("0.0.1", "0.0.2", true),
            ("1.0.0", "0.9.0", false),
        ] {
            let (released, now) = (parse(released).unwrap(), parse(now).unwrap());
            assert_eq!(may_break(released, now), may, "{released:?} -> {now:?}");
        }
        assert_eq!(next((0, 1, 4)), "0.2.0");
        assert_eq!(next((3, 1, 4)), "4.0.0");
    }

    #[test]
    fn a_pre_release_is_no_release() {
        assert_eq!(parse("1.0.0-rc.1"), None);
        assert_eq!(parse("1.0"), None);
    }
}
