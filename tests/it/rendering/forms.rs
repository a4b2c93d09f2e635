//! The other forms of a briefing: terminal text, Markdown in its kinds, messages, feeds, themes.

use daybrief::model::Briefing;
use daybrief::model::briefing::Status;
use daybrief::render::{
    self, Citations, Format, FrontMatter, Markdown, Style, Template, Terminal, Theme,
};

use super::rendered;
use super::sample::{rich, sample};

fn marked(briefing: &Briefing, citations: Citations) -> String {
    let markdown = Markdown { citations, ..Markdown::default() };
    let template = Template::builtin(Format::Markdown).marked(markdown);
    render::briefing(briefing, &template).unwrap()
}

#[test]
fn a_terminal_shows_every_part_and_no_sentence_twice() {
    let terminal = Terminal { width: 100, style: Style::Plain };
    let text = render::briefing(&rich(), &Template::terminal(terminal)).unwrap();
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "Bottom line",
        "Timeline May 2025: Xi visited Russia",
        "In their words “practically coincide” [3] — Yuri Ushakov",
        "How the sources differ Date • Xi visited Russia *in May last year*",
        "visit China *in the first half of 2026*",
        "Who and what is named People: Yuri Ushakov 3 Terms: first half of 2026",
        "What was skipped, and why",
    ] {
        assert!(flat.contains(part), "{part}\n{text}");
    }
    assert!(!flat.contains("Only in one"), "it stands in the timeline");
    for topic in rich().topics {
        for extract in &topic.extracts {
            assert_eq!(flat.matches(&extract.text).count(), 1, "{}", extract.text);
        }
    }
    assert_eq!(flat.matches("Xi visited Russia in May last year. [3]").count(), 1);
}

#[test]
fn a_terminal_says_where_a_dated_sentence_stands_already() {
    let mut briefing = rich();
    let topic = &mut briefing.topics[1];
    topic.timeline[0].text = topic.extracts[0].text.clone();
    topic.timeline[0].citations = topic.extracts[0].citations.clone();
    let text = rendered(&briefing, Format::Text);
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        flat.contains("May 2025: Both the British and Canadian prime ministers visited… (above)")
    );
}

#[test]
fn markdown_cites_by_footnotes_in_brackets_or_not_at_all() {
    let mut briefing = sample();
    briefing.sources[1].url = Some("https://example.org/b(2)".into());
    let inline = marked(&briefing, Citations::Inline);
    assert!(
        inline.contains("Board of Peace. [1] +[2](https://example.org/b%282%29)\n"),
        "{inline}"
    );
    assert!(inline.contains("\n## Sources\n\n1. 000_a552184e53155256, 4 February 2026,"));
    assert!(inline.contains("\n2. 002_e18daff00afa74a0") && !inline.contains("[^"));
    let none = marked(&briefing, Citations::None);
    assert!(none.contains("Board of Peace.\n") && !none.contains("number in brackets"), "{none}");
    assert!(none.contains("copied unchanged from one of the sources below.\n"));
    assert_eq!(marked(&briefing, Citations::Footnote), rendered(&briefing, Format::Markdown));
    for text in [inline, none] {
        assert!(!text.contains("\n\n\n") && !text.contains('\\'), "{text}");
    }
}

#[test]
fn a_topic_called_like_a_heading_of_ours_gets_a_number() {
    let mut briefing = rich();
    briefing.topics[0].label = "Sources".into();
    assert!(marked(&briefing, Citations::Inline).contains("\n## Sources (2)\n"));
}

#[test]
fn front_matter_says_title_date_tags_and_counts() {
    let mut briefing = rich();
    briefing.title = "The \"brief\": a\nb".into();
    let markdown = Markdown { front_matter: FrontMatter::Yaml, ..Markdown::default() };
    let template = Template::builtin(Format::Markdown).marked(markdown);
    let text = render::briefing(&briefing, &template).unwrap();
    let expected = "---\ntitle: \"The \\\"brief\\\": a\\u000ab\"\ndate: 2026-02-04\nlang: \"en\"\n\
                    tags: [\"yuri-ushakov\"]\ntopics: 2\nsources: 3\n---\n\n# The";
    assert!(text.starts_with(expected), "{text}");
}

#[test]
fn a_message_has_a_text_and_one_column_and_needs_no_clock() {
    let message = rendered(&rich(), Format::Email);
    assert_eq!(message, rendered(&rich(), Format::Email));
    assert!(message.contains("Subject: Daily brief, 4 February 2026\r\n"), "{message}");
    assert!(message.contains("Date: Wed, 4 Feb 2026 00:00:00 +0000\r\n"), "{message}");
    let parsed = mail_parser::MessageParser::default().parse(&message).unwrap();
    assert!(parsed.message_id().unwrap().ends_with("@daybrief.invalid"));
    let terminal = Terminal { width: 72, style: Style::Plain };
    let text = render::briefing(&rich(), &Template::terminal(terminal)).unwrap();
    assert_eq!(parsed.body_text(0).unwrap().replace("\r\n", "\n").trim_end(), text.trim_end());
    let page = parsed.body_html(0).unwrap();
    assert!(page.contains("max-width:640px") && page.contains("<h2 dir=\"auto\" style="));
    for absent in ["<style", "<script", "<img", "src=", "class="] {
        assert!(!page.contains(absent), "{absent}");
    }
    let mut other = rich();
    other.topics.pop();
    let other = rendered(&other, Format::Email);
    let id = |message: &str| {
        message.lines().find(|line| line.starts_with("Message-ID")).map(str::to_owned)
    };
    assert_ne!(id(&message), id(&other));
}

