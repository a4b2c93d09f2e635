//! `daybrief evaluate` and `daybrief train`: the shapes that programs rely on, and figures that can
//! be checked by hand.

#![expect(clippy::float_cmp, reason = "shares of small numbers are exact")]

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::program::{Folder, Run, root};

const MEASURES: [&str; 5] = ["rouge_1", "rouge_2", "rouge_4", "rouge_l", "rouge_su4"];

/// Two outlets on a bridge; what they share is what the reference keeps.
fn bridge() -> Value {
    json!({
        "id": "bridge.en", "lang": "en", "budget": "20 words",
        "docs": [
            {"title": "Bridge closes", "date": "2026-02-03", "source": "Post", "text":
                "The harbor bridge closed on Tuesday for repairs of two steel cables. Engineers \
                 found cracks in both cables last month. Shops on the northern side of the harbor \
                 fear for their trade. The city runs extra ferries until the bridge opens again."},
            {"title": "No bridge", "date": "2026-02-04", "source": "Radio", "text":
                "Drivers must do without the harbor bridge while its steel cables are repaired. \
                 Extra ferries cross the harbor every ten minutes until the bridge opens again. \
                 Rain is expected to slow the painters of the old lighthouse on the pier."},
        ],
        "references": ["The harbor bridge is closed for repairs of two steel cables.\n\
                        Extra ferries cross the harbor until the bridge opens again."],
    })
}

/// Two outlets on a museum.
fn museum() -> Value {
    json!({
        "id": "museum.en", "lang": "en", "budget": 20,
        "docs": [
            {"source": "Post", "date": "2026-02-04", "text":
                "The national museum has bought a painting that was believed lost since 1911. A \
                 retired teacher found the canvas behind a wardrobe in her attic. The museum will \
                 show the painting to the public in April."},
            {"source": "Radio", "date": "2026-02-05", "text":
                "A painting believed lost for a century now belongs to the national museum. A \
                 teacher came upon the canvas behind a wardrobe. Experts of the museum spent a \
                 year on the question whether the painting is genuine."},
        ],
        "references": ["The national museum bought a painting that was believed lost since 1911.\n\
                        A teacher found the canvas behind a wardrobe."],
    })
}

fn lines(values: &[Value]) -> String {
    values.iter().flat_map(|value| [value.to_string(), "\n".to_owned()]).collect()
}

fn folder() -> Folder {
    let folder = Folder::new();
    folder.put("topics.jsonl", lines(&[bridge(), museum()]));
    folder
}

/// The report of `args` in JSON, without what a clock says.
#[track_caller]
fn report(folder: &Folder, args: &[&str]) -> Value {
    let mut report = folder.run(&[&["evaluate"], args, &["-f", "json"]].concat()).exits(0).json();
    for method in report["methods"].as_array_mut().into_iter().flatten() {
        assert!(method["seconds"].is_f64(), "{method}");
        method["seconds"] = Value::Null;
    }
    report
}

