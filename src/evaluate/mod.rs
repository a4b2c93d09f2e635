//! How good a summary, a grouping or a difference is, in the figures of the literature.
//!
//! Pure functions over texts and numbers: which topics are run by which method, and how the figures
//! are printed, is the command's matter.

mod random;
pub mod rouge;
pub mod b_cubed;
pub mod bootstrap;
pub mod sample;
pub mod boundary;
pub mod shingle;
pub mod faults;
