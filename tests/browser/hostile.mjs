// Every known attack in every place of an article, through every output, in a real browser. First
// it is shown that the ear hears: unsafe files of every kind, made from the same attacks.
//
// Policies are taken out of the pages before they are opened: what is escaped well needs none, and
// what is not would stay silent behind one.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { HtmlRenderer, Parser } from "commonmark";
import MarkdownIt from "markdown-it";

import { launched, opened, suspects } from "./browser.mjs";
import { OWN, serving } from "./served.mjs";
import { documents, entries, htmlPart } from "./unpack.mjs";

export const PLACES = ["title", "body", "url", "source", "author", "date", "id", "file name"];
const BATCH = 300;
// Long enough for a handler that waits for an image to fail.
const WAIT = 150;
// Pages of the server that are asked for at a time.
const AT_ONCE = 8;

// What our own files hold beside links to the web: neighbors in an archive and in a book.
const NEIGHBOR = /^(<link>|(a|link) href=[\w.%-]+\.(x?html|xml|css)(#|$))/;

export function vectors(file) {
  const lines = readFileSync(file, "utf8").trim().split("\n");
  return lines.map((line) => JSON.parse(line).html ?? "").filter(Boolean);
}

// Articles with an attack in every field, one an attack; each is a topic of its own.
function article(attack, n) {
  const words = `Ferry number ${n} of the line ${n}x left harbor ${n}y on time with ${attack} on board.`;
  return {
    id: attack,
    title: `${attack} ${n}`,
    url: n % 2 ? attack : `https://example.org/${n}?q=${attack}`,
    source: `${attack} outlet`,
    author: attack,
    date: attack,
    text: `${words} The crew of ship ${n} said “${attack}” and ${n} people heard it there on Monday.`,
  };
}

// Writes every output of every attack and listens to all of them. `counts` says for each output
// how many pages were opened and how many attacks could be read on them as text.
export async function hostile(attacks, folder, daybrief, served) {
  const faults = [];
  const counts = new Map();
  // A browser that has opened a thousand pages of attacks may give up: each batch has its own.
  let browser;
  const heard = async (output, pages, part, own) => {
    const count = counts.get(output) ?? { pages: 0, seen: 0, seconds: 0 };
    const start = performance.now();
    counts.set(output, count);
    for (const [name, html] of pages) {
      const file = join(folder, `heard-${output.replaceAll(/\W/g, "-")}${/\.xhtml$/.test(name) ? ".xhtml" : ".html"}`);
      writeFileSync(file, unguarded(html));
      const { found, text } = await quiet(browser, file, own);
      faults.push(...found.map((fault) => `${output}, ${name}: ${fault}`));
      count.pages += 1;
      count.seen += part.filter((attack) => text.includes(folded(attack))).length;
    }
    count.seconds += (performance.now() - start) / 1000;
  };
  for (let from = 0; from < attacks.length; from += BATCH) {
    await browser?.close();
    browser = await launched();
    const part = attacks.slice(from, from + BATCH);
    const dir = join(folder, `batch-${from}`);
    const inputs = written(part, from, dir);
    listed(part, join(dir, "out"));
    daybrief(["make", ...inputs, "-c", join(dir, "all.toml"), "--max-topics", "100000", "--date", "2026-02-04", "--remember"]);
    daybrief(["summarize", ...inputs, "-n", "300", "-o", join(dir, "summary.html")]);
    daybrief(["summarize", ...inputs, "-n", "300", "--md-citations", "inline", "-o", join(dir, "summary.md")]);
    daybrief(["explain", ...inputs, "--all", "-o", join(dir, "why.html")]);
    const text = (file) => readFileSync(join(dir, file), "utf8");
    const out = (extension) => `out/${readdirSync(join(dir, "out")).find((file) => file.endsWith(extension) && !/^(e\d+|index|atom)\.\w+$/.test(file))}`;
    await heard("page", [["make", text(out(".html"))], ["summarize", text("summary.html")]], part, NEIGHBOR);
    await heard("explanation", [["explain", text("why.html")]], part);
    await heard("archive", [["index", text("out/index.html")]], part, NEIGHBOR);
    await heard("mail", [["make", htmlPart(text(out(".eml")))]], part);
    await heard("feed", [["of the archive", entries(text("out/atom.xml"))], ["make", entries(text(out(".atom")))]], part);
    const book = documents(readFileSync(join(dir, out(".epub"))));
    await heard("book", [...book], part, NEIGHBOR);
    for (const [name, file] of [["make", out(".md")], ["summarize", "summary.md"]]) {
      faults.push(...plain(text(file)).map((fault) => `${name}.md: ${fault}`));
      for (const [reader, render] of Object.entries(READERS)) {
        await heard(`Markdown by ${reader}`, [[name, render(text(file))]], part);
      }
    }
  }
  await serving(served.program, served.options, async (address) => {
    const pages = await joined(address, attacks);
    for (const [name, html] of pages) await heard("serve", [[name, html]], attacks, OWN);
    for (const path of ["", "topics", "topics/1", "articles", "articles/1", "editions/1", "search?q=ferry"]) {
      const { page, deeds, close } = await opened(browser, address + path);
      await page.waitForTimeout(WAIT);
      const found = [...deeds, ...(await suspects(page))].filter((fault) => !OWN.test(fault));
      faults.push(...found.map((fault) => `serve, /${path}: ${fault}`));
      await close();
    }
  });
  await browser?.close();
  for (const [output, { seen }] of counts) {
    if (seen === 0) faults.push(`${output}: no attack came so far; what was heard means nothing`);
  }
  return { faults, counts };
}

// All inputs of a batch: the heap, and files whose names are the attacks, as far as a name can be.
function written(attacks, from, dir) {
  const names = join(dir, "names");
  mkdirSync(names, { recursive: true });
  const heap = join(dir, "attacks.ndjson");
  writeFileSync(heap, attacks.map((attack, n) => JSON.stringify(article(attack, from + n))).join("\n"));
  const formats = `formats = ["html", "md", "email", "epub", "atom"]`;
  writeFileSync(join(dir, "all.toml"), `[output]\ndir = ${JSON.stringify(join(dir, "out"))}\n${formats}\n`);
  const files = [];
  for (const [n, attack] of attacks.entries()) {
    const name = attack.replaceAll(/[/\0\n\r*?[\]]/g, "").slice(0, 60);
    const file = join(names, `${name} ${from + n}.txt`);
    if (Buffer.byteLength(name) > 200) continue;
    writeFileSync(file, `Tram ${from + n} of depot ${from + n}z stopped twice on Tuesday near ${attack} again.`);
    files.push(file);
  }
  return [heap, ...files];
}

// Editions that are said to lie in the folder already: an attack in all that its page and its feed
// show of each.
function listed(attacks, dir) {
  mkdirSync(dir, { recursive: true });
  const editions = attacks.map((attack, n) => ({
    name: `e${n}`,
    date: "2026-01-05",
    title: attack,
    language: null,
    files: [`e${n}.html`],
    articles: 1,
    topics: 1,
    leads: [{ label: attack, text: attack, source: attack, url: attack }],
  }));
  for (const { files } of editions) writeFileSync(join(dir, files[0]), "<!DOCTYPE html>\n");
  const list = { schema: "daybrief-archive/1", id: "urn:x", editions };
  writeFileSync(join(dir, "editions.json"), JSON.stringify(list));
}

// The bodies of all articles, topics and searches of the server, many on a page.
async function joined(address, attacks) {
  const paths = [];
  for (let next = "/articles"; next; ) {
    const html = await (await fetch(new URL(next, address))).text();
    paths.push(next, ...[...html.matchAll(/href="(\/articles\/\d+)"/g)].map((match) => match[1]));
    next = /rel="next" href="([^"]+)"/.exec(html)?.[1].replaceAll("&#61;", "=");
  }
  for (let next = "/topics"; next; ) {
    const html = await (await fetch(new URL(next, address))).text();
    paths.push(next, ...[...html.matchAll(/href="(\/topics\/\d+)"/g)].map((match) => match[1]));
    next = /rel="next" href="([^"]+)"/.exec(html)?.[1].replaceAll("&#61;", "=");
  }
  paths.push("/", ...attacks.map((attack) => `/search?q=${encodeURIComponent(attack.slice(0, 200).toWellFormed())}`));
  const bodies = [];
  for (let from = 0; from < paths.length; from += AT_ONCE) {
    const part = paths.slice(from, from + AT_ONCE).map(async (path) => {
      const answer = await fetch(new URL(path, address));
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
      return /<body>([^]*)<\/body>/.exec(await answer.text())[1];
    });
    bodies.push(...(await Promise.all(part)));
  }
  const pages = [];
  for (let from = 0; from < bodies.length; from += BATCH * 2) {
    const html = bodies.slice(from, from + BATCH * 2).join("\n");
    pages.push([`pages ${from}`, `<!DOCTYPE html><meta charset="utf-8"><title>x</title><body>${html}</body>`]);
  }
  return pages;
}

