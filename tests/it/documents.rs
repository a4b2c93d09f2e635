//! What the documents show is what the program does.

use std::fs;

use crate::program::{Folder, root, text_of};

/// The first fenced block of `text` after the line `<!-- name -->`.
fn block<'a>(text: &'a str, name: &str) -> &'a str {
    let marker = format!("<!-- {name} -->\n");
    let (_, after) = text.split_once(&marker).unwrap_or_else(|| panic!("no {marker}"));
    let fence: String = after.chars().take_while(|&char| char == '`').collect();
    assert!(fence.len() >= 3, "no fence after {marker}");
    let (_, after) = after.split_once('\n').unwrap();
    let (block, _) = after.split_once(&format!("\n{fence}")).unwrap();
    block
}

/// Holds the block `name` of the README against `output`; `UPDATE_EXPECT=1` writes it instead.
#[track_caller]
fn readme_shows(name: &str, output: &str) {
    let readme = text_of("README.md");
    let (shown, output) = (block(&readme, name), output.trim_end());
    if std::env::var_os("UPDATE_EXPECT").is_some_and(|value| value == "1") {
        let start = shown.as_ptr() as usize - readme.as_ptr() as usize;
        let mut updated = readme.clone();
        updated.replace_range(start..start + shown.len(), output);
        fs::write(root().join("README.md"), updated).unwrap();
    } else {
        assert_eq!(shown, output);
    }
}

#[test]
fn the_readme_shows_what_the_program_prints() {
    let folder = Folder::new();
    let briefing = folder.run(&["make", "seeds/*.txt", "-f", "text"]).exits(0);
    readme_shows("briefing of the seeds", &briefing.stdout);
    readme_shows("daybrief --help", &folder.run(&["--help"]).exits(0).stdout);
}

#[test]
fn the_readme_shows_a_valid_configuration() {
    let folder = Folder::new();
    folder.put("daybrief.toml", block(&text_of("README.md"), "daybrief.toml"));
    folder.run(&["config", "check"]).exits(0);
}

#[test]
fn the_commands_of_the_first_screen_are_those_that_are_checked() {
    let readme = text_of("README.md");
    let script = text_of(".ci/run");
    for command in ["cargo run --release -- make seeds/*.txt", "cargo test"] {
        assert!(readme.contains(command), "README.md does not show {command}");
        assert!(script.contains(command), ".ci/run does not run {command}");
    }
}

#[test]
fn the_documents_that_the_readme_names_exist() {
    let readme = text_of("README.md");
    let links = readme.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let mut n_links = 0;
    for link in links.filter(|link| !link.contains("://") && !link.starts_with('#')) {
        assert!(root().join(link).exists(), "README.md names {link}");
        n_links += 1;
    }
    assert!(n_links > 0);
}

#[test]
fn a_block_is_found_by_its_name() {
    let text = "a\n<!-- one -->\n```sh\nb\n```\n<!-- two -->\n````md\nc\n```\nd\n```\n````\n";
    assert_eq!(block(text, "one"), "b");
    assert_eq!(block(text, "two"), "c\n```\nd\n```");
}
