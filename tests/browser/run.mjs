// The written pages in a real browser. Run by .ci/run; by hand: `npm ci && npm test` in this
// folder, with the program built and Debian's chromium installed.
//
// DAYBRIEF names the program, SHARED the folder of measuring data; without the data the seeds and
// a handful of attacks of our own are used, and the last lines say so. ATTACKS is how many of the
// attacks are tried; left out, all of them.

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { launched } from "./browser.mjs";
import { hostile, notices, PLACES, vectors } from "./hostile.mjs";
import { looks } from "./looks.mjs";
import { kinds, serving, walked } from "./served.mjs";
import { sound, valid } from "./sound.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PROGRAM = resolve(ROOT, process.env.DAYBRIEF ?? "target/release/daybrief");
const SHARED = resolve(ROOT, process.env.SHARED ?? "../shared");
const ATTACKS = join(SHARED, "data/hostile/xss.jsonl");
const OWN_ATTACKS = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "\"><svg onload=alert(1)>",
  "javascript:alert(1)",
  "[x](javascript:alert(1))",
  "{{{x}}}</style><script>alert(1)</script>",
];
const MAX_SEEDS_PAGE = 20_000;

const folder = mkdtempSync(join(tmpdir(), "daybrief-browser-"));
const faults = [];

// What is remembered in a folder of its own.
function remembering(state) {
  return { cwd: ROOT, env: { ...process.env, XDG_STATE_HOME: join(folder, state), XDG_CONFIG_HOME: folder } };
}

function daybrief(args, state = "state", allowed = [0]) {
  const { env } = remembering(state);
  const run = spawnSync(PROGRAM, args, { cwd: ROOT, encoding: "utf8", env, maxBuffer: 1 << 28 });
  if (!allowed.includes(run.status)) {
    faults.push(`daybrief ${args[0]}: exit ${run.status} ${run.stderr.slice(0, 300)}`);
  }
}

async function step(name, work) {
  const before = faults.length;
  const start = performance.now();
  let note = "";
  try {
    note = (await work()) ?? "";
  } catch (error) {
    faults.push(`${name}: ${error.stack}`);
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${faults.length === before ? "ok  " : "FAIL"} ${seconds.padStart(6)} s  ${name} ${note}`);
}

const browser = await launched();
const all = existsSync(ATTACKS) ? vectors(ATTACKS) : OWN_ATTACKS;
const attacks = all.slice(0, Number(process.env.ATTACKS ?? all.length));

const pages = {
  seeds: ["make", "seeds", "--date", "2026-02-04"],
  article: ["summarize", "seeds/002_e18daff00afa74a0.txt"],
  topics: ["make", "tests/browser/heap.ndjson", "--date", "2026-03-05"],
};
for (const [title, args] of Object.entries(pages)) {
  const file = join(folder, `${title}.html`);
  daybrief([...args, "-o", file]);
  await step(`${title}: valid`, async () => {
    faults.push(...(await valid(file)));
  });
  for (const colorScheme of ["light", "dark"]) {
    await step(`${title}: sound, ${colorScheme}`, async () => {
      faults.push(...(await sound(browser, pathToFileURL(file).href, { colorScheme })));
    });
  }
  await step(`${title}: looks`, async () => {
    const screens = new URL("screens/", import.meta.url);
    faults.push(...(await looks(browser, pathToFileURL(file).href, title, screens)));
  });
}
await step("seeds: small", () => {
  const { size } = statSync(join(folder, "seeds.html"));
  if (size > MAX_SEEDS_PAGE) faults.push(`the page of the seeds has ${size} bytes`);
  return `${size} bytes`;
});
for (const [date, input] of [["2026-02-04", "seeds"], ["2026-03-05", "tests/browser/heap.ndjson"]]) {
  daybrief(["make", input, "--date", date, "--remember", "-o", join(folder, "edition.html")], "archive");
}
await serving(PROGRAM, remembering("archive"), async (address) => {
  await step("serve: every kind of page is valid and sound", async () => {
    const told = await kinds(browser, address, folder);
    faults.push(...told.faults);
    return `${told.pages} pages`;
  });
  await step("serve: walked through", async () => {
    faults.push(...(await walked(browser, address)));
  });
  await step("serve: looks", async () => {
    const screens = new URL("screens/", import.meta.url);
    for (const [title, path] of [["served-index", ""], ["served-article", "articles/1"]]) {
      faults.push(...(await looks(browser, address + path, title, screens)));
    }
  });
});
await step("the harness notices unsafe files", async () => {
  const { deaf, kinds, signs } = await notices(browser, attacks, folder);
  faults.push(...deaf);
  return `${kinds} kinds × ${signs} signs`;
});
await step("hostile text", async () => {
  const served = { program: PROGRAM, options: remembering("hostile") };
  const told = await hostile(attacks, folder, (args) => daybrief(args, "hostile"), served);
  faults.push(...told.faults);
  const whose = existsSync(ATTACKS) ? "" : " (our own: the measuring data is absent)";
  for (const [output, { pages, seen, seconds }] of told.counts) {
    const time = seconds.toFixed(1).padStart(6);
    console.log(`     ${time} s  ${output}: ${pages} pages, on which attacks are read as text ${seen} times`);
  }
  const n = attacks.length * PLACES.length * told.counts.size;
  return `${attacks.length} attacks${whose} × ${PLACES.length} places × ${told.counts.size} outputs = ${n}`;
});

await browser.close();
rmSync(folder, { recursive: true, force: true });
faults.slice(0, 40).forEach((fault) => console.error(fault));
if (faults.length > 40) console.error(`… and ${faults.length - 40} more`);
process.exitCode = faults.length > 0 ? 1 : 0;
