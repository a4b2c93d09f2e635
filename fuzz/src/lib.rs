//! What the fuzzer tries, by the names of its targets.

#[path = "../../tests/it/oracle/mod.rs"]
mod oracle;

/// Tries what the target `name` tries on `data`.
///
/// # Panics
/// Where something does not hold that must, or there is no such target.
pub fn check(name: &str, data: &[u8]) {
    let target = oracle::TARGETS.iter().find(|(target, _)| *target == name);
    let (_, check) = target.expect("a target has its line in the list");
    check(data);
}
