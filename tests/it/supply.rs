//! What daybrief is built of, without asking anyone: where each package comes from, under which
//! license, whether an advisory is known of it, and that no line of daybrief's own is `unsafe`.
//!
//! `supply/packages.toml` holds what is allowed. An advisory that is not written down there, and a
//! version that was withdrawn, cannot be seen from here.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use serde::Deserialize;
use serde_json::Value;

use crate::program::{files_below, root, text_of};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Allowed {
    licenses: Vec<String>,
    doubles: Vec<String>,
    advisories: Vec<Advisory>,
    refused: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advisory {
    package: String,
    ids: Vec<String>,
    fixed: String,
}

#[derive(Deserialize)]
struct Lock {
    package: Vec<Package>,
}

/// A package of a lock file.
#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    source: Option<String>,
    checksum: Option<String>,
}

fn allowed() -> Allowed {
    toml::from_str(&text_of("tests/it/supply/packages.toml")).unwrap()
}

/// The lock files of the repository with their packages.
fn locks() -> Vec<(&'static str, Vec<Package>)> {
    let files = ["Cargo.lock", "fuzz/Cargo.lock", "bindings/python/Cargo.lock"].into_iter();
    let present = files.filter(|file| root().join(file).exists());
    present.map(|file| (file, parsed(&text_of(file)))).collect()
}

fn parsed(lock: &str) -> Vec<Package> {
    toml::from_str::<Lock>(lock).unwrap().package
}

/// The numbers of a version.
fn numbers(version: &str) -> Vec<u64> {
    let plain = version.split(['-', '+']).next().unwrap_or_default();
    plain.split('.').map(|number| number.parse().unwrap()).collect()
}

#[test]
fn every_package_comes_from_the_registry_with_its_checksum() {
    for (file, packages) in locks() {
        assert!(packages.len() > 100, "{file} is not what it was");
        assert_eq!(strangers(&packages), [""; 0], "{file}");
    }
}

/// Packages from elsewhere, or without the sum that a changed one would not have.
fn strangers(packages: &[Package]) -> Vec<&str> {
    let is_ours = |package: &&Package| {
        let names = ["daybrief", "daybrief-fuzz", "daybrief-python"];
        package.source.is_none() && names.contains(&&*package.name)
    };
    let is_known = |package: &&Package| {
        let source = package.source.as_deref().unwrap_or_default();
        let is_sum = |sum: &String| sum.len() == 64;
        source.starts_with("registry+")
            && source.ends_with("/crates.io-index")
            && package.checksum.as_ref().is_some_and(is_sum)
    };
    let strange = packages.iter().filter(|package| !is_ours(package) && !is_known(package));
    strange.map(|package| package.name.as_str()).collect()
}

#[test]
fn no_package_has_an_open_advisory() {
    let allowed = allowed();
    for (file, packages) in locks() {
        assert_eq!(open_advisories(&packages, &allowed), [""; 0], "{file}");
    }
}

fn open_advisories(packages: &[Package], allowed: &Allowed) -> Vec<String> {
    let mut open = Vec::new();
    for Package { name, version, .. } in packages {
        if let Some(why) = allowed.refused.get(name) {
            open.push(format!("{name}: {why}"));
        }
        let of_it = allowed.advisories.iter().filter(|advisory| advisory.package == *name);
        for Advisory { ids, fixed, .. } in of_it {
            if numbers(version) < numbers(fixed) {
                open.push(format!("{name} {version}: {} (fixed in {fixed})", ids.join(", ")));
            }
        }
    }
    open
}

#[test]
fn no_package_is_built_twice_unforeseen() {
    let lock = parsed(&text_of("Cargo.lock"));
    let mut seen = BTreeSet::new();
    let twice = lock.iter().filter(|package| !seen.insert(&package.name));
    let twice: BTreeSet<&str> = twice.map(|package| package.name.as_str()).collect();
    let allowed = allowed();
    let known: BTreeSet<&str> = allowed.doubles.iter().map(String::as_str).collect();
    assert_eq!(twice, known, "tests/it/supply/packages.toml lists what is built twice");
}

#[test]
fn every_license_is_allowed() {
    let host = output("rustc", &["-vV"]);
    let host = host.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let args = ["metadata", "--offline", "--locked", "--format-version", "1", "--filter-platform"];
    let metadata: Value =
        serde_json::from_str(&output(env!("CARGO"), &[&args[..], &[host]].concat())).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 100, "{} packages", packages.len());
    let allowed = allowed().licenses;
    for package in packages {
        let license = package["license"].as_str().unwrap_or_default();
        assert!(is_allowed(license, &allowed), "{}: license {license:?}", package["name"]);
    }
}

