// Time that grows with the square of its input is a way to stop the program. Instructions are
// counted by valgrind, which says the same on every machine: twice the input may take 2.3 times as
// many, beyond what the program takes for a line of the same format.
//
// By hand: `node tests/complexity/run.mjs`, with the program built and Debian's valgrind installed.
// DAYBRIEF names the program, SIZE the bytes of the smaller input (at first), ONLY is a pattern for
// the names of the cases, COMMAND the command that reads them; QUICK takes the worst cases alone, ALL
// shows every case as it ends.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { cases, plainest, worst } from "./cases.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PROGRAM = resolve(ROOT, process.env.DAYBRIEF ?? "target/release/daybrief");
const SIZE = Number(process.env.SIZE ?? 1 << 14);
const COMMAND = process.env.COMMAND ?? "summarize";
const MAX_RATIO = 2.3;
// Instructions that do not count: a table that is made once, or a buffer that grows.
const NOISE = 2_000_000;
// Beyond those of a line. Where it is less, the line itself decides (not every case takes as much as
// one), and tables that grow in steps: such a case is tried at four times the size, and again, up to
// half of what is read of a source. Whatever the size, the last ratio must hold.
const ENOUGH = 40_000_000;
const GROWTH = 4;
const LARGEST = 8 << 20;
// Of the kernel's own: it must not take a case that hangs for one that is slow.
const PATIENCE = 120_000;

const folder = mkdtempSync(join(tmpdir(), "daybrief-complexity-"));

// Instructions that the program takes for a file, and what it said of it.
function counted(file) {
  const args = ["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", PROGRAM];
  const env = { PATH: process.env.PATH, HOME: folder, XDG_STATE_HOME: folder, RAYON_NUM_THREADS: "1" };
  return new Promise((done, fail) => {
    const run = spawn("valgrind", [...args, COMMAND, file, "--jobs", "1"], { env, cwd: folder, timeout: PATIENCE });
    let said = "";
    run.stderr.on("data", (data) => (said += data));
    run.stdout.resume();
    run.on("error", fail);
    run.on("close", (code, signal) => {
      const refs = /I\s+refs:\s+([\d,]+)/.exec(said);
      const line = said.split("\n").find((line) => /^(error|warning): /.test(line)) ?? "";
      if (!refs || ![0, 3].includes(code)) done({ n: NaN, line: `${signal ?? `exit ${code}`} ${line}` });
      else done({ n: Number(refs[1].replaceAll(",", "")), line, refused: code === 3 });
    });
  });
}

let written = 0;
async function instructions(extension, content) {
  written += 1;
  const file = join(folder, `${written}.${extension}`);
  writeFileSync(file, content);
  const result = await counted(file);
  rmSync(file);
  return result;
}

const refusal = (await instructions("txt", "")).n;
const bases = new Map();
// What a line of a format takes, counted once.
function base(extension) {
  if (!bases.has(extension)) bases.set(extension, instructions(extension, plainest[extension]));
  return bases.get(extension);
}
const only = new RegExp(process.env.ONLY ?? "");
const quick = new Set(process.env.QUICK ? worst : cases.map(({ name }) => name));
const unknown = [...quick].filter((name) => !cases.some((it) => it.name === name));
if (unknown.length > 0) throw new Error(`no such cases: ${unknown.join(", ")}`);
const todo = cases.filter(({ name }) => quick.has(name) && only.test(name));
const rows = [];
async function worker() {
  for (let next = todo.shift(); next; next = todo.shift()) {
    let row = await doubled(next, SIZE);
    for (let size = SIZE * GROWTH; row.cheap && 2 * size <= LARGEST; size *= GROWTH) {
      const larger = await doubled(next, size);
      // A limit lies between: what is refused says nothing of what is read.
      if (larger.large.refused !== row.large.refused) break;
      row = larger;
    }
    rows.push(row);
    if (process.env.ALL) show(row);
  }
}
async function doubled({ name, extension, make }, size) {
  const plain = await base(extension);
  const small = await instructions(extension, make(size));
  const large = await instructions(extension, make(2 * size));
  const above = ({ n, refused }) => n - (refused ? refusal : plain.n) + NOISE;
  const ratio = above(large) / above(small);
  return { name, size, ratio, small, large, cheap: above(small) < ENOUGH, holds: ratio <= MAX_RATIO };
}
function show({ name, size, ratio, small, large, holds }) {
  const millions = ({ n }) => (n / 1e6).toFixed(0);
  const said = large.line && ` (${large.line.slice(0, 90)})`;
  console.log(`${holds ? "ok  " : "FAIL"} ${ratio.toFixed(2)}  ${name}: ${millions(small)} to ${millions(large)} million of ${size >> 10} KiB${said}`);
}

const start = performance.now();
await Promise.all(Array.from({ length: availableParallelism() }, worker));
rmSync(folder, { recursive: true, force: true });

rows.sort((a, b) => b.ratio - a.ratio || a.name.localeCompare(b.name));
if (!process.env.ALL) rows.filter((row, n) => n < 5 || !row.holds).forEach(show);
const failed = rows.filter(({ holds }) => !holds).length;
const seconds = ((performance.now() - start) / 1000).toFixed(0);
console.log(`${rows.length} cases from ${SIZE} bytes on in ${seconds} s: ${failed} beyond ${MAX_RATIO}`);
process.exitCode = failed > 0 || rows.length === 0 ? 1 : 0;
