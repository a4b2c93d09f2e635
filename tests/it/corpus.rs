//! What the fuzzer found and began with, tried again: every file in `fuzz/corpus`.

use std::{env, fs, panic};

use std::path::Path;

use crate::oracle::TARGETS;
use crate::program::{files_below, root, text_of};

#[test]
fn every_case_of_the_fuzzer_holds() {
    let mut failed = Vec::new();
    for (target, check) in TARGETS {
        let folder = root().join("fuzz/corpus").join(target);
        let cases = files_below(&folder);
        assert!(!cases.is_empty(), "no cases in {}", folder.display());
        for case in cases {
            let bytes = fs::read(folder.join(&case)).unwrap();
            if panic::catch_unwind(|| check(&bytes)).is_err() {
                failed.push(format!("{target}/{case}"));
            }
        }
    }
    assert_eq!(failed, [""; 0], "what was wrong is told above");
}

/// Changes of each case that are tried where `DAYBRIEF_CHANGES` does not say how many.
const CHANGES: u32 = 2;

#[test]
fn changes_of_every_case_hold() {
    let asked = env::var("DAYBRIEF_CHANGES").ok().and_then(|n| n.parse().ok());
    let only = env::var("DAYBRIEF_TARGET").unwrap_or_default();
    let (mut failed, mut n_tried) = (Vec::new(), 0_usize);
    for (target, check) in TARGETS.into_iter().filter(|(name, _)| name.contains(&only)) {
        let folder = root().join("fuzz/corpus").join(target);
        for case in files_below(&folder) {
            let bytes = fs::read(folder.join(&case)).unwrap();
            for seed in 0..asked.unwrap_or(CHANGES) {
                let changed = changed(&bytes, seed);
                n_tried += 1;
                if panic::catch_unwind(|| check(&changed)).is_err() {
                    failed.push(format!("{target}/{case}, change {seed}"));
                    if let Some(folder) = env::var_os("DAYBRIEF_FINDINGS") {
                        let name = format!("{target}-{}-{seed}", case.replace('/', "-"));
                        fs::write(Path::new(&folder).join(name), &changed).unwrap();
                    }
                }
            }
        }
    }
    eprintln!("{n_tried} changed cases");
    assert_eq!(failed, [""; 0], "what was wrong is told above");
}

/// `bytes` with a few places changed, the same for the same `seed`.
fn changed(bytes: &[u8], seed: u32) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9) ^ u32::try_from(bytes.len()).unwrap() ^ 0x55;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state as usize % below.max(1)
    };
    let mut bytes = bytes.to_vec();
    for _ in 0..=random(4) {
        let (at, to) = (random(bytes.len() + 1), random(bytes.len() + 1));
        let (start, end) = (at.min(to), at.max(to).min(at.min(to) + 64));
        match random(6) {
            0 => bytes.truncate(at),
            1 => {
                let sign = b"<>&\"'\\/{}[]()=;:#*_`|\0\n\r \x1b\x7f\xe2\x80\xff019azAZ"[random(37)];
                bytes.insert(at, sign);
            }
            2 if at < bytes.len() => bytes[at] ^= 1 << random(8),
            3 => drop(bytes.drain(start..end)),
            4 => {
                let piece = bytes[start..end].to_vec();
                let place = random(bytes.len() + 1);
                bytes.splice(place..place, piece);
            }
            _ => {
                let piece = bytes[start..end].repeat(1 + random(40));
                bytes.splice(at..at, piece);
            }
        }
    }
    bytes
}

#[test]
fn every_target_is_a_binary_and_a_folder_of_cases() {
    let manifest: toml::Table = text_of("fuzz/Cargo.toml").parse().unwrap();
    let binaries = manifest["bin"].as_array().unwrap().iter();
    let binaries: Vec<&str> = binaries.map(|bin| bin["name"].as_str().unwrap()).collect();
    let names = TARGETS.map(|(name, _)| name);
    assert_eq!(binaries, names);
    let mut folders: Vec<_> = fs::read_dir(root().join("fuzz/corpus"))
        .unwrap()
        .map(|folder| folder.unwrap().file_name().into_string().unwrap())
        .collect();
    folders.sort();
    assert_eq!(folders, names);
    for name in names {
        let binary = text_of(&format!("fuzz/fuzz_targets/{name}.rs"));
        assert!(binary.contains(&format!("check(\"{name}\", data)")), "{binary}");
    }
}