fn output(program: &str, args: &[&str]) -> String {
    let output = Command::new(program).args(args).current_dir(root()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Whether the terms of `license`, an expression of names, AND, OR and parentheses, can be met by
/// what is `allowed`; AND binds more tightly than OR, for which old expressions have a slash.
fn is_allowed(license: &str, allowed: &[String]) -> bool {
    let license = license.replace('/', " OR ");
    let mut depth = 0_usize;
    let mut parts = vec![String::new()];
    for word in license.replace('(', " ( ").replace(')', " ) ").split_whitespace() {
        match word {
            "OR" if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            _ => {}
        }
        let part = parts.last_mut().unwrap();
        part.push_str(if part.is_empty() { "" } else { " " });
        part.push_str(word);
    }
    let is_met = |part: &String| {
        let terms = part.split(" AND ").map(|term| term.trim_matches([' ', '(', ')']));
        if part.contains('(') && part.contains(" OR ") {
            // One group and names beside it: no license in use nests more deeply.
            let (before, rest) = part.split_once('(').unwrap();
            let (group, after) = rest.rsplit_once(')').unwrap();
            let beside = [before, after].join(" ");
            let mut beside = beside.split("AND").map(str::trim).filter(|name| !name.is_empty());
            return is_allowed(group, allowed) && beside.all(|name| is_allowed(name, allowed));
        }
        let mut terms = terms.peekable();
        terms.peek().is_some() && terms.all(|term| allowed.iter().any(|name| name == term))
    };
    parts.iter().any(is_met)
}

#[test]
fn no_line_of_ours_is_unsafe() {
    let manifest: toml::Table = toml::from_str(&text_of("Cargo.toml")).unwrap();
    assert_eq!(manifest["lints"]["rust"]["unsafe_code"].as_str(), Some("forbid"));
    assert!(!root().join("build.rs").exists(), "a build script runs what no lint sees");
    for folder in ["src", "benches", "examples", "tests"] {
        let is_rust = |file: &String| Path::new(file).extension().is_some_and(|end| end == "rs");
        for file in files_below(&root().join(folder)).into_iter().filter(is_rust) {
            let text = text_of(&format!("{folder}/{file}"));
            // No package has such an attribute either, which would overrule the manifest.
            assert!(!text.contains(&["allow(", "unsafe_code"].concat()), "{folder}/{file}");
        }
    }
}

#[test]
fn what_is_not_allowed_is_found() {
    let package = |name: &str, version: &str, source: Option<&str>| Package {
        name: name.into(),
        version: version.into(),
        source: source.map(str::to_owned),
        checksum: Some("0".repeat(64)),
    };
    let registry = Some("registry+https://example.org/crates.io-index");
    let git = Some("git+https://example.org/zip");
    let packages = [
        package("quick-xml", "0.40.9", registry),
        package("rustls", "0.23.46", registry),
        package("paste", "1.0.15", None),
        package("zip", "8.9.10", git),
        Package { checksum: None, ..package("toml", "1.2.1+spec-1.1.0", registry) },
        package("daybrief", "0.1.0", None),
    ];
    assert_eq!(strangers(&packages), ["paste", "zip", "toml"]);
    let expected = [
        "quick-xml 0.40.9: RUSTSEC-2026-0194, RUSTSEC-2026-0195 (fixed in 0.41.0)",
        "paste: RUSTSEC-2024-0436",
        "zip 8.9.10: RUSTSEC-2025-0168, RUSTSEC-2026-0367, RUSTSEC-2026-0368, RUSTSEC-2026-0369 \
         (fixed in 9.0.4)",
    ];
    assert_eq!(open_advisories(&packages, &allowed()), expected);
    let allowed = allowed().licenses;
    for license in ["MIT", "MIT/X11", "GPL-3.0 OR MIT", "(MIT OR GPL-3.0) AND Unicode-3.0"] {
        assert!(is_allowed(license, &allowed), "{license}");
    }
    for license in ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT OR ISC) AND GPL-3.0", "(GPL-3.0)"] {
        assert!(!is_allowed(license, &allowed), "{license}");
    }
}
