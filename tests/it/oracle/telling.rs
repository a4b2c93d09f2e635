//! Documents to sentences and summaries: every sentence is verbatim, and no budget is exceeded.

use daybrief::model::briefing::{CitationEntry, RelationEntry};
use daybrief::model::{Briefing, Document, Span};
use daybrief::read::{self, Input};
use daybrief::select::Method;
use daybrief::{Options, brief, segment, summarize as summarize_one};

/// Sentences and words of a text, as plain text and as Markdown.
pub(super) fn sentences(data: &[u8]) {
    for name in ["a.txt", "a.md"] {
        let input = Input::Bytes { name: name.into(), bytes: data.to_vec() };
        let documents = read::documents(&[input], &read::Options::default()).documents;
        let texts: Vec<String> = documents.iter().map(|document| document.text.clone()).collect();
        let corpus = segment::corpus(documents, &segment::Options::default());
        assert!(corpus.documents.iter().map(|document| &document.text).eq(&texts));
        corpus.documents.iter().for_each(super::reading::assert_sound);
        let (mut before, mut word) = (None, 0);
        for (sentence, n) in corpus.sentences.iter().zip(0..) {
            let document = corpus.document(sentence.document);
            let text = document.text.get(sentence.span.range()).expect("spans cut no character");
            assert!(!text.is_empty() && text == text.trim(), "{text:?}");
            assert_eq!(sentence.id.0, n);
            let paragraph = document.paragraphs[sentence.paragraph as usize];
            assert!(paragraph.span.contains(sentence.span), "{text:?}");
            let start = (sentence.document, sentence.span.start);
            assert!(before.is_none_or(|before| before <= start), "sentences overlap: {text:?}");
            before = Some((sentence.document, sentence.span.end));
            assert_eq!(sentence.first_word, word);
            word += sentence.words;
            let mut end = sentence.span.start;
            for span in corpus.words(sentence.id) {
                assert!(end <= span.start && sentence.span.contains(*span), "{text:?}");
                assert!(document.text.get(span.range()).is_some_and(|word| !word.is_empty()));
                end = span.end;
            }
        }
    }
}

/// Texts parted by NUL, as several articles and as one topic; the first two bytes say how.
pub(super) fn summarize(data: &[u8]) {
    let Some((&[how, size], texts)) = data.split_first_chunk::<2>() else { return };
    let documents = articles(texts);
    let mut options = Options::default();
    options.select.method = Method::ALL[usize::from(how) % Method::ALL.len()];
    match size % 3 {
        0 => {}
        1 => options.select.sentences = Some(u32::from(size) / 3 + 1),
        _ => options.select.words = Some(u32::from(size) + 1),
    }
    if how >= 128 {
        options.select.query = Some(String::from_utf8_lossy(texts).chars().take(12).collect());
    }
    for briefing in [brief(documents.clone(), &options), summarize_one(documents.clone(), &options)]
    {
        assert_verbatim(&briefing, &documents);
        assert_budget(&briefing, &options);
    }
}

/// The articles in `texts`, which are parted by NUL; at most nine.
pub(super) fn articles(texts: &[u8]) -> Vec<Document> {
    let inputs: Vec<Input> = texts
        .split(|&byte| byte == 0)
        .take(9)
        .zip(0..)
        .map(|(text, n)| Input::Bytes { name: format!("{n}.txt"), bytes: text.to_vec() })
        .collect();
    read::documents(&inputs, &read::Options::default()).documents
}

/// Whatever a briefing quotes stands in its source, byte for byte.
pub(super) fn assert_verbatim(briefing: &Briefing, documents: &[Document]) {
    let cited = |citation: &CitationEntry| {
        let source = &briefing.sources[citation.source as usize - 1];
        assert_eq!(source.number, citation.source);
        let document = documents.iter().find(|document| document.source.path == source.path);
        let document = document.expect("a source is one of the documents");
        assert_eq!(document.sha256(), source.sha256);
        let span = Span { start: citation.start, end: citation.end };
        document.text.get(span.range()).expect("spans cut no character")
    };
    let all = |text: &str, citations: &[CitationEntry]| {
        assert_eq!(citations[0].relation, RelationEntry::Verbatim, "{text:?}");
        assert_eq!(cited(&citations[0]), text);
        for also in citations {
            assert!(!cited(also).is_empty());
            assert!((0.0..=1.000_001).contains(&also.similarity), "{}", also.similarity);
        }
    };
    for topic in &briefing.topics {
        let parts = [topic.extracts.iter().map(|it| (&it.text, &it.citations)).collect::<Vec<_>>()];
        let events = topic.timeline.iter().map(|it| (&it.text, &it.citations));
        let quotations = topic.quotations.iter().map(|it| (&it.text, &it.citations));
        let only = topic.only_in_one.iter().map(|it| (&it.text, &it.citations));
        let pairs = topic.differences.iter().flat_map(|it| [&it.a, &it.b]);
        let pairs = pairs.map(|it| (&it.text, &it.citations));
        for (text, citations) in
            parts.concat().into_iter().chain(events).chain(quotations).chain(only).chain(pairs)
        {
            all(text, citations);
        }
        for citations in topic.entities.iter().map(|it| &it.citations) {
            citations.iter().for_each(|citation| assert!(!cited(citation).is_empty()));
        }
    }
}

/// No topic has more sentences than asked for, nor more words, but for a first sentence alone.
fn assert_budget(briefing: &Briefing, options: &Options) {
    let asked = options.select.sentences;
    let default = if options.select.words.is_some() { u32::MAX } else { 5 };
    for topic in &briefing.topics {
        let n = u32::try_from(topic.extracts.len()).expect("a few");
        assert!(n <= asked.unwrap_or(default), "{n} extracts");
        let words = topic.extracts.iter().map(|it| it.text.split_whitespace().count());
        let n_words: usize = words.sum();
        if let Some(most) = options.select.words
            && n > 1
        {
            assert!(n_words <= most as usize, "{n_words} of {most} words");
        }
        let mut ranks: Vec<u32> = topic.extracts.iter().map(|it| it.rank).collect();
        ranks.sort_unstable();
        assert!(ranks.into_iter().eq(1..=n));
    }
}
