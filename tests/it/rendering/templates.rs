//! Users' templates: what they replace, what they may not do, what they are told.

use std::fs;

use daybrief::render::{self, Format, Template};

use super::sample::{rich, sample};

fn with(texts: &[(&str, &str)]) -> Result<Template, String> {
    Template::builtin(Format::Html).with(texts.iter().copied()).map_err(|error| error.to_string())
}

fn written(texts: &[(&str, &str)]) -> Result<String, String> {
    render::briefing(&sample(), &with(texts)?).map_err(|error| error.to_string())
}

#[test]
fn a_folder_replaces_partials_one_by_one() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("html")).unwrap();
    fs::write(folder.path().join("extract.hbs"), "[general {{text}}]").unwrap();
    fs::write(folder.path().join("html/extract.hbs"), "[{{> mine}}]").unwrap();
    fs::write(folder.path().join("html/mine.hbs"), "my {{prefix text 7}}").unwrap();
    fs::write(folder.path().join("notes.txt"), "{{no template").unwrap();
    let page =
        render::briefing(&sample(), &Template::load(Format::Html, folder.path()).unwrap()).unwrap();
    assert!(page.contains("<li id=\"s2-17\">[my Russian]</li>"), "{page}");
    assert!(page.contains("role=\"doc-endnotes\""), "the others stay");
    let markdown =
        render::briefing(&sample(), &Template::load(Format::Markdown, folder.path()).unwrap())
            .unwrap();
    assert!(markdown.contains("[general Russian President"));
}

#[test]
fn a_file_replaces_the_main_template() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("small.hbs");
    fs::write(&file, "{{#each topics}}{{label}}: {{len extracts}}\n{{/each}}").unwrap();
    let page =
        render::briefing(&sample(), &Template::load(Format::Markdown, &file).unwrap()).unwrap();
    assert_eq!(page, "Putin and Xi discuss ties with the US: 5\n");
}

#[test]
fn a_path_that_holds_no_template_is_said_to_hold_none() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().display();
    let message =
        |format, path: &std::path::Path| Template::load(format, path).unwrap_err().to_string();
    assert_eq!(
        message(Format::Html, folder.path()),
        format!("cannot use template {path}: the folder holds no .hbs file for html")
    );
    assert_eq!(
        message(Format::Json, folder.path()),
        format!(
            "cannot use template {path}: json has no templates (html, markdown, mail, epub have)"
        )
    );
    let file = folder.path().join("a.hbs");
    assert!(
        message(Format::Html, &file)
            .starts_with(&format!("cannot use template {path}/a.hbs: no such file"))
    );
    fs::write(&file, b"\xff").unwrap();
    assert_eq!(
        message(Format::Html, &file),
        format!("cannot use template {path}/a.hbs: not UTF-8 at byte 0")
    );
}

#[test]
fn the_policy_follows_a_replaced_style() {
    let page = written(&[("style", "p{color:{{#if date}}red{{/if}}}")]).unwrap();
    assert!(page.contains("<style>p{color:red}</style>"));
    // printf 'p{color:red}' | openssl dgst -sha256 -binary | base64
    assert!(page.contains("'sha256-p0bF+un5yUb9MBO6xRb8kPHlY2BdpHVtLiFkDrZPF64='"), "{page}");
    let failed = written(&[("style", "</STYLE><b>")]).unwrap_err();
    assert_eq!(failed, "cannot use template style.hbs: a style sheet cannot hold </style");
}

#[test]
fn what_could_end_the_process_is_refused() {
    let blocks = |n: usize| format!("{}{}", "{{#if title}}".repeat(n), "{{/if}}".repeat(n));
    let expressions =
        |n: usize| format!("{{{{#if {}title{}}}}}x{{{{/if}}}}", "(not ".repeat(n), ")".repeat(n));
    assert!(written(&[("briefing", &blocks(64))]).is_ok());
    assert!(written(&[("briefing", &expressions(63))]).is_ok());
    let deep = [
        blocks(65),
        blocks(50_000),
        expressions(65),
        expressions(50_000),
        "{{#if title}}".repeat(50_000),
        format!("{{{{#if a}}}}{}{{{{/if}}}}", "{{else if a}}".repeat(50_000)),
        format!("{}{}", "{{ ~ # if title}}".repeat(50_000), "{{/if}}".repeat(50_000)),
        format!("{}{}", "{{^title}}".repeat(50_000), "{{/title}}".repeat(50_000)),
    ];
    for template in deep {
        let error = with(&[("briefing", &template)]).unwrap_err();
        assert!(error.contains("nest deeper than 64 levels"), "{error}");
    }
    let hidden = [
        format!("{}{}", "{{#if title}}\\{{/if}}".repeat(5_000), "{{/if}}".repeat(5_000)),
        format!("{}{}", "{{#if title}}{{\"{{/if}}\"}}".repeat(5_000), "{{/if}}".repeat(5_000)),
        format!("{{{{lookup {}1{} 0}}}}", "[".repeat(5_000), "]".repeat(5_000)),
        format!("{{{{lookup {}1{} 0}}}}", "{\"a\":".repeat(5_000), "}".repeat(5_000)),
        format!("{{{{lookup [\"] {}title{} }}}}", "(not ".repeat(5_000), ")".repeat(5_000)),
    ];
    for template in hidden {
        assert!(with(&[("briefing", &template)]).is_err());
    }
}

