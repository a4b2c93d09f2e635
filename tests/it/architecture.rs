//! The rules of `docs/architecture.md` that can be read off the text: who imports whom, how long
//! a file is, how floats are compared. Each rule is proven on a made-up offender, too.

use std::path::Path;

use crate::program::{files_below, root, text_of};

/// The modules in the order of `lib.rs`, each with those it may import.
const MODULES: &[(&str, &[&str])] = &[
    ("error", &[]),
    ("model", &["error"]),
    ("read", &["error", "model"]),
    ("segment", &["error", "model"]),
    ("analyze", &["error", "model"]),
    ("cluster", &["error", "model", "analyze"]),
    ("score", &["error", "model", "analyze"]),
    ("select", &["error", "model", "analyze"]),
    ("order", &["error", "model", "analyze"]),
    ("cite", &["error", "model", "analyze"]),
    ("describe", &["error", "model", "analyze"]),
    ("track", &["error", "model", "analyze"]),
    ("explain", &["error", "model", "analyze", "select"]),
    ("compose", &["error", "model"]),
    ("render", &["error", "model"]),
    ("verify", &["error", "model"]),
    (
        "pipeline",
        &[
            "error", "model", "segment", "analyze", "cluster", "score", "select", "order", "cite",
            "describe", "track", "explain", "compose",
        ],
    ),
    ("evaluate", &["error", "model", "segment", "analyze"]),
    ("store", &["error", "model"]),
    ("fetch", &["error", "model", "read"]),
    // It asks the store for what a page shows: the same types behind a trait would say it twice.
    ("serve", &["error", "model", "render", "store"]),
    (
        "cli",
        &[
            "error", "model", "read", "segment", "analyze", "cluster", "score", "select", "order",
            "cite", "describe", "track", "explain", "compose", "render", "verify", "pipeline",
            "evaluate", "store", "fetch", "serve",
        ],
    ),
];

/// Lines that a file of `src/` may have.
const MAX_LINES: usize = 600;

/// Every source file of the library with its text.
fn sources() -> Vec<(String, String)> {
    let is_source = |file: &String| Path::new(file).extension().is_some_and(|end| end == "rs");
    let files = files_below(&root().join("src")).into_iter().filter(is_source);
    files.map(|file| (file.clone(), text_of(&format!("src/{file}")))).collect()
}

/// What `check` finds in any source file, with the file's name.
fn findings(check: impl Fn(&str, &str) -> Vec<String>) -> Vec<String> {
    let sources = sources();
    assert!(sources.len() > 20, "the sources are not where they were");
    let finding = |(file, text): &(String, String)| {
        let found = check(file, text);
        found.into_iter().map(|found| format!("src/{file}: {found}")).collect::<Vec<_>>()
    };
    sources.iter().flat_map(finding).collect()
}

#[test]
fn modules_import_only_what_they_may() {
    assert_eq!(findings(wrong_imports), [""; 0]);
}

#[test]
fn modules_stand_in_reading_order() {
    let names: Vec<&str> = MODULES.iter().map(|(name, _)| *name).collect();
    assert_eq!(declared_modules(&text_of("src/lib.rs")), names);
    for (at, (name, imports)) in MODULES.iter().enumerate() {
        for import in *imports {
            assert!(names.iter().take(at).any(|name| name == import), "{name} imports {import}");
        }
    }
}

#[test]
fn files_are_short() {
    assert_eq!(findings(|_, text| too_long(text)), [""; 0]);
}

#[test]
fn floats_compare_with_total_cmp() {
    assert_eq!(findings(|_, text| partial_comparisons(text)), [""; 0]);
}

#[test]
fn files_are_written_and_sockets_opened_in_one_place_each() {
    assert_eq!(findings(stray_effects), [""; 0]);
}

#[test]
fn every_file_says_what_it_is_for() {
    assert_eq!(findings(|_, text| missing_head(text)), [""; 0]);
}

/// The top-level modules that `text`, a file of the module at `path`, imports and may not. Tests,
/// which stand last in a file, may import anything.
fn wrong_imports(path: &str, text: &str) -> Vec<String> {
    let module = path.split(['/', '.']).next().unwrap_or_default();
    let allowed = match module {
        "lib" => return Vec::new(),
        "main" => &["cli"][..],
        _ => match MODULES.iter().find(|(name, _)| *name == module) {
            Some((_, allowed)) => allowed,
            None => return vec![format!("{module} is no module of the architecture")],
        },
    };
    let code = code(text);
    let found = imports(&code, "crate").into_iter().chain(imports(&code, "daybrief"));
    let wrong = found.filter(|name| name != module && !allowed.contains(&name.as_str()));
    wrong.map(|name| format!("{module} must not know {name}")).collect()
}