#[test]
fn rouge_of_a_line_and_their_mean() {
    let folder = Folder::new();
    let data = lines(&[
        json!({"id": "a", "summary": "police kill the gunman",
               "references": ["police killed the gunman"]}),
        json!({"id": 2, "summary": "x", "references": ["y"]}),
    ]);
    folder.put("a.jsonl", data.clone() + "{\"id\": 3}\n");
    let run = folder.run(&["evaluate", "rouge", "a.jsonl", "-f", "json"]).exits(0);
    assert!(run.stderr.starts_with("warning: a.jsonl:3: missing field `summary`"), "{run:?}");
    let found = run.json();
    let [first, second] = &found["summaries"].as_array().unwrap()[..] else { panic!("{found}") };
    assert_eq!((&first["id"], &second["id"]), (&json!("a"), &json!("2")));
    assert_eq!(first["rouge_1"], json!({"recall": 0.75, "precision": 0.75, "f": 0.75}));
    assert_eq!(first["rouge_2"]["recall"], 1.0 / 3.0);
    assert_eq!(second["rouge_l"]["f"], 0.0);
    assert_eq!(found["mean"]["rouge_1"]["recall"], 0.375);
    let mut names: Vec<&String> = found["mean"].as_object().unwrap().keys().collect();
    names.sort();
    let expected = ["1", "2", "3", "4", "l", "su4", "w"].map(|name| format!("rouge_{name}"));
    assert_eq!(names, expected.iter().collect::<Vec<_>>());
    // Stems make killed and kill one word; two words of each text are all that counts.
    let recall = |args: &[&str], name: &str| {
        let args = [&["evaluate", "rouge", "-", "-f", "json"], args].concat();
        let found = folder.run_with(&args, &data).exits(0).json();
        found["summaries"][0][name]["recall"].as_f64().unwrap()
    };
    assert_eq!(recall(&["--stem"], "rouge_2"), 1.0);
    assert_eq!(recall(&["--words", "2"], "rouge_1"), 0.5);
    assert_eq!(recall(&["--bytes", "6"], "rouge_1"), 1.0);
    assert_eq!(recall(&["--remove-stop-words"], "rouge_1"), 2.0 / 3.0);
    assert_eq!(recall(&["--unicode", "--lang", "en", "--stem"], "rouge_4"), 1.0);
}

/// The script's own figures are not part of this repository; where they are absent, nothing is
/// compared.
#[test]
fn rouge_has_the_options_of_the_script() {
    let path = root().join("../shared/data/rouge/multiling2011-rouge155.jsonl");
    let Ok(text) = std::fs::read_to_string(path) else { return };
    let judged: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let sets: [(&str, &[&str]); 5] = [
        ("nostem", &[]),
        ("stem", &["--stem"]),
        ("stem_l100", &["--stem", "--words", "100"]),
        ("stem_b665", &["--stem", "--bytes", "665"]),
        ("stem_nostop", &["--stem", "--remove-stop-words"]),
    ];
    let folder = Folder::new();
    for (set, args) in sets {
        let args = [&["evaluate", "rouge", "-", "-f", "json"], args].concat();
        let found = folder.run_with(&args, &text).exits(0).json();
        let mut n_compared = 0;
        for (judged, found) in judged.iter().zip(found["summaries"].as_array().unwrap()) {
            for (name, expected) in judged["expected"][set].as_object().unwrap() {
                let name = name.to_lowercase().replace("-1.2", "").replace('-', "_");
                let name = name.replace("rouge_su*", "rouge_su4").replace("rouge_s*", "rouge_su4");
                let measure = found.get(&name).unwrap_or_else(|| panic!("{name} in {found}"));
                for (place, figure) in ["recall", "precision", "f"].into_iter().enumerate() {
                    let found = format!("{:.5}", measure[figure].as_f64().unwrap());
                    let expected = format!("{:.5}", expected[place].as_f64().unwrap());
                    assert_eq!(found, expected, "{set} {name} {figure}");
                    n_compared += 1;
                }
            }
        }
        assert_eq!(n_compared, judged.len() * 7 * 3, "{set}");
    }
}

#[test]
fn methods_are_compared_with_the_first() {
    let folder = folder();
    let found = report(&folder, &["summaries", "topics.jsonl", "--method", "centroid,concepts"]);
    assert_eq!(found["topics"], 2);
    let methods = found["methods"].as_array().unwrap();
    let names: Vec<&str> = methods.iter().map(|one| one["method"].as_str().unwrap()).collect();
    assert_eq!(names, ["centroid", "concepts"]);
    for method in methods {
        for measure in MEASURES {
            let figures = &method[measure];
            let of = |name: &str| figures[name].as_f64().unwrap();
            assert!(of("low") <= of("recall") && of("recall") <= of("high"), "{method}");
            assert!((0.0..=1.0).contains(&of("precision")) && of("f") <= 1.0, "{method}");
        }
        assert!(method["rouge_1"]["recall"].as_f64().unwrap() > 0.3, "{method}");
        let faults = [
            "openings_that_lean",
            "unintroduced",
            "orphans",
            "backward_in_time",
            "stale_figures",
            "repeated_facts",
            "off_topic",
            "single_voice",
        ];
        for fault in faults {
            assert!((0.0..=1.0).contains(&method[fault].as_f64().unwrap()), "{method}");
        }
        // Each topic's own budget is 20 words.
        assert!(method["mean_words"].as_f64().unwrap() <= 20.0, "{method}");
    }
    let paired = found["paired"].as_array().unwrap();
    let measures: Vec<&str> = paired.iter().map(|one| one["measure"].as_str().unwrap()).collect();
    assert_eq!(measures, MEASURES);
    for pair in paired {
        assert_eq!((&pair["method"], &pair["against"]), (&json!("concepts"), &json!("centroid")));
        let measure = pair["measure"].as_str().unwrap();
        let recall = |place: usize| methods[place][measure]["recall"].as_f64().unwrap();
        let difference = pair["difference"].as_f64().unwrap();
        assert!((difference - (recall(1) - recall(0))).abs() < 1e-12, "{pair}");
    }
}

