// Every known attack in every place of an article, through the pages and the Markdown, in a real
// browser. First it is shown that the ear hears: unsafe pages made from the same attacks.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { HtmlRenderer, Parser } from "commonmark";

import { opened, suspects } from "./browser.mjs";

const BATCH = 150;
// Long enough for a handler that waits for an image to fail.
const WAIT = 150;

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

export async function hostile(browser, attacks, folder, daybrief) {
  const faults = [];
  let pages = 0;
  for (let from = 0; from < attacks.length; from += BATCH) {
    const part = attacks.slice(from, from + BATCH);
    const heap = join(folder, `attacks-${from}.ndjson`);
    writeFileSync(heap, part.map((attack, n) => JSON.stringify(article(attack, from + n))).join("\n"));
    const inputs = [heap, ...named(part, join(folder, `names-${from}`))];
    for (const command of ["make", "summarize"]) {
      const limits = command === "make" ? ["--max-topics", "100000"] : ["-n", "300"];
      const html = join(folder, `${command}-${from}.html`);
      const markdown = join(folder, `${command}-${from}.md`);
      daybrief([command, ...inputs, ...limits, "-o", html]);
      daybrief([command, ...inputs, ...limits, "-o", markdown]);
      faults.push(...(await quiet(browser, html)), ...plain(markdown));
      pages += 2;
    }
  }
  return { faults, pages };
}

// Files whose names are the attacks, as far as a name can be.
function named(attacks, folder) {
  mkdirSync(folder, { recursive: true });
  const files = [];
  for (const [n, attack] of attacks.entries()) {
    const name = attack.replaceAll(/[/\0\n\r*?[\]]/g, "").slice(0, 60);
    const file = join(folder, `${name} ${n}.txt`);
    if (Buffer.byteLength(name) > 200) continue;
    writeFileSync(file, `Tram ${n} of depot ${n}z stopped twice on Tuesday near ${attack} again.`);
    files.push(file);
  }
  return files;
}

async function quiet(browser, file) {
  const { page, deeds, close } = await opened(browser, pathToFileURL(file).href);
  await page.waitForTimeout(WAIT);
  const faults = [...deeds, ...(await suspects(page))].map((deed) => `${file}: ${deed}`);
  await close();
  return faults;
}

// A Markdown file, read by another reader of it, holds no HTML, image or foreign link.
export function plain(file) {
  const tree = new Parser().parse(readFileSync(file, "utf8"));
  const faults = [];
  const walker = tree.walker();
  for (let event = walker.next(); event; event = walker.next()) {
    const { type, destination } = event.node;
    if (!event.entering) continue;
    if (/^(html_inline|html_block|image|code_block)$/.test(type)) {
      faults.push(`${file}: ${type} ${(event.node.literal ?? "").slice(0, 60)}`);
    }
    if (type === "link" && !/^https?:\/\//.test(destination)) {
      faults.push(`${file}: link to ${destination.slice(0, 60)}`);
    }
  }
  return faults;
}

// Pages made without care must be noticed, by what they do and by what stands in them, and so must
// Markdown.
export async function notices(browser, attacks, folder) {
  const unsafe = join(folder, "unsafe.html");
  const renderer = new HtmlRenderer();
  const rendered = attacks.slice(0, 40).map((attack) => renderer.render(new Parser().parse(attack)));
  writeFileSync(
    unsafe,
    `<!DOCTYPE html><title>x</title><img src=x onerror="alert(1)"><a href="javascript:alert(1)">x</a>` +
      `<script>console.log("ran")</script><iframe src="https://example.invalid/"></iframe>${rendered.join("\n")}`,
  );
  const heard = (await quiet(browser, unsafe)).join("\n");
  const wanted = ["dialog", "request", "console", "navigation", "<script>", "onerror", "javascript:"];
  const deaf = wanted.filter((deed) => !heard.includes(deed));
  const file = join(folder, "unsafe.md");
  writeFileSync(file, "<b>x</b>\n\n![x](y) [a](javascript:b)\n");
  if (plain(file).length < 2) deaf.push("Markdown");
  return deaf.map((deed) => `the harness does not notice: ${deed}`);
}