#[test]
fn partials_that_never_end_are_refused() {
    let cases = [
        (
            vec![("extract", "{{> extract}}")],
            "cannot use template extract.hbs:1:1: the partial extract includes itself",
        ),
        (
            vec![("briefing", "\n {{> a}}"), ("a", "{{> b}}"), ("b", "{{> a }}")],
            "cannot use template b.hbs:1:1: the partial a includes itself",
        ),
        (
            vec![("briefing", "{{> nowhere}}")],
            "there is no partial nowhere (there are also, article, brief, briefing, changed, explanation, extract, head, heat, made, named, overview, paragraph, parts, place, points, sentence, since, sources, steps, strip, style, topic)",
        ),
        (vec![("briefing", "{{> ../extract}}")], "a partial is included by its plain name"),
        (
            vec![("briefing", "{{> (lookup this \"title\")}}")],
            "a partial is included by its plain name",
        ),
        (
            vec![("briefing", "{{#*inline \"a\"}}{{> a}}{{/inline}}{{> a}}")],
            "partials cannot be defined inside a template",
        ),
        (
            vec![("briefing", "{{#> a}}{{> @partial-block}}{{/a}}"), ("a", "{{> @partial-block}}")],
            "a partial is included by its plain name",
        ),
    ];
    for (texts, reason) in cases {
        let error = with(&texts).unwrap_err();
        assert!(error.contains(reason), "{error}");
    }
    let chain: Vec<(String, String)> = (0..40)
        .map(|n| (format!("p{n}"), format!("{{{{> p{}}}}}", n + 1)))
        .chain([("p40".into(), String::new()), ("briefing".into(), "{{> p0}}".into())])
        .collect();
    let texts: Vec<(&str, &str)> =
        chain.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    assert!(with(&texts).unwrap_err().contains("deeper than 32 levels"));
    let twice: Vec<(String, String)> = (0..30)
        .map(|n| (format!("p{n}"), format!("{{{{> p{0}}}}}{{{{> p{0}}}}}", n + 1)))
        .chain([("p30".into(), String::new()), ("briefing".into(), "{{> p0}}".into())])
        .collect();
    let texts: Vec<(&str, &str)> =
        twice.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    assert!(with(&texts).unwrap_err().contains("more than 10000 partials are included"));
}

#[test]
fn a_page_without_end_is_cut_off() {
    let text = "x".repeat(1_000_000);
    let loops = format!("{}{text}{}", "{{#each @root.sources}}".repeat(8), "{{/each}}".repeat(8));
    let error = written(&[("briefing", &loops)]).unwrap_err();
    assert_eq!(
        error,
        "cannot use template briefing.hbs:1:185: it writes more than 64 MiB (look for a loop inside a loop)"
    );
}

#[test]
fn a_page_that_loops_and_writes_nothing_ends() {
    let (open, close) = ("{{#each @root.topics.[0].extracts}}", "{{/each}}");
    let loops = format!("\n{}{}", open.repeat(12), close.repeat(12));
    let error = written(&[("briefing", &loops)]).unwrap_err();
    assert!(error.starts_with("cannot use template briefing.hbs:2:"), "{error}");
    assert!(error.contains("more than 1000000 passes through loops"), "{error}");
    assert!(written(&[("briefing", &format!("{}{}", open.repeat(6), close.repeat(6)))]).is_ok());
}

#[test]
fn a_partial_sees_what_is_around_it_and_what_it_is_handed() {
    let page = written(&[
        (
            "briefing",
            "{{#each topics}}{{> a}}{{> b mine=documents}}{{#each documents}}{{> c}}{{/each}}{{/each}}",
        ),
        ("a", "{{id}} {{@index}} {{@root.title}}\n"),
        ("b", "{{#each mine}}{{this}}{{/each}} {{independent}}{{> d}}\n"),
        ("c", "{{@index}}{{this}}{{../independent}} "),
        ("d", "{{> e mine=\"again\"}}{{#each mine}}.{{/each}}"),
        ("e", "{{mine}}"),
    ]);
    let expected = "putin-and-xi-discuss-ties-with-the-us 0 Daily brief\n12 2again..\n012 122 ";
    assert_eq!(page.unwrap(), expected);
}