#[test]
fn a_method_does_not_differ_from_itself() {
    let args = ["summaries", "topics.jsonl", "--method", "centroid,centroid", "-n", "2"];
    let found = report(&folder(), &args);
    for pair in found["paired"].as_array().unwrap() {
        assert_eq!([&pair["difference"], &pair["low"], &pair["high"]], [&json!(0.0); 3]);
    }
}

#[test]
fn the_length_asked_for_hides_the_budget() {
    let folder = folder();
    let words = |args: &[&str]| {
        let args = [&["summaries", "topics.jsonl", "--method", "centroid"], args].concat();
        report(&folder, &args)["methods"][0]["mean_words"].as_f64().unwrap()
    };
    let (budget, more) = (words(&[]), words(&["--words", "40"]));
    assert!(budget <= 20.0 && more > 25.0 && more <= 40.0, "{budget} {more}");
    // Some 6 bytes are a word here.
    let bytes = words(&["--bytes", "140"]);
    assert!(bytes > 8.0 && bytes <= 26.0, "{bytes}");
    assert!(words(&["-n", "1"]) < words(&["-n", "3"]));
}

#[test]
fn figures_do_not_depend_on_threads() {
    let folder = folder();
    let with = |jobs| {
        report(&folder, &["summaries", "topics.jsonl", "--method", "concepts", "--jobs", jobs])
    };
    assert_eq!(with("1"), with("4"));
}

#[test]
fn tables_come_as_text_and_with_commas() {
    let folder = folder();
    let run = |args: &[&str]| folder.run(&[&["evaluate"], args].concat()).exits(0).stdout;
    let text = run(&["summaries", "topics.jsonl", "--method", "centroid,concepts"]);
    assert!(text.starts_with("2 topics; recall in percent [95 % interval]\n"), "{text}");
    assert!(text.contains("\n− centroid ") && !text.contains('\u{1b}'), "{text}");
    let csv = run(&["summaries", "topics.jsonl", "--method", "centroid,concepts", "-f", "csv"]);
    let rows: Vec<Vec<&str>> = csv.lines().map(|line| line.split(',').collect()).collect();
    assert_eq!(rows.len(), 3);
    assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{csv}");
    assert_eq!((rows[0][1], rows[2][0]), ("rouge_1_recall", "concepts"));
    folder.run(&["evaluate", "topics", "topics.jsonl", "-o", "a.csv"]).exits(0);
    assert!(folder.get("a.csv").starts_with("of,topics,precision,recall,f1\nall,2,1.00000"));
}

