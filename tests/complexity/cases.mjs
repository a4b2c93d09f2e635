// Inputs of any size that are made to take long: what readers of each format are known to stumble
// over.

const WORDS = "The harbor bridge of Riva closed on Tuesday for repairs that take six weeks. ";

// A line of each format, which takes what the program takes in any case.
export const plainest = {
  txt: WORDS,
  md: WORDS,
  html: `<!DOCTYPE html><p>${WORDS}`,
  xml: `<rss><channel><item><description>${WORDS}</description></item></channel></rss>`,
  json: JSON.stringify({ text: WORDS }),
  ndjson: `${JSON.stringify({ text: WORDS })}\n`,
  eml: `Subject: a\n\n${WORDS}`,
  mbox: `From a@b.c Wed Feb  4 07:30:00 2026\nSubject: a\n\n${WORDS}`,
};

// `piece` as often as it fits into `n` bytes; a function is given the number of the time.
function filled(n, piece) {
  const made = typeof piece === "function" ? piece : () => piece;
  const parts = [];
  for (let length = 0, at = 0; length < n; at += 1) {
    parts.push(made(at));
    length += Buffer.byteLength(parts[at]);
  }
  return parts.join("");
}

// Words of letters that no two sentences have in common.
function word(at) {
  let state = (at * 2_654_435_761) >>> 0;
  let word = "";
  for (let n = 0; n < 6; n += 1) {
    word += String.fromCharCode(97 + (state % 26));
    state = Math.floor(state / 26) + at;
  }
  return word;
}

const sentence = (at) => `The ${word(at)} of ${word(at + 7)} saw ${word(at * 3)} near ${word(at * 5)}. `;

function family(extension, format, around, pieces) {
  return Object.entries(pieces).map(([title, piece]) => ({
    name: `${format}: ${title}`,
    extension,
    make: (n) => around(typeof piece === "object" ? piece.make(n) : filled(n, piece)),
  }));
}

const text = family("txt", "text", (body) => `${WORDS}\n\n${body}`, {
  "one endless line": sentence,
  "a sentence a line": (at) => `${sentence(at)}\n`,
  "a paragraph a sentence": (at) => `${sentence(at)}\n\n`,
  "one word a sentence": (at) => `${word(at)}. `,
  "one word a line": (at) => `${word(at)}\n`,
  "the same sentence": WORDS,
  "the same word": "bridge ",
  "one long word": "a",
  "one long word of signs and letters": "a-",
  "regional indicators": "🇩🇪🇫",
  "combining marks": "\u0301",
  "letters with many marks": "a\u0301\u0323\u0300\u0316 ",
  "joined emoji": "👩\u200d",
  "white space": " ",
  "blank lines": "\n",
  "dots": ".",
  "dots and spaces": ". ",
  "question marks": "?!",
  "quotation marks": "\"",
  "opening quotation marks": "“",
  "quotations": "“It is,” she said. ",
  "long quotations": (at) => `“It ${word(at)} is all that we ${word(at + 3)} have,” she said. `,
  "quotations in one sentence": "“it is all that we have” and ",
  "brackets": "(",
  "brackets and dots": "(a. ",
  "initials": "J. K. ",
  "abbreviations": "Mr. Dr. U.S. ",
  "numbers": "1.2 3,4 ",
  "numbered lines": (at) => `${at}. a\n`,
  "dates": "on May 3, 2026 ",
  "names": (at) => `${word(at).replace(/^./, (c) => c.toUpperCase())} ${word(at + 1).replace(/^./, (c) => c.toUpperCase())} said. `,
  "hyphens": "-",
  "underscores": "_ ",
  "addresses": "https://a.example/b?c=d ",
  "Chinese": "桥梁在星期二关闭",
  "Thai": "สะพานปิดวันอังคาร",
  "Arabic": "أغلق الجسر يوم الثلاثاء. ",
  "byte order marks": "\ufeff",
  "line separators": "a\u2028",
  "carriage returns": "a\r",
});

