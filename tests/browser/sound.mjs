// A page as a browser and its helpers understand it: valid, accessible, quiet, every link landing.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { HtmlValidate } from "html-validate";

import { opened, suspects } from "./browser.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export async function valid(file) {
  const validator = new HtmlValidate({
    extends: ["html-validate:recommended", "html-validate:a11y"],
  });
  const report = await validator.validateFile(file);
  return report.results.flatMap(({ messages }) =>
    messages.map(({ line, ruleId, message }) => `${file}:${line} ${ruleId}: ${message}`),
  );
}

export async function sound(browser, address, options) {
  const { page, deeds, close } = await opened(browser, address, options);
  const faults = [...deeds, ...(await suspects(page))];
  await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const { violations } = await globalThis.axe.run();
    return violations.map(({ id, nodes }) => `axe ${id}: ${nodes[0].html.slice(0, 160)}`);
  });
  faults.push(...violations, ...(await astray(page)), ...(await twice(page)));
  await close();
  return faults;
}

// Citations that do not lead to a source which leads back, and fragments that name words which
// the extract does not hold.
function astray(page) {
  return page.evaluate(() => {
    const faults = [];
    for (const link of document.querySelectorAll('a[href^="#"]')) {
      const target = document.getElementById(decodeURIComponent(link.getAttribute("href").slice(1)));
      if (!target) faults.push(`${link.getAttribute("href")} leads nowhere`);
    }
    for (const cite of document.querySelectorAll("li[id] > a.cite")) {
      const source = document.querySelector(cite.getAttribute("href"));
      const home = cite.closest("[id]").id;
      if (!source?.querySelector(`a[href="#${home}"]`)) {
        faults.push(`${cite.getAttribute("href")} does not lead back to ${home}`);
      }
    }
    for (const link of document.querySelectorAll('a[href*="#:~:text="]')) {
      const home = document.querySelector(link.previousElementSibling.getAttribute("href"));
      const words = home.textContent.replace(/\s+/g, " ");
      for (const part of link.getAttribute("href").split("#:~:text=")[1].split(",")) {
        if (!words.includes(decodeURIComponent(part))) faults.push(`${part} is not in ${words}`);
      }
    }
    return faults;
  });
}

// Sentences that stand twice among those that cite.
function twice(page) {
  return page.evaluate(() => {
    const texts = [...document.querySelectorAll("main [data-start][dir]")].map((e) => e.textContent);
    return texts.filter((text, at) => texts.indexOf(text) !== at).map((text) => `twice: ${text}`);
  });
}