#[test]
fn topics_are_compared_with_the_known_ones() {
    let folder = folder();
    let found = report(&folder, &["topics", "topics.jsonl", "--curve"]);
    assert_eq!((&found["documents"], &found["topics"]), (&json!(4), &json!(2)));
    assert_eq!(found["b_cubed"], json!({"precision": 1.0, "recall": 1.0, "f1": 1.0}));
    assert!(found["seconds"].is_f64());
    let curve = found["curve"].as_array().unwrap();
    let level = |place: usize| curve[place]["level"].as_f64().unwrap();
    assert!(curve.len() > 10 && level(0) > level(curve.len() - 1), "{found}");
    assert!(curve.iter().any(|point| point["f1"] == 1.0), "{found}");
    // The same documents one a line, named by their cluster.
    let docs = |topic: Value, cluster: &str| {
        let mut docs = topic["docs"].as_array().unwrap().clone();
        docs.iter_mut().for_each(|doc| doc["cluster"] = cluster.into());
        docs
    };
    let heap = [docs(museum(), "m"), docs(bridge(), "b")].concat();
    folder.put("heap.jsonl", lines(&heap));
    let flat = report(&folder, &["topics", "heap.jsonl"]);
    assert_eq!((&flat["documents"], &flat["b_cubed"]), (&json!(4), &found["b_cubed"]));
    // Each of four known topics holds one document, where two groups of two are found.
    let alone = [docs(museum(), "m"), docs(bridge(), "b")].concat().into_iter().enumerate();
    let alone: Vec<Value> = alone
        .map(|(n, mut doc)| {
            doc["cluster"] = n.into();
            doc
        })
        .collect();
    folder.put("alone.jsonl", lines(&alone));
    let wrong = report(&folder, &["topics", "alone.jsonl"]);
    assert_eq!(
        (&wrong["b_cubed"]["precision"], &wrong["b_cubed"]["recall"]),
        (&json!(0.5), &json!(1.0))
    );
}

#[test]
fn known_topics_can_be_cut() {
    let folder = folder();
    let cut = |seed| {
        let args = ["topics", "topics.jsonl", "--cut", "1", "--seed", seed];
        report(&folder, &args)
    };
    let found = cut("3");
    assert_eq!((&found["documents"], &found["known_topics"]), (&json!(2), &json!(2)));
    assert_eq!(found["b_cubed"], cut("3")["b_cubed"]);
    let refused = folder.run(&["evaluate", "topics", "topics.jsonl", "--cut", "3-1"]).exits(2);
    assert!(refused.stderr.contains("two as in 1-3"), "{refused:?}");
}

#[test]
fn reading_is_measured_where_there_are_cases() {
    let folder = Folder::new();
    folder.put(
        "data/sentences/golden_rules.jsonl",
        lines(&[
            json!({"lang": "en", "input": "It rained.\nMr. Moss left.",
                   "sentences": ["It rained.", "Mr. Moss left."]}),
            json!({"lang": "en", "input": "It rained. It poured.", "sentences": ["It rained."]}),
            json!({"lang": "de", "input": "Es regnet z. B. heute.",
                   "sentences": ["Es regnet z. B. heute."]}),
        ]),
    );
    folder.put(
        "data/sentences/ud.jsonl",
        lines(&[json!({"lang": "en", "src": "UD_English-PUD",
            "text": "The ferry left at noon. The bridge was closed. Nobody was hurt. Shops stayed \
                     open. The mayor spoke of luck and of the many helpers.",
            "sentences": ["The ferry left at noon.", "The bridge was closed. Nobody was hurt.",
                          "Shops stayed open.", "The mayor spoke of luck", "and of the many helpers."]})]),
    );
    let run = folder.run(&["evaluate", "reading", "data", "-f", "json"]).exits(0);
    let found = run.json();
    let golden = json!({"right": 2, "of": 3, "by_language": {
        "de": {"right": 1, "of": 1}, "en": {"right": 1, "of": 2}}});
    assert_eq!(found["golden_rules"], golden);
    // Ends found: 5, known: 5, in both: 4.
    let ud = json!({"precision": 0.8, "recall": 0.8, "f1": 0.8});
    assert_eq!(found["ud"], json!({"UD_English-PUD": ud}));
    assert_eq!(found["languages"], json!({"right": 1, "of": 1}));
    assert_eq!((&found["pages"], &found["feeds"]), (&Value::Null, &Value::Null));
    assert!(run.stderr.contains("no pages that this build reads, left out"), "{run:?}");
    folder.put("empty/a.txt", "");
    let run = folder.run(&["evaluate", "reading", "empty"]).exits(3);
    assert!(run.stderr.contains("no known cases in it"), "{run:?}");
}

