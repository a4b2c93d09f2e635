//! The nouns every stage shares: plain data, ids and byte spans, no behavior beyond their meaning.

pub mod id;
pub mod span;
pub mod find;
pub mod date;
pub mod language;
pub mod document;
pub mod sentence;
pub mod topic;
pub mod score;
pub mod extract;
pub mod description;
pub mod refusal;
pub mod progress;
pub mod briefing;
pub mod explanation;
pub mod digest;

pub use briefing::Briefing;
pub use date::Date;
pub use description::Description;
pub use document::{Document, Paragraph, ParagraphKind, Source};
pub use explanation::Explanation;
pub use extract::{Citation, Extract, Relation, Summary};
pub use id::{DocumentId, SentenceId, TermId, TopicId};
pub use language::Language;
pub use refusal::Refusal;
pub use score::Score;
pub use sentence::{Corpus, Sentence, SentenceKind};
pub use span::Span;
pub use topic::Topic;
