// The archive's server: started, asked for pages, walked through as a reader would.

import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { opened, suspects } from "./browser.mjs";
import { sound, valid } from "./sound.mjs";

// What pages of the server hold that no other page does: a form that leads to it.
export const OWN = /^(<form>|<input>|<button>|form action=\/search|a href=\/)/;

// Starts `program serve`, calls `work` with its address, ends it.
export async function serving(program, options, work) {
  const child = spawn(program, ["serve", "--port", "0"], { ...options, stdio: ["ignore", "pipe", "inherit"] });
  let end = null;
  child.once("exit", (code, signal) => {
    end = code ?? signal;
  });
  try {
    const address = await new Promise((resolve, reject) => {
      child.stdout.once("data", (line) => resolve(String(line).trim()));
      child.once("exit", (code) => reject(new Error(`daybrief serve: exit ${code}`)));
    });
    return await work(address);
  } catch (error) {
    // A server that has ended is another fault than one that was slow.
    if (end === null) throw error;
    throw new Error(`daybrief serve ended with ${end}`, { cause: error });
  } finally {
    child.removeAllListeners("exit");
    child.kill("SIGTERM");
  }
}

// Index → edition → article → back to the edition, and a search with a hit.
export async function walked(browser, address) {
  const faults = [];
  const { page, deeds, close } = await opened(browser, address, { javaScriptEnabled: true });
  const expect = (claim, what) => {
    if (!claim) faults.push(`${page.url()}: ${what}`);
  };
  const own = new URL(address).origin;
  const foreign = [];
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== own) foreign.push(`request ${request.url()}`);
  });
  await page.click('main a[href^="/editions/"]');
  expect(/\/editions\/\d+$/.test(page.url()), "no edition behind the index");
  expect((await page.locator("article").count()) > 0, "the edition has no topic");
  await page.click('#archived ~ ol a[href^="/articles/"]');
  expect((await page.locator("article mark").count()) > 0, "no sentence is marked");
  const said = await page.locator("article mark").first().textContent();
  await page.click("article .cite");
  const target = page.locator(":target");
  expect((await target.count()) === 1, "the mark does not lead to its sentence");
  expect((await target.textContent()).includes(said), "the mark leads to another sentence");
  await page.click('a[href^="/topics/"]');
  expect((await page.locator("main h2").count()) > 0, "the topic has no day");
  await page.click("main .cite");
  expect((await page.locator("mark:target").count()) === 1, "the topic does not lead to its sentence");
  await page.click('nav a[href="/"]');
  await page.fill("#q", said.split(" ").slice(0, 2).join(" "));
  await page.press("#q", "Enter");
  expect(page.url().includes("/search?q="), "no search");
  expect((await page.locator("main mark").count()) > 1, "no hit is highlighted");
  await page.click('#articles ~ ul a');
  expect(/\/articles\/\d+$/.test(page.url()), "the hit leads to no article");
  await page.goBack();
  await page.goBack();
  expect(page.url() === address, "back is not back");
  // Pages that were asked for by hand are no fault; anything else is.
  const own_deed = new RegExp(`^(request|navigation) ${own}/`);
  faults.push(...foreign, ...deeds.filter((deed) => !own_deed.test(deed)));
  await close();
  return faults;
}

// Every kind of page: valid, accessible, without scripts, in both color schemes.
export async function kinds(browser, address, folder) {
  const faults = [];
  const paths = ["", "topics", "topics/1", "articles", "articles/1", "search", "search?q=the", "editions/1", "nothing"];
  for (const [n, path] of paths.entries()) {
    const url = address + path;
    const file = join(folder, `served-${n}.html`);
    writeFileSync(file, await (await fetch(url)).text());
    faults.push(...(await valid(file)).map((fault) => `${url} ${fault}`));
    for (const colorScheme of ["light", "dark"]) {
      const found = await sound(browser, url, { colorScheme });
      const is_own = (fault) => OWN.test(fault) || (path === "nothing" && /^console .*404/.test(fault));
      faults.push(...found.filter((fault) => !is_own(fault)).map((fault) => `${url} ${fault}`));
    }
    const { page, close } = await opened(browser, url, { viewport: { width: 360, height: 800 } });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (overflow > 0) faults.push(`${url}: ${overflow} px wider than a telephone`);
    if ((await suspects(page)).some((suspect) => !OWN.test(suspect))) faults.push(`${url}: suspects`);
    await close();
  }
  return { faults, pages: paths.length };
}