#[test]
fn data_without_references_is_left_out() {
    let folder = Folder::new();
    let mut without = museum();
    without["references"] = json!([" "]);
    folder.put("topics.jsonl", lines(&[without.clone(), bridge()]));
    let args = ["evaluate", "summaries", "topics.jsonl", "--method", "centroid"];
    let run = folder.run(&args).exits(0);
    assert!(run.stderr.contains("museum.en: no reference, left out"), "{run:?}");
    folder.put("topics.jsonl", lines(&[without]));
    let run = folder.run(&args).exits(3);
    assert!(run.stderr.contains("no topic with articles and references in it"), "{run:?}");
    let unknown = folder.run(&["evaluate", "summaries", "topics.jsonl", "--method", "best"]);
    assert!(unknown.exits(2).stderr.contains("possible values"));
}

#[test]
fn training_writes_the_same_weights_each_time() {
    let folder = folder();
    let train = |jobs, output| -> Run {
        folder.run(&["train", "topics.jsonl", "-o", output, "--jobs", jobs]).exits(0)
    };
    let run = train("1", "a.tsv");
    assert!(run.stdout.starts_with("2 groups, each under the weights of the others\n"), "{run:?}");
    assert!(run.stdout.contains("\nconcepts, left out "), "{run:?}");
    train("4", "b.tsv");
    assert_eq!(folder.get("a.tsv"), folder.get("b.tsv"));
    let table = folder.get("a.tsv");
    let weights = daybrief::score::concept::Weights::parse(&table).unwrap();
    assert_eq!(weights.table(), table);
    let with = |weights: &[&str]| {
        let args = ["summaries", "topics.jsonl", "--method", "concepts", "-n", "1"];
        report(&folder, &[&args, weights].concat())
    };
    folder.put("shipped.tsv", daybrief::score::concept::Weights::shipped().table());
    assert_eq!(with(&["--weights", "shipped.tsv"]), with(&[]));
    folder.put("wrong.tsv", "odd\t1\t1\n");
    let args = ["evaluate", "summaries", "topics.jsonl", "--weights", "wrong.tsv"];
    let said = folder.run(&args).exits(3).stderr;
    assert!(said.contains("wrong.tsv: line 1: odd is no feature"), "{said}");
    // What few of the sentences hold, few references do: the bias is that of a rare event.
    let bias: BTreeMap<&str, &str> =
        table.lines().filter_map(|line| line.split_once('\t')).collect();
    let word = bias["bias"].split('\t').next().unwrap().parse::<f64>().unwrap();
    assert!(word < 0.0, "{table}");
}

#[test]
fn topics_of_one_event_are_left_out_together() {
    let folder = Folder::new();
    let mut other = bridge();
    other["id"] = "bridge.de".into();
    folder.put("topics.jsonl", lines(&[bridge(), other, museum()]));
    let first = |folds| {
        let run = folder.run(&["train", "topics.jsonl", "--folds", folds]).exits(0);
        run.stdout.lines().next().unwrap_or_default().to_owned()
    };
    assert!(first("group").starts_with("2 groups, "));
    assert!(first("topic").starts_with("3 groups, "));
    assert_eq!(first("none"), "");
}

#[test]
fn faults_are_counted_in_what_was_chosen() {
    let folder = Folder::new();
    let topic = |text: &str| {
        lines(&[json!({"id": "a", "lang": "en", "docs": [{"text": text}], "references": [text]})])
    };
    let leans = |text: &str| {
        folder.put("a.jsonl", topic(text));
        let args = ["summaries", "a.jsonl", "--method", "lead", "-n", "2"];
        report(&folder, &args)["methods"][0]["openings_that_lean"].clone()
    };
    let sentence = "The mayor of Riva opened the harbor bridge on Sunday before a large crowd.";
    assert_eq!(leans(&format!("{sentence} Ferries will run until May.")), 0.0);
    assert_eq!(
        leans("He resigned on Monday after the long vote of the city council of Riva."),
        1.0
    );
}