#[test]
fn text_cannot_be_written_unescaped() {
    for template in
        ["{{{title}}}", "{{&title}}", "{{~{title}~}}", "{{ & title}}", "{{{{raw}}}}{{{{/raw}}}}"]
    {
        let error = with(&[("briefing", template)]).unwrap_err();
        assert_eq!(
            error,
            "cannot use template briefing.hbs:1:1: text can only be written escaped (write {{x}}, not {{{x}}} or {{&x}})"
        );
    }
}

#[test]
fn faults_are_named_with_their_place() {
    let cases = [
        (
            "a\n  {{#if title}}",
            "cannot use template briefing.hbs:2:3: the block {{#if}} is not closed (add {{/if}})",
        ),
        ("{{/if}}", "cannot use template briefing.hbs:1:1: {{/if}} closes no block"),
        ("{{ }}", "cannot use template briefing.hbs:1:1: the tag is empty"),
        (
            "{{a b.}}",
            "cannot use template briefing.hbs:1:7: handlebars does not understand this tag",
        ),
        (
            "a\n\n{{#if title}}{{/each}}",
            "cannot use template briefing.hbs:3:14: {{/each}} closes the block {{#if}}",
        ),
        ("a {{title", "cannot use template briefing.hbs:1:3: the tag has no end (}})"),
        ("a {{!-- b }}", "cannot use template briefing.hbs:1:3: the comment has no end (--}})"),
        (
            "a {{plural 1 \"b}}",
            "cannot use template briefing.hbs:1:3: a quotation mark \" is not closed",
        ),
        ("é{{shout title}}", "cannot use template briefing.hbs:1:2: there is no helper shout"),
        ("{{date title}}", "cannot use template briefing.hbs:1:1: date: Daily brief is no date"),
    ];
    for (template, message) in cases {
        let error = written(&[("briefing", template)]).unwrap_err();
        assert!(error.starts_with(message), "{error}");
    }
}

#[test]
fn check_names_fields_that_do_not_exist() {
    for format in Format::TEMPLATED {
        assert!(render::check(&Template::builtin(format)).is_empty());
    }
    let template = with(&[
        ("extract", "a\n{{txet}}"),
        ("sources", "{{#each sources}}\n{{#if titel}}x{{/if}}{{/each}}"),
        ("topic", "{{score.totl}}{{> extract}}"),
    ])
    .unwrap();
    let messages: Vec<String> = render::check(&template).iter().map(ToString::to_string).collect();
    let expected = [
        "cannot use template extract.hbs:2:1: there is no field txet here (did you mean text?)",
        "cannot use template sources.hbs:2:1: there is no field titel here (did you mean title or total?)",
        "cannot use template topic.hbs:1:1: there is no field score.totl here (did you mean title or total?)",
    ];
    assert_eq!(messages, expected);
    assert!(render::briefing(&rich(), &template).is_ok(), "a page is written all the same");
    let far = with(&[("extract", "{{weather}}")]).unwrap();
    let message = render::check(&far)[0].to_string();
    assert!(message.contains("no field weather here (there are schema, title, date,"), "{message}");
    let misplaced = with(&[("extract", "{{#if text}}\n{{label}}{{/if}}")]).unwrap();
    let messages: Vec<String> = render::check(&misplaced).iter().map(ToString::to_string).collect();
    assert_eq!(
        messages,
        [
            "cannot use template extract.hbs:2:1: there is no field label here (another object has it; @root.… starts at the top)"
        ]
    );
    let own = with(&[("extract", "{{#each citations as |place index|}}{{place.source}}{{@index}}{{index}}{{../text}}{{/each}}{{join @root.topics.[0].documents sep=\"a b\"}}")]).unwrap();
    assert_eq!(
        render::check(&own).iter().map(ToString::to_string).collect::<Vec<_>>(),
        Vec::<String>::new()
    );
}

#[test]
fn built_in_templates_can_be_listed() {
    let names: Vec<String> = render::builtin_sources()
        .iter()
        .map(|source| format!("{}/{}", source.format.name(), source.name))
        .collect();
    assert_eq!(names.len(), 51);
    assert!(names.contains(&"html/extract".into()));
    // A user's copy of the built-in text is the built-in layout.
    let copy: Vec<(&str, &str)> = render::builtin_sources()
        .iter()
        .filter(|source| source.format == Format::Html)
        .map(|source| (source.name, source.text))
        .collect();
    assert_eq!(
        written(&copy),
        render::briefing(&sample(), &Template::builtin(Format::Html))
            .map_err(|error| error.to_string())
    );
}
