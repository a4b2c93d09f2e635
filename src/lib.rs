//! Turns articles into a briefing whose every sentence is verbatim and cited.
//!
//! The way of the data is the order of the modules:
//! read → segment → analyze → cluster → score → select → order → cite → describe → compose → render.

pub mod error;
pub mod model;
pub mod read;
pub mod segment;
pub mod analyze;
pub mod cluster;
pub mod score;
pub mod select;
pub mod order;
pub mod cite;
pub mod describe;
pub mod track;
pub mod explain;
pub mod compose;
pub mod render;
pub mod verify;
pub mod pipeline;
pub mod evaluate;
#[cfg(feature = "store")]
pub mod store;
#[cfg(feature = "fetch")]
pub mod fetch;
#[cfg(feature = "serve")]
pub mod serve;
#[cfg(feature = "cli")]
pub mod cli;

pub use error::{Error, ErrorKind, Warning};
pub use pipeline::{Options, brief, summarize};
