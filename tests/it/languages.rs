//! Texts in several languages and scripts: whole sentences of each, and topics across them.

use std::collections::BTreeSet;

use daybrief::model::{Document, Language};
use daybrief::read::{self, Input};
use daybrief::{Options, brief, segment, summarize};

const ENGLISH: [&str; 2] = [
    "Mayor Ingrid Solberg opened the Kvitholm bridge in Tromvik on Friday. The bridge cost 480 \
     million kroner and is 2140 meters long. Solberg thanked the builders of Nordbygg and said \
     that the island of Kvitholm was no longer alone. The ferry Havsula made its last trip.",
    "The Kvitholm bridge in Tromvik is open. Ingrid Solberg, the mayor, cut the ribbon on Friday \
     after Nordbygg had worked on its 2140 meters for six years. It cost 480 million kroner. The \
     ferry Havsula is for sale.",
];
const FRENCH: [&str; 2] = [
    "La maire Ingrid Solberg a inauguré vendredi à Tromvik le pont de Kvitholm. L'ouvrage de 2140 \
     mètres a coûté 480 millions de couronnes. Selon la société Nordbygg, les travaux ont duré \
     six ans. Le bac Havsula a fait sa dernière traversée.",
    "À Tromvik, le pont de Kvitholm est ouvert depuis vendredi. Ingrid Solberg a remercié les \
     ouvriers de Nordbygg, qui ont bâti ces 2140 mètres pour 480 millions de couronnes. Le bac \
     Havsula est à vendre.",
];
const ARABIC: &str = "افتتح رئيس البلدية الجسر الجديد يوم الجمعة. قال المهندس: «كلّف العمل 480 مليون \
     كرونة (نحو 2.5 في المئة من الميزانية)». هل يفرح الصيادون بذلك؟ قالت شركة Nordbygg إنها \
     أنهت العمل في موعده، رغم العواصف.";
const HEBREW: &str = "ראש העיר פתחה ביום שישי את הגשר החדש. \"העבודה עלתה 480 מיליון כתרים\", אמרה \
     המהנדסת (כ-2.5% מהתקציב). האם הדייגים שמחים? חברת Nordbygg הודיעה כי סיימה בזמן, למרות \
     הסערות.";

fn documents(texts: &[&str]) -> Vec<Document> {
    let inputs: Vec<Input> = (1..)
        .zip(texts)
        .map(|(n, text): (u32, _)| Input::Bytes {
            name: format!("{n}.txt"),
            bytes: format!(" date 2026-02-06 {text}").into_bytes(),
        })
        .collect();
    read::documents(&inputs, &read::Options::default()).documents
}

/// For each topic the numbers of its documents and of its languages.
fn topics(languages: &str) -> Vec<(usize, usize)> {
    let mut options = Options::default();
    options.cluster.languages = serde_json::from_value(languages.into()).unwrap();
    let corpus = segment::corpus(documents(&[ENGLISH, FRENCH].concat()), &options.segment);
    let terms = daybrief::analyze::terms(&corpus);
    let topics = daybrief::cluster::topics(&corpus, &terms, &options.cluster);
    let languages = |topic: &daybrief::model::Topic| {
        let of = |&id: &_| corpus.document(id).language;
        topic.documents.iter().map(of).collect::<BTreeSet<_>>().len()
    };
    topics.iter().map(|topic| (topic.documents.len(), languages(topic))).collect()
}

#[test]
fn topics_mix_languages_only_when_asked() {
    assert_eq!(topics("apart"), [(2, 1), (2, 1)]);
    assert_eq!(topics("together"), [(4, 2)]);
}

#[test]
fn right_to_left_text_is_cited_whole() {
    for (code, text, sentences) in [("ar", ARABIC, 4), ("he", HEBREW, 4)] {
        let documents = documents(&[text]);
        let corpus = segment::corpus(documents.clone(), &segment::Options::default());
        assert_eq!(corpus.documents[0].language.map(Language::code), Some(code));
        let mut options = Options::default();
        options.select.sentences = Some(10);
        let briefing = summarize(documents, &options);
        let mut extracts: Vec<&str> =
            briefing.topics[0].extracts.iter().map(|extract| extract.text.as_str()).collect();
        assert_eq!(extracts.len(), sentences, "{extracts:#?}");
        // Put back in the order of the text, the sentences are the text: no mark is lost or moved.
        extracts.sort_by_key(|extract| text.find(extract));
        assert_eq!(extracts.join(" "), text, "{code}");
        assert!(extracts.iter().any(|extract| extract.ends_with(['؟', '?'])));
    }
}

#[test]
fn unspaced_scripts_make_briefings() {
    let text =
        "市議会は金曜日、新しい橋の建設を決めた。橋の建設費は四億円である。漁業者は喜んでいる。";
    let briefing = brief(documents(&[text]), &Options::default());
    assert_eq!(briefing.topics.len(), 1);
    assert!(briefing.topics[0].extracts.iter().all(|extract| text.contains(&extract.text)));
}
