//! Runs in which something of the system fails: every n-th call on a file, the disk, the streams,
//! the clock; and runs that are interrupted. Nothing that was there before is lost, no file is half
//! written, the exit code is right, and the next run works.

mod calls;
mod clock;
mod disk;
mod files;
mod running;