#[test]
fn a_feed_of_one_edition_keeps_its_names() {
    let feed = rendered(&rich(), Format::Atom);
    super::book::assert_well_formed("feed", &feed);
    assert_eq!(feed.matches("<entry>").count(), 1);
    assert_eq!(feed.matches("<updated>2026-02-04T00:00:00Z</updated>").count(), 2);
    let ids = |feed: &str| -> Vec<String> {
        feed.lines().filter(|line| line.starts_with("<id>")).map(str::to_owned).collect()
    };
    let mut later = rich();
    later.topics.pop();
    assert_eq!(ids(&feed), ids(&rendered(&later, Format::Atom)), "the edition of that day");
    later.date = "2026-02-05".parse().ok();
    let later = ids(&rendered(&later, Format::Atom));
    assert!(ids(&feed)[0] == later[0] && ids(&feed)[1] != later[1]);
}

#[test]
fn themes_change_the_style_sheet_alone() {
    let html = |theme| {
        let template = Template::builtin(Format::Html).themed(theme);
        render::briefing(&rich(), &template).unwrap()
    };
    let parts = |page: &str| {
        let (head, rest) = page.split_once("<style>").unwrap();
        let (style, tail) = rest.split_once("</style>").unwrap();
        let head = head.split("sha256-").next().unwrap().to_owned();
        (head, style.to_owned(), tail.to_owned())
    };
    let plain = parts(&html(Theme::Plain));
    assert_eq!(html(Theme::Plain), rendered(&rich(), Format::Html));
    for theme in [Theme::Newspaper, Theme::Compact] {
        let other = parts(&html(theme));
        assert_eq!((&plain.0, &plain.2), (&other.0, &other.2));
        assert!(other.1.len() > plain.1.len() && other.1.starts_with(&plain.1));
    }
}

/// What a reader is shown of `briefing`: of a message its page, of a book its chapter.
fn shown(briefing: &Briefing, format: Format) -> String {
    let bytes = render::file(briefing, &Template::builtin(format)).unwrap();
    match format {
        Format::Text => String::from_utf8(bytes).unwrap().replace('\n', " "),
        Format::Epub => {
            let chapter =
                super::book::files(bytes).into_iter().find(|(name, _)| name.contains("briefing"));
            chapter.unwrap().1
        }
        Format::Email => {
            let message = mail_parser::MessageParser::default().parse(&bytes).unwrap();
            message.body_html(0).unwrap().into_owned()
        }
        _ => String::from_utf8(bytes).unwrap(),
    }
}

#[test]
fn every_form_says_what_is_new_since_the_edition_before() {
    let mut briefing = rich();
    briefing.topics[1].status = Some(Status::Continuing);
    briefing.topics[1].label = "Ferries run again".into();
    let told: String = briefing.topics[1].extracts[0].text.chars().take(20).collect();
    for format in [Format::Html, Format::Markdown, Format::Email, Format::Epub, Format::Text] {
        let text = shown(&briefing, format);
        for words in
            ["Since the last brief of", "Updated", "Continuing", "Dropped", "nothing new since"]
        {
            assert!(text.contains(words), "{}: {words}: {text}", format.name());
        }
        assert!(!text.contains(&told), "{}: a continuing topic is told again", format.name());
        assert!(!text.contains("There is nothing new to report."), "{}", format.name());
    }
    for topic in &mut briefing.topics {
        topic.status = Some(Status::Continuing);
    }
    for format in [Format::Html, Format::Markdown, Format::Email, Format::Epub, Format::Text] {
        let text = shown(&briefing, format);
        assert!(text.contains("There is nothing new to report."), "{}: {text}", format.name());
        assert!(!text.contains("Bottom line"), "{}", format.name());
    }
}

#[test]
fn markdown_has_no_footnote_that_nothing_names() {
    let mut briefing = rich();
    let named = |text: &str, number: u32| {
        let mark = format!("[^{number}]");
        text.lines().any(|line| line.contains(&mark) && !line.starts_with(&mark))
            || text.contains(&format!("source {number},"))
    };
    let check = |briefing: &Briefing| {
        let text = shown(briefing, Format::Markdown);
        let noted = briefing.sources.iter().map(|source| source.number).filter(|number| {
            let is_noted = text.contains(&format!("\n[^{number}]: "));
            assert_eq!(is_noted, named(&text, *number), "[^{number}]: {text}");
            is_noted
        });
        noted.count()
    };
    assert!(check(&briefing) > 0);
    for topic in &mut briefing.topics {
        topic.status = Some(Status::Continuing);
    }
    assert_eq!(check(&briefing), 0);
}
