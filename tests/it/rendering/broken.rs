//! Templates that cannot be used, through the command: what is wrong and where, exit 1, no file.

use crate::program::{Folder, SEEDS};

/// The message on a template `text` in place of the page's, which writes nothing.
fn refused(text: &str) -> String {
    let folder = Folder::new();
    folder.put("mine/briefing.hbs", text);
    folder.put("mine/loop_a.hbs", "a\n{{> loop_b}}");
    folder.put("mine/loop_b.hbs", "{{> loop_a}}");
    for command in ["make", "summarize"] {
        let args = [command, SEEDS[0], "-o", "page.html", "--template", "mine"];
        let output = folder.run(&args).exits(1);
        assert!(output.stdout.is_empty(), "{}", output.stdout);
        assert!(!folder.path().join("page.html").exists(), "{text:.80}");
        if command == "summarize" {
            return output.stderr;
        }
    }
    unreachable!("it has returned")
}

#[test]
fn a_broken_template_is_named_with_its_line_and_leaves_no_file() {
    let deep = format!("\n{}{}", "{{#if title}}".repeat(10_000), "{{/if}}".repeat(10_000));
    let endless = format!(
        "\n{}{}{}",
        "{{#each @root.topics.[0].extracts}}".repeat(12),
        "x".repeat(1_000),
        "{{/each}}".repeat(12)
    );
    let silent = endless.replace(&"x".repeat(1_000), "");
    let cases = [
        ("a\n{{> nowhere}}", "briefing.hbs:2:1: there is no partial nowhere"),
        ("{{> loop_a}}", "loop_b.hbs:1:1: the partial loop_a includes itself"),
        (deep.as_str(), "briefing.hbs:2:833: blocks or sub-expressions nest deeper than 64"),
        ("\n\n{{> ../../etc/passwd}}", "briefing.hbs:3:1: a partial is included by its plain name"),
        (endless.as_str(), "briefing.hbs:2:421: it writes more than 64 MiB"),
        (silent.as_str(), "briefing.hbs:2:386: more than 1000000 passes through loops"),
        ("\n{{shout title}}", "briefing.hbs:2:1: there is no helper shout"),
    ];
    for (text, message) in cases {
        let said = refused(text);
        assert!(said.contains(&format!("error: cannot use template mine/{message}")), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
}

#[test]
fn check_finds_an_unknown_field_before_a_reader_does() {
    let folder = Folder::new();
    folder.put("mine/extract.hbs", "a\n  {{txet}}");
    let output = folder.run(&["templates", "check", "mine"]).exits(1);
    assert!(
        output
            .stderr
            .contains("mine/extract.hbs:2:3: there is no field txet here (did you mean text?)"),
        "{}",
        output.stderr
    );
}