// Without its policy, and without the style sheet that lies beside it in a book.
function unguarded(html) {
  const bare = html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "");
  return bare.replace(/<link rel="stylesheet"[^>]*href="style.css"[^>]*>/, "");
}

function folded(text) {
  return text.replaceAll(/\s+/g, " ").trim();
}

async function quiet(browser, file, own = /^$/) {
  const { page, deeds, close } = await opened(browser, pathToFileURL(file).href);
  await page.waitForTimeout(WAIT);
  const text = folded(await page.evaluate(() => document.documentElement.textContent).catch(() => ""));
  const found = [...deeds, ...(await suspects(page).catch(() => ["navigation: the page has gone"]))];
  await close();
  return { found: found.filter((deed) => !own.test(deed)), text };
}

// Readers of Markdown that pass HTML through, as many do.
const READERS = {
  commonmark: (text) => sheet(new HtmlRenderer().render(new Parser().parse(text))),
  "markdown-it": (text) => sheet(new MarkdownIt({ html: true, linkify: true }).render(text)),
};

function sheet(html) {
  return `<!DOCTYPE html><meta charset="utf-8"><title>x</title><body>${html}</body>`;
}

// Markdown holds no HTML, image, code block or foreign link.
function plain(text) {
  const faults = [];
  const walker = new Parser().parse(text).walker();
  for (let event = walker.next(); event; event = walker.next()) {
    const { type, destination } = event.node;
    if (!event.entering) continue;
    if (/^(html_inline|html_block|image|code_block)$/.test(type)) {
      faults.push(`${type} ${(event.node.literal ?? "").slice(0, 60)}`);
    }
    if (type === "link" && !/^https?:\/\//.test(destination)) {
      faults.push(`link to ${destination.slice(0, 60)}`);
    }
  }
  return faults;
}

