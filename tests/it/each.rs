//! `summarize --each`: a line of JSON for every article, in their order, whatever stands between.

use serde_json::Value;

use crate::program::Folder;

fn lines(stdout: &str) -> Vec<Value> {
    stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn article(n: usize) -> String {
    let text = format!(
        "The ferry number {n} sank off the coast on Monday. Nobody was hurt when it went down. \
         The harbor board met to talk about the ferry. It rained. Boats left the harbor early."
    );
    serde_json::json!({"title": format!("Ferry {n}"), "text": text}).to_string()
}

#[test]
fn every_line_is_answered_in_order_by_any_number_of_threads() {
    let articles: Vec<String> = (0..3000).map(article).collect();
    let folder = Folder::new();
    folder.put("heap.ndjson", articles.join("\n"));
    let with = |jobs| {
        let args = ["summarize", "--each", "heap.ndjson", "-n", "2", "--jobs", jobs];
        lines(&folder.run(&args).exits(0).stdout)
    };
    let one = with("1");
    assert_eq!(one, with("4"));
    assert_eq!(one.len(), articles.len());
    for (n, (line, article)) in one.iter().zip(&articles).enumerate() {
        assert_eq!(line["number"], n + 1);
        assert_eq!(line["title"], format!("Ferry {n}"));
        let article: Value = serde_json::from_str(article).unwrap();
        let text = article["text"].as_str().unwrap();
        let extracts = line["extracts"].as_array().unwrap();
        assert_eq!(extracts.len(), 2);
        for extract in extracts {
            let place = |key: &str| usize::try_from(extract[key].as_u64().unwrap()).unwrap();
            assert_eq!(extract["text"], text.get(place("start")..place("end")).unwrap());
        }
    }
}

#[test]
fn a_summary_among_others_is_that_of_the_article_alone() {
    let folder = Folder::new();
    let each = folder.run_with(&["summarize", "--each", "-n", "2"], article(7)).exits(0);
    let alone = folder.run_with(&["summarize", "-", "-n", "2", "-f", "json"], article(7)).exits(0);
    let texts = |extracts: &Value| -> Vec<Value> {
        extracts.as_array().unwrap().iter().map(|extract| extract["text"].clone()).collect()
    };
    let lines = lines(&each.stdout);
    assert_eq!(texts(&lines[0]["extracts"]), texts(&alone.json()["topics"][0]["extracts"]));
}

#[test]
fn what_cannot_be_read_is_answered_by_a_line_too() {
    let folder = Folder::new();
    let input = format!("{}\n\nnot JSON\n{{\"text\": 3}}\n{}\n", article(1), article(2));
    let run = folder.run_with(&["summarize", "--each", "--strict"], input).exits(4);
    let answers = lines(&run.stdout);
    let numbers: Vec<&Value> = answers.iter().map(|line| &line["number"]).collect();
    assert_eq!(numbers, [1, 3, 4, 5]);
    assert!(answers[1]["error"].as_str().unwrap().contains("not valid JSON"));
    assert!(answers[2]["error"].as_str().unwrap().contains("no text in it"));
    folder.put("bad.ndjson", "{]\n{}\n");
    let run = folder.run(&["summarize", "--each", "bad.ndjson"]).exits(3);
    assert_eq!(lines(&run.stdout).len(), 2);
}

#[test]
fn other_sources_and_files_are_read_and_written_too() {
    let folder = Folder::new();
    let run = folder.run(&["summarize", "--each", "seeds", "-n", "1", "-o", "each.ndjson"]);
    assert_eq!(run.exits(0).stdout, "");
    let lines = lines(&folder.get("each.ndjson"));
    assert_eq!(lines.len(), 2);
    assert!(lines.iter().all(|line| line["schema"] == "daybrief-each/1"));
}