const markdown = family("md", "Markdown", (body) => (/^[-+]{3}\n/.test(body) ? body : `${WORDS}\n\n${body}`), {
  "quotations in quotations": "> ",
  "lists in lists": "- ",
  "numbered lists in lists": "1. ",
  "a list deeper each line": { make: (n) => filled(n, (at) => `${" ".repeat(at % 200)}- a\n`) },
  "quotation by line": { make: (n) => filled(n, (at) => `${">".repeat(at % 100)}a\n`) },
  "opening brackets": "[",
  "closing brackets": "]",
  "brackets in brackets": "[a",
  "images in images": "![",
  "links without end": "[a](",
  "links in angle brackets": "[a](<b",
  "links": "[a](https://b.example) ",
  "references that are not there": "[a][b]",
  "references": { make: (n) => `${filled(n / 2, (at) => `[a${at}] `)}\n\n${filled(n / 2, (at) => `[a${at}]: /b\n`)}` },
  "one reference": { make: (n) => `${filled(n, "[a] ")}\n\n[a]: /b\n` },
  "definitions without end": "[a]: ",
  "definitions of one": "[a]: b\n",
  "footnotes": { make: (n) => `${filled(n / 2, (at) => `a[^${at}] `)}\n\n${filled(n / 2, (at) => `[^${at}]: b\n\n`)}` },
  "footnotes in footnotes": "[^1]: ",
  "stars": "*a ",
  "strong stars": "a**b",
  "stars and underscores": "*_a ",
  "three kinds of emphasis": "*a **b _c __d ~~e ",
  "closed emphasis": "**a** ",
  "stars alone": "*",
  "underscores alone": "_",
  "tildes": "~~a",
  "longer and longer backticks": { make: (n) => filled(n, (at) => `e${"`".repeat(at % 180)}`) },
  "backticks": "`a",
  "fences": "```\n",
  "open tags": "<a ",
  "open comments": "<!--",
  "open declarations": "<!A ",
  "open instructions": "<?",
  "open CDATA": "<![CDATA[",
  "tags": "<b>a</b>",
  "closing tags": "</",
  "addresses in angle brackets": "<https://",
  "entities": "&amp;",
  "ampersands": "&",
  "backslashes": "\\",
  "table columns": { make: (n) => `${filled(n / 2, "|a")}\n${filled(n / 2, "|-")}\n` },
  "table rows": { make: (n) => `|a|b|\n|-|-|\n${filled(n, "|1|2|\n")}` },
  "rows without cells": { make: (n) => `${"|a".repeat(60)}|\n${"|-".repeat(60)}|\n${filled(n, "|\n")}` },
  "heads of tables": "|a\n|-\n",
  "underlines": "a\n=\n",
  "headings": "# a\n",
  "number signs": "#",
  "hard breaks": "a  \n",
  "lines": "a\n",
  "task lists": "- [ ] a\n",
  "front matter": { make: (n) => `---\n${filled(n, (at) => `k${at}: v\n`)}---\na\n` },
  "front matter without end": { make: (n) => `---\n${filled(n, "a: b\n")}` },
  "front matter of lists": { make: (n) => `---\na: ${"[".repeat(n)}\n---\na\n` },
  "front matter in TOML": { make: (n) => `+++\n${filled(n, (at) => `k${at} = 1\n`)}+++\na\n` },
  "rules of front matter": "---\n",
});

const page = (body) => `<!DOCTYPE html><html><head><title>a</title></head><body><p>${WORDS.repeat(4)}</p>${body}`;
const html = family("html", "HTML", page, {
  "divisions, closed": { make: (n) => filled(n, `${"<div>".repeat(300)}a${"</div>".repeat(300)}`) },
  "divisions, left open": "<div>",
  "lists in lists": "<ul><li>",
  "inline tags, left open": "<b>",
  "links, left open": "<a href=x>",
  "links around paragraphs": { make: (n) => filled(n, `<a href=x><p>a</a>`) },
  "misnested inline tags": "<b><i></b></i>",
  "misnested blocks": "<b><div>a</b></div>",
  "fonts and ends of paragraphs": "<font></p>",
  "different inline tags": { make: (n) => filled(n, (at) => `<b id=i${at}><p>a</p></b>`) },
  "paragraphs": `<p>${WORDS}`,
  "lines": "a<br>",
  "rules": "<hr>",
  "tables in tables": { make: (n) => filled(n, `${"<table><tr><td>".repeat(40)}a${"</table>".repeat(40)}`) },
  "text in tables": { make: (n) => `<table>${filled(n, "a<i>b</i>")}</table>` },
  "rows": { make: (n) => `<table>${filled(n, "<tr><td>a<td>b")}</table>` },
  "attributes of a tag": { make: (n) => `<p ${filled(n, (at) => `a${at}=b `)}>a</p>` },
  "one attribute again and again": { make: (n) => `<p ${filled(n, "a=b ")}>a</p>` },
  "attributes of the body": { make: (n) => filled(n, (at) => `<body a${at}=b>`) },
  "classes": { make: (n) => `<p class="${filled(n, (at) => `a${at} `)}">a</p>` },
  "a long attribute": { make: (n) => `<p title="${filled(n, "a&amp;b ")}">a</p>` },
  "entities": "&amp;",
  "entities without an end": "&notit",
  "ampersands": "& ",
  "numbers of characters": "&#38;&#x26;",
  "smaller than": "<",
  "greater than": ">",
  "one long text": WORDS,
  "one long word": "a",
  "open comments": "<!--",
  "comments": "<!-- a -->",
  "open declarations": "<!a",
  "scripts": "<script>a<b</script>",
  "a script without end": { make: (n) => `<script>${filled(n, "<!--<script>")}` },
  "a style without end": { make: (n) => `<style>${filled(n, "a{}")}` },
  "a title without end": { make: (n) => `<title>${filled(n, "a &amp; ")}` },
  "a text field": { make: (n) => `<textarea>${filled(n, "</a>")}` },
  "choices": { make: (n) => `<select>${filled(n, "<option>a")}` },
  "choices in choices": "<select><option><optgroup>",
  "drawings": "<svg><title>a</title></svg>",
  "mathematics": "<math><mi>a</mi></math>",
  "templates": "<template>a</template>",
  "forms": "<form><button>a",
  "frames": "<frameset>",
  "unknown tags": { make: (n) => filled(n, (at) => `<x${at}></x${at}>`) },
  "ends without beginnings": "</div>",
  "ends of paragraphs": "</p>",
  "meta": { make: (n) => filled(n, (at) => `<meta name=a${at} content=b>`) },
  "dates": "<time datetime=2026-02-03>a</time>",
  "JSON in pages": { make: (n) => `<script type="application/ld+json">${"[".repeat(n)}</script>` },
  "many JSON in pages": `<script type="application/ld+json">{"@graph":[{"@type":"WebPage"}]}</script>`,
  "captions": "<figure><figcaption>a</figcaption></figure>",
  "headings": `<h2>a</h2><p>${WORDS}</p>`,
  "links in lists": "<ul><li><a href=x>a</a></ul>",
  "hidden blocks": `<div style="display:none">a</div>`,
});

const item = (body) => `<rss version="2.0"><channel><title>a</title><item><description>${body}</description></item></channel></rss>`;
const feeds = [
  ...family("xml", "feed", item, {
    "entities": "&amp;",
    "entities of its own": "&a;",
    "mark-up, escaped": "&lt;p&gt;a&lt;/p&gt;",
    "mark-up, escaped twice": "&amp;lt;p&amp;gt;a",
    "mark-up, left open": "&lt;div&gt;",
    "character data": "<![CDATA[a]]>",
    "mark-up as it is": "<p>a</p>",
    "nested elements": "<a>",
    "greater than": "]]>",
    "comments": "<!-- a -->",
    "instructions": "<?a b?>",
    "numbers of characters": "&#38;",
  }),
  ...family("xml", "feed", (body) => `<rss><channel><title>a</title>${body}</channel></rss>`, {
    "items": (at) => `<item><title>${word(at)}</title><description>${sentence(at)}</description></item>`,
    "items without text": "<item><title>a</title></item>",
    "items left open": "<item>",
    "namespaces of items": { make: (n) => filled(n, (at) => `<item xmlns:a${at}="b${at}"><a${at}:c/></item>`) },
    "namespaces of one element": { make: (n) => `<item ${filled(n, (at) => `xmlns:a${at}="b" `)}><a1:c/></item>` },
    "namespaces in namespaces": { make: (n) => filled(n, `${`<x xmlns:a="b">`.repeat(60)}${"</x>".repeat(60)}`) },
    "attributes": { make: (n) => `<item ${filled(n, (at) => `a${at}="b" `)}></item>` },
    "one attribute again and again": { make: (n) => `<item ${filled(n, `a="b" `)}></item>` },
    "empty elements": "<a/>",
    "links": `<link href="x"/>`,
    "categories": "<item><category>a</category><category>b</category></item>",
  }),
  ...family("xml", "feed", (body) => `<!DOCTYPE rss [${body}]><rss><channel><item><description>a</description></item></channel></rss>`, {
    "declared entities": (at) => `<!ENTITY a${at} "b">`,
    "entities of entities": (at) => `<!ENTITY a${at + 1} "&a${at};&a${at};">`,
  }),
  ...family("xml", "Atom", (body) => `<feed xmlns="http://www.w3.org/2005/Atom"><title>a</title>${body}</feed>`, {
    "entries": (at) => `<entry><title>${word(at)}</title><summary>${sentence(at)}</summary></entry>`,
    "pages in entries": `<entry><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>a</p></div></content></entry>`,
    "nested pages": { make: (n) => `<entry><content type="xhtml">${filled(n, `${"<div>".repeat(60)}a${"</div>".repeat(60)}`)}</content></entry>` },
  }),
];

const json = [
  ...family("json", "JSON", (body) => body, {
    "lists in lists": "[",
    "objects in objects": `{"a":`,
    "a long text": { make: (n) => JSON.stringify({ text: filled(n, sentence) }) },
    "escapes": { make: (n) => `{"text":"${filled(n, "\\u0041\\n")}"}` },
    "halves of characters": { make: (n) => `{"text":"${filled(n, "\\ud800")}"}` },
    "fields of an object": { make: (n) => `{"text":"a. b",${filled(n, (at) => `"k${at}":1,`)}"z":0}` },
    "one field again and again": { make: (n) => `{${filled(n, `"text":"a",`)}"text":"b"}` },
    "objects in a list": { make: (n) => `[${filled(n, (at) => `{"text":"${sentence(at)}"},`)}{"text":"b"}]` },
    "pieces of a text": { make: (n) => `{"text":[${filled(n, `"a",`)}"b"]}` },
    "a long number": { make: (n) => `{"text":"a","n":${"9".repeat(n)}}` },
    "numbers": { make: (n) => `[${filled(n, "1,")}2]` },
    "a string without end": { make: (n) => `{"text":"${filled(n, "a\\\\")}` },
    "mark-up": { make: (n) => JSON.stringify({ text: filled(n, "<p>a<b>c</p>") }) },
  }),
  ...family("ndjson", "lines of JSON", (body) => body, {
    "articles": (at) => `{"text":"${sentence(at)}"}\n`,
    "the same article": `{"text":"${WORDS}"}\n`,
    "broken lines": "{\n",
    "lists": "[[\n",
  }),
];

const mail = [
  ...family("eml", "mail", (body) => body, {
    "headers": { make: (n) => `${filled(n, (at) => `X-A${at}: b\n`)}\na. b\n` },
    "one header again and again": { make: (n) => `${filled(n, "Subject: b\n")}\na. b\n` },
    "a folded header": { make: (n) => `Subject: a\n${filled(n, " b\n")}\na. b\n` },
    "encoded words": { make: (n) => `Subject: ${filled(n, "=?utf-8?Q?a?= ")}\n\na. b\n` },
    "addresses": { make: (n) => `From: ${filled(n, "a <a@b.c>, ")}\n\na. b\n` },
    "groups of addresses": { make: (n) => `From: ${filled(n, "a:(")}\n\na. b\n` },
    "comments": { make: (n) => `From: ${filled(n, "(")}\n\na. b\n` },
    "quoted lines": { make: (n) => `Subject: a\n\n${filled(n, "> a\n")}` },
    "quotations of quotations": { make: (n) => `Subject: a\n\n${filled(n, (at) => `${">".repeat(at % 100)} a\n`)}` },
    "parts": { make: (n) => `Content-Type: multipart/mixed; boundary=b\n\n${filled(n, "--b\n\na. b\n")}` },
    "parts in parts": { make: (n) => filled(n, (at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`) },
    "parts in parts of one name": "Content-Type: multipart/mixed; boundary=b\n\n--b\n",
    "messages in messages": "Content-Type: message/rfc822\n\n",
    "boundaries that hardly fit": { make: (n) => `Content-Type: multipart/mixed; boundary=${"-".repeat(60)}b\n\n${filled(n, "-")}` },
    "quoted signs": { make: (n) => `Content-Transfer-Encoding: quoted-printable\n\n${filled(n, "=41=\n")}` },
    "base64": { make: (n) => `Content-Transfer-Encoding: base64\n\n${filled(n, "QUFB\n")}` },
    "pages": { make: (n) => `Content-Type: text/html\n\n${filled(n, "<p>a<b>c</p>")}` },
    "pages, left open": { make: (n) => `Content-Type: text/html\n\n${filled(n, "<div>")}` },
  }),
  ...family("mbox", "mailbox", (body) => body, {
    "messages": (at) => `From a@b.c Wed Feb  4 07:30:00 2026\nSubject: a\n\n${sentence(at)}\n\n`,
    "lines that begin like messages": { make: (n) => `From a@b.c Wed Feb  4 07:30:00 2026\nSubject: a\n\n${filled(n, "\nFrom here\n")}` },
  }),
];

export const cases = [...text, ...markdown, ...html, ...feeds, ...json, ...mail];

// Those that came closest to the limit, or were beyond it before they were mended: the quick set.
export const worst = [
  "text: long quotations",
  "text: names",
  "text: numbered lines",
  "text: one word a sentence",
  "text: quotations",
  "text: quotations in one sentence",
  "Markdown: entities",
  "Markdown: front matter in TOML",
  "Markdown: lists in lists",
  "Markdown: open CDATA",
  "Markdown: stars alone",
  "HTML: divisions, closed",
  "HTML: rules",
  "HTML: tables in tables",
  "feed: declared entities",
  "feed: entities of entities",
  "Atom: pages in entries",
  "mail: groups of addresses",
  "mail: quotations of quotations",
  "mail: quoted signs",
];
