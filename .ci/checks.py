#!/usr/bin/env python3
"""Checks that the compiler does not do: dependencies, declared Rust versions, file lengths, circles, tests that have run."""

import json
import pathlib
import re
import subprocess
import sys

sys.dont_write_bytecode = True
import circles

ROOT = pathlib.Path(__file__).resolve().parent.parent

# docs/architecture.md: a crate of the workspace may depend only on these crates of it and on these others.
ALLOWED = {
    "sasl-core": {"subtle", "zeroize"},
    "precis-normalize": {"zeroize"},
    "sasl-crammd5": {"base16ct", "md-5", "precis-normalize", "sasl-core", "subtle", "zeroize"},
    "sasl-oauth": {"precis-normalize", "sasl-core", "zeroize"},
    "sasl-external": {"sasl-core"},
    "sasl-plain": {"precis-normalize", "sasl-core", "zeroize"},
    "sasl-scram": {
        "base64ct",
        "keccak",
        "precis-normalize",
        "sasl-core",
        "sha1",
        "sha2",
        "subtle",
        "zeroize",
    },
    "sasl-mail": {"base64ct", "sasl-core", "zeroize"},
    # A leaf: it must not depend on SASL's steps.
    "auth-daemon-protocols": {"base64ct", "zeroize"},
    "countersign": {
        "argon2",
        "base16ct",
        "base64ct",
        "blowfish",
        "getrandom",
        "hmac",
        "md-5",
        "pbkdf2",
        "precis-normalize",
        "sasl-core",
        "sasl-external",
        "sasl-crammd5",
        "sasl-mail",
        "sasl-oauth",
        "sasl-plain",
        "sasl-scram",
        "scrypt",
        "serde",
        "sha1",
        "sha2",
        "subtle",
        "tls-pubkey-auth",
        "zeroize",
    },
    # A leaf: it must not depend on SASL. TLS needs the features of the libraries, randomness the feature `generate`.
    "tls-pubkey-auth": {"base64ct", "native-tls", "openssl", "rcgen", "rustls", "rustls-pki-types", "rustls-webpki", "sha2", "zeroize"},
    "sasl-testkit": {"sasl-core"},
    "countersign-limits": {"countersign"},
    "countersign-accounts": {
        "countersign",
        "countersign-limits",
        "ipnet",
        "metrics",
        "rustls",
        "serde",
        "serde_json",
        "sqlx",
        "subtle",
        "tempfile",
        "tokio",
        "tracing",
        "x509-parser",
        "zeroize",
    },
    "countersign-tokio": {
        "clap",
        "countersign",
        "openssl",
        "rcgen",
        "rustls",
        "rustls-native-certs",
        "rustls-webpki",
        "tokio",
        "tokio-openssl",
        "tokio-rustls",
        "tracing",
        "zeroize",
    },
    "countersign-server": {
        "clap",
        "countersign",
        "countersign-accounts",
        "countersign-limits",
        "countersign-tokio",
        "imap-codec",
        "ipnet",
        "metrics",
        "metrics-exporter-prometheus",
        "rustls",
        "serde",
        "tempfile",
        "tokio",
        "tracing",
        "zeroize",
    },
}
NOT_LIBRARIES = {"countersign-cli", "countersign-server", "sasl-testkit"}
CEILING = 400
# The maximum lines of code of a small mechanism's crate, without tests, comments and blank lines.
SMALL = {"sasl-crammd5": 600, "sasl-external": 600, "sasl-oauth": 600, "sasl-plain": 600}


def metadata():
    command = ["cargo", "metadata", "--format-version", "1", "--locked"]
    return json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)


def members(meta):
    """Returns the packages under crates/, by name."""
    inside = str(ROOT / "crates")
    return {p["name"]: p for p in meta["packages"] if p["manifest_path"].startswith(inside)}


def normal(package):
    return {d["name"] for d in package["dependencies"] if d["kind"] is None}


def dependencies(meta):
    """Checks that crates have only permitted dependencies."""
    for name, package in members(meta).items():
        if name == "countersign-cli":
            continue
        for other in sorted(normal(package) - ALLOWED.get(name, set())):
            yield f"{name} must not depend on {other}"


def program_features(meta):
    """Checks that no feature of the program changes what a login accepts: it has TLS libraries and nothing else."""
    permitted = {"countersign-cli": {"openssl"}, "countersign-server": {"clap", "openssl"}}
    for name, names in permitted.items():
        for other in sorted(set(members(meta)[name]["features"]) - names):
            yield f"{name}: the feature {other} is not a TLS library; planted bugs are in mutants/"


def version(text):
    return tuple(int(part) for part in (text.split(".") + ["0"])[:2])


def rust_versions(meta):
    """Checks that no locked dependency of a library declares a newer Rust than the library."""
    packages = {p["id"]: p for p in meta["packages"]}
    nodes = {n["id"]: n for n in meta["resolve"]["nodes"]}
    for name, package in members(meta).items():
        if name in NOT_LIBRARIES:
            continue
        seen, queue = set(), [package["id"]]
        while queue:
            current = queue.pop()
            if current in seen:
                continue
            seen.add(current)
            for dep in nodes[current]["deps"]:
                if any(kind["kind"] is None for kind in dep["dep_kinds"]):
                    queue.append(dep["pkg"])
        for other in (packages[i] for i in seen):
            if other["rust_version"] and version(other["rust_version"]) > version(package["rust_version"]):
                yield f"{name} ({package['rust_version']}): {other['name']} needs Rust {other['rust_version']}"