/// `text` without comments and without its tests.
fn code(text: &str) -> String {
    let lines = text.lines().take_while(|line| !line.starts_with("#[cfg(test)]"));
    lines
        .map(|line| line.find("//").and_then(|at| line.get(..at)).unwrap_or(line))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The first name of every path of `code` that begins with `root::`, of each branch where it
/// begins with `root::{`.
fn imports(code: &str, root: &str) -> Vec<String> {
    let start = format!("{root}::");
    let mut names = Vec::new();
    for (at, _) in code.match_indices(&start) {
        let before = code.get(..at).and_then(|before| before.chars().next_back());
        if before.is_some_and(|before| before.is_alphanumeric() || before == '_' || before == ':') {
            continue;
        }
        let rest = code.get(at + start.len()..).unwrap_or_default();
        match rest.strip_prefix('{') {
            None => names.push(name(rest)),
            Some(branches) => {
                names.extend(outer_branches(branches).iter().map(|branch| name(branch)));
            }
        }
    }
    names
}

/// The branches of `a, b::{c, d}, e} …`, without what is deeper: `a`, `b::{`, `e`.
fn outer_branches(text: &str) -> Vec<String> {
    let mut branches = vec![String::new()];
    let mut depth = 0_usize;
    for char in text.chars() {
        match char {
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            '{' => depth += 1,
            ',' if depth == 0 => branches.push(String::new()),
            _ if depth == 0 => branches.last_mut().unwrap().push(char),
            _ => {}
        }
    }
    branches.retain(|branch| !branch.trim().is_empty());
    branches
}

fn name(path: &str) -> String {
    path.trim_start().chars().take_while(|char| char.is_alphanumeric() || *char == '_').collect()
}

fn declared_modules(lib: &str) -> Vec<&str> {
    lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect()
}

fn too_long(text: &str) -> Vec<String> {
    let n_lines = text.lines().count();
    if n_lines > MAX_LINES { vec![format!("{n_lines} lines")] } else { Vec::new() }
}

/// Lines that call `partial_cmp`; only an implementation of the trait may name it.
fn partial_comparisons(text: &str) -> Vec<String> {
    let calls = text.lines().zip(1..).filter(|(line, _)| {
        line.contains("partial_cmp") && !line.trim_start().starts_with("fn partial_cmp(")
    });
    calls.map(|(_, number)| format!("partial_cmp in line {number}")).collect()
}

/// What may be done in one file alone, and in which: files replaced as a whole and never through a
/// link, connections made to addresses that were checked, loopback listened on, panics caught.
const EFFECTS: &[(&[&str], &[&str])] = &[
    (
        &["fs::write", "File::create", "OpenOptions", "fs::rename", "fs::copy", "tempfile"],
        &["cli/output.rs"],
    ),
    (&["fs::hard_link", "fs::symlink(", "fs::remove"], &[]),
    (&["TcpStream::connect", "UdpSocket", "ToSocketAddrs", "to_socket_addrs"], &[]),
    (&["ureq::"], &["fetch/client.rs", "fetch/resolver.rs"]),
    (&["TcpListener::bind"], &["serve/mod.rs"]),
    // The parser of PDF panics on files that are damaged, of which no hook is to hear.
    (&["catch_unwind", "set_hook"], &["error/bug.rs", "read/pdf.rs"]),
    (&["Connection::open(", "open_with_flags"], &["store/mod.rs"]),
];

/// Effects of the file at `path` that belong elsewhere; tests may do what they like.
fn stray_effects(path: &str, text: &str) -> Vec<String> {
    let code = code(text);
    let elsewhere = EFFECTS.iter().filter(|(_, places)| !places.contains(&path));
    let names = elsewhere.flat_map(|(names, places)| names.iter().map(move |name| (name, places)));
    let found = names.filter(|(name, _)| code.contains(**name));
    found.map(|(name, places)| format!("{name} belongs into {places:?}")).collect()
}

fn missing_head(text: &str) -> Vec<String> {
    if text.starts_with("//! ") { Vec::new() } else { vec!["no //! paragraph at its head".into()] }
}

#[test]
fn a_wrong_import_is_found_however_it_is_written() {
    let wrong = |path, text| wrong_imports(path, text).join("; ");
    assert_eq!(wrong("score/a.rs", "use crate::render;"), "score must not know render");
    assert_eq!(wrong("render/a.rs", "fn a() { crate::score::b() }"), "render must not know score");
    assert_eq!(
        wrong(
            "segment/mod.rs",
            "use crate::{\n    error::Error,\n    model::{Span, Topic},\n    analyze::Terms,\n};"
        ),
        "segment must not know analyze"
    );
    assert_eq!(wrong("pipeline.rs", "use crate::read::Input;"), "pipeline must not know read");
    assert_eq!(wrong("order/mod.rs", "use crate::Warning;"), "order must not know Warning");
    assert_eq!(wrong("main.rs", "daybrief::pipeline::brief()"), "main must not know pipeline");
    assert_eq!(wrong("helpers.rs", ""), "helpers is no module of the architecture");
}

#[test]
fn right_imports_pass() {
    let wrong = |path, text| wrong_imports(path, text).join("; ");
    assert_eq!(wrong("score/a.rs", "use crate::{analyze::Terms, model, score::b};"), "");
    assert_eq!(wrong("score/a.rs", "//! As [`crate::render`] shows.\n/// crate::render"), "");
    assert_eq!(wrong("score/a.rs", "#[cfg(test)]\nmod tests { use crate::segment; }"), "");
    assert_eq!(wrong("score/a.rs", "use other_crate::render;"), "");
    assert_eq!(wrong("main.rs", "daybrief::cli::run()"), "");
}

#[test]
fn the_other_rules_find_their_offenders() {
    let write = "fn a() { std::fs::write(path, text) }";
    assert_eq!(
        stray_effects("cli/folder.rs", write),
        ["fs::write belongs into [\"cli/output.rs\"]"]
    );
    assert_eq!(stray_effects("cli/output.rs", write), [""; 0]);
    assert_eq!(stray_effects("a.rs", &format!("#[cfg(test)]\n{write}")), [""; 0]);
    assert_eq!(too_long(&"\n".repeat(MAX_LINES)), [""; 0]);
    assert_eq!(too_long(&"\n".repeat(MAX_LINES + 1)), ["601 lines"]);
    assert_eq!(partial_comparisons("    fn partial_cmp(&self) {"), [""; 0]);
    assert_eq!(partial_comparisons("a\nb.partial_cmp(&c)"), ["partial_cmp in line 2"]);
    assert_eq!(missing_head("use a;\n//! Too late."), ["no //! paragraph at its head"]);
    assert_eq!(declared_modules("pub mod a;\n#[cfg(b)]\npub mod c;\npub use d;"), ["a", "c"]);
}
