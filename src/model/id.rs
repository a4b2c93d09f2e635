//! Dense ids: positions in the vectors that own the things, never text.

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($name:ident, $what:literal) => {
        #[doc = $what]
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl $name {
            /// The id at position `index` of its vector. Inputs are capped far below `u32::MAX`;
            /// an index beyond it saturates.
            pub fn at(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }

            /// The position in its vector.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

id!(DocumentId, "A document: its position in `Corpus::documents`.");
id!(SentenceId, "A sentence: its position in `Corpus::sentences`.");
id!(TopicId, "A topic: its position among the topics of a run.");
id!(TermId, "A term: its position in the vocabulary.");