// Files made without care must be noticed, by what they do and by what stands in them, whatever
// they came in: a page, a message, a document of a book, Markdown by each reader, joined pages.
export async function notices(browser, attacks, folder) {
  const unsafe =
    `<img src="x" onerror="alert(1)"/><a href="javascript:alert(1)">x</a><a href="data:text/html,x">x</a>` +
    `<script>console.log("ran")</script><iframe src="https://example.invalid/"></iframe>`;
  const wanted = ["dialog", "request", "console", "navigation", "<script>", "onerror", "javascript:", "data:"];
  const rendered = attacks.slice(0, 40).map((attack) => READERS.commonmark(attack)).join("\n");
  const xhtml = `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>${unsafe}</body></html>`;
  const mail = `Content-Type: multipart/alternative; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n` +
    `Content-Transfer-Encoding: base64\r\n\r\n${Buffer.from(sheet(unsafe)).toString("base64")}\r\n--b--\r\n`;
  const guarded = `<!DOCTYPE html><meta http-equiv="Content-Security-Policy" content="default-src 'none'">`;
  const escaped = unsafe.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const kinds = {
    "a page": sheet(unsafe + rendered),
    "a guarded page": unguarded(`${guarded}<title>x</title><body>${unsafe}</body>`),
    "a message": htmlPart(mail),
    "a feed": entries(`<feed><entry><content type="html">${escaped}</content></entry></feed>`),
    "a book": xhtml,
    "commonmark": READERS.commonmark(unsafe),
    "markdown-it": READERS["markdown-it"](unsafe),
  };
  const deaf = [];
  for (const [kind, html] of Object.entries(kinds)) {
    const file = join(folder, html === xhtml ? "unsafe.xhtml" : "unsafe.html");
    writeFileSync(file, html);
    for (const own of [/^$/, OWN, NEIGHBOR]) {
      const heard = (await quiet(browser, file, own)).found.join("\n");
      const missed = wanted.filter((deed) => !heard.includes(deed));
      deaf.push(...missed.map((deed) => `the harness does not notice in ${kind}: ${deed}`));
    }
  }
  if (plain("<b>x</b>\n\n![x](y) [a](javascript:b)\n").length < 3) deaf.push("the harness does not notice Markdown");
  return { deaf, kinds: Object.keys(kinds).length, signs: wanted.length };
}
