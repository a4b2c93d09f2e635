//! The names that a template may use, and which of them a misspelled one was meant to be.

/// Every field of the contract, and what the loops of handlebars add.
pub(super) const FIELDS: &[&str] = &[
    "schema",
    "title",
    "date",
    "topics",
    "omitted_topics",
    "since",
    "dropped",
    "last_seen",
    "status",
    "event",
    "new",
    "also",
    "names",
    "sources",
    "warnings",
    "id",
    "label",
    "headline",
    "documents",
    "lines",
    "independent",
    "shared",
    "sentences",
    "of",
    "extracts",
    "timeline",
    "expression",
    "ahead",
    "quotations",
    "speaker",
    "differences",
    "a",
    "b",
    "changes",
    "latest",
    "kind",
    "only_in_one",
    "entities",
    "mentions",
    "forms",
    "terms",
    "text",
    "rank",
    "support",
    "score",
    "tf_idf",
    "text_rank",
    "position",
    "total",
    "citations",
    "source",
    "start",
    "end",
    "relation",
    "similarity",
    "number",
    "name",
    "path",
    "url",
    "published",
    "outlet",
    "language",
    "words",
    "sha256",
    "input",
    "message",
    "query",
    "novelty",
    "method",
    "chosen",
    "n_sentences",
    "omitted_sentences",
    "paragraphs",
    "document",
    "paragraph",
    "heat",
    "refusal",
    "reason",
    "with",
    "overlap",
    "earlier",
    "cosine",
    "why",
    "instead",
    "neighbors",
    "concepts",
    "chance",
    "made",
    "inputs",
    "settings",
    "command",
    "article",
    "map",
    "places",
    "x",
    "y",
    "links",
    "@index",
    "@first",
    "@last",
    "@root",
];

/// What helpers answer with, and what the built-in partials are handed.
pub(super) const GIVEN: &[&str] = &[
    "first", "last", "same", "verbatim", "address", "names", "points", "group", "entries", "items",
];

/// Words of the template language, and its own helpers.
pub(super) const LANGUAGE: &[&str] = &[
    "else", "as", "this", "true", "false", "null", "if", "unless", "each", "with", "lookup", "log",
    "eq", "ne", "gt", "gte", "lt", "lte", "and", "or", "not", "len",
];

/// The fields whose names are nearest to `name`, at most two edits away.
pub(super) fn nearest(name: &str) -> Vec<&'static str> {
    let near =
        |&&field: &&&str| strsim::levenshtein(name, field) <= 2.min(name.chars().count() / 2);
    FIELDS.iter().filter(near).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_edits_are_near() {
        assert_eq!(nearest("txet"), ["text"]);
        assert_eq!(nearest("sources"), ["sources", "source"]);
        assert!(nearest("weather").is_empty());
    }
}
