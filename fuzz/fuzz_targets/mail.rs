#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| daybrief_fuzz::check("mail", data));