def lengths(_):
    """Checks the maximum length of source files."""
    tracked = subprocess.run(["git", "ls-files", "*.rs"], cwd=ROOT, check=True, capture_output=True, text=True)
    for name in tracked.stdout.split():
        path = ROOT / name
        if not path.exists() or "/tables" in name:
            continue
        count = len(path.read_text().splitlines())
        if count > CEILING:
            yield f"{name} has {count} lines, {CEILING} at the most"


def sizes(_):
    """Checks that small mechanisms stay small."""
    for name, most in SMALL.items():
        files = (ROOT / "crates" / name / "src").rglob("*.rs")
        texts = [path.read_text() for path in files if "tests" not in path.parts]
        count = sum(1 for text in texts for line in text.splitlines() if re.match(r"\s*(?!//)\S", line))
        if count > most:
            yield f"{name} has {count} lines of code, {most} at the most"


def circles_of_files(meta):
    """Checks that no files depend on each other in a circle, and that clients and servers are independent."""
    inside = [p for p in meta["packages"] if p["source"] is None]
    for package in inside:
        source = pathlib.Path(package["manifest_path"]).parent / "src"
        yield from circles.faults(package["name"], source)


# The required sections of each library's front page.
FRONT = ("```text", "# Features", "# Rust", "# What it promises")
EXAMPLE = re.compile(r"^//! ```(no_run)?\n//! ", re.M)


def front_pages(meta):
    """Checks that each library's front page has the same sections and the declared Rust version."""
    for name, package in members(meta).items():
        if name in NOT_LIBRARIES:
            continue
        source = (pathlib.Path(package["manifest_path"]).parent / "src" / "lib.rs").read_text()
        front = "\n".join(line for line in source.splitlines() if line.startswith("//!"))
        for part in FRONT:
            if f"//! {part}\n" not in front:
                yield f"{name}: its front page has no {part}"
        if not EXAMPLE.search(front):
            yield f"{name}: its front page has no example"
        if f"Rust {package['rust_version']} or newer" not in front:
            yield f"{name}: its front page does not say Rust {package['rust_version']}"


def crates_of_others(meta):
    """Checks the numbers of the facade's default dependencies in README and COMPARE.md."""
    command = ["cargo", "tree", "--locked", "-p", "countersign", "-e", "normal", "--prefix", "none"]
    tree = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    names = {line.split()[0] for line in tree.splitlines() if line.strip()}
    own = names & set(members(meta))
    readme, compare = f"{len(names - own)} crates of others", f"{len(names)}, of which {len(own)} are"
    for page, words in (("README.md", readme), ("COMPARE.md", compare)):
        if words not in (ROOT / page).read_text():
            yield f"{page} does not say: {words}"


def prose(path):
    """Returns a page without its code blocks."""
    return re.sub(r"^```.*?^```", "", path.read_text(), flags=re.M | re.S)


def anchors(path):
    """Returns the anchors of a page's headings."""
    for heading in re.findall(r"^#+ (.*)$", prose(path), re.M):
        yield re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def links(_):
    """Checks that a page's links to this repository lead to an existing file and heading."""
    tracked = subprocess.run(["git", "ls-files", "*.md"], cwd=ROOT, check=True, capture_output=True, text=True)
    for name in tracked.stdout.split():
        page = ROOT / name
        for target in re.findall(r"\]\(([^)\s]+)\)", prose(page)) if page.exists() else ():
            # rustdoc checks its own links.
            if "://" in target or "::" in target or target.startswith("mailto:"):
                continue
            path, _, anchor = target.partition("#")
            file = page.parent / path if path else page
            if not file.exists():
                yield f"{name}: {target} is not there"
            elif anchor and file.suffix == ".md" and anchor not in anchors(file):
                yield f"{name}: {target} is no heading"


def unsafe_code(meta):
    """Checks that every crate uses the workspace's lints, which forbid unsafe code."""
    for name, package in members(meta).items():
        text = pathlib.Path(package["manifest_path"]).read_text()
        if not re.search(r"^\[lints\]\nworkspace = true$", text, re.M):
            yield f"{name} does not take the workspace's lints"


def sources(meta):
    """Checks that all locked packages come from crates.io or from this repository."""
    for package in meta["packages"]:
        if package["source"] not in (None, "registry+https://github.com/rust-lang/crates.io-index"):
            yield f"{package['name']} comes from {package['source']}"


def tests_ran(meta, log):
    """Checks that every crate under crates/ has tests, and that all its test programs are in the log of `cargo test`."""
    command = ["cargo", "test", "--no-run", "--message-format", "json", "--locked"]
    built = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    programs = {}
    for line in built.splitlines():
        message = json.loads(line)
        if message.get("reason") == "compiler-artifact" and message.get("executable") and message["profile"]["test"]:
            programs.setdefault(message["package_id"], []).append(pathlib.Path(message["executable"]).name)
    text = pathlib.Path(log).read_text()
    ran = {}
    for program, count in re.findall(r"Running .*?/([^/()]+)\)\n.*?\nrunning (\d+) test", text, re.S):
        ran[program] = int(count)
    for name, package in members(meta).items():
        own = programs.get(package["id"], [])
        for program in own:
            if program not in ran:
                yield f"{name}: {program} did not run"
        if sum(ran.get(program, 0) for program in own) == 0:
            yield f"{name}: no test ran"


def main():
    meta = metadata()
    if sys.argv[1:2] == ["tests-ran"]:
        faults = list(tests_ran(meta, sys.argv[2]))
    else:
        faults = [fault for check in (dependencies, program_features, rust_versions, lengths, sizes, front_pages, crates_of_others, links, unsafe_code, circles_of_files, sources) for fault in check(meta)]
    for fault in faults:
        print(f"check: {fault}", file=sys.stderr)
    sys.exit(1 if faults else 0)


main()
