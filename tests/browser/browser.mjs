// A real Chromium, and an ear for everything a briefing must never do: run a script, open a
// dialog, ask for anything, leave the page.

import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export async function launched() {
  const executablePath = process.env.CHROMIUM ?? PLACES.find(existsSync);
  if (!executablePath) throw new Error("no Chromium: install Debian's package chromium");
  const args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"];
  return chromium.launch({ executablePath, args });
}

// Opens `address` and returns the page with what it did, each a line.
export async function opened(browser, address, options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const deeds = [];
  page.on("dialog", (dialog) => {
    deeds.push(`dialog ${dialog.type()}`);
    dialog.dismiss().catch(() => {});
  });
  page.on("popup", () => deeds.push("popup"));
  page.on("download", () => deeds.push("download"));
  page.on("request", (request) => {
    if (request.url() !== address) deeds.push(`request ${request.url().slice(0, 80)}`);
  });
  page.on("framenavigated", (frame) => {
    if (frame !== page.mainFrame() || frame.url().split("#")[0] !== address) {
      deeds.push(`navigation ${frame.url().slice(0, 80)}`);
    }
  });
  page.on("console", (message) => deeds.push(`console ${message.text().slice(0, 120)}`));
  await page.goto(address, { waitUntil: "load" });
  return { page, deeds, close: () => context.close() };
}

// What stands in the open page that could act: scripts, handlers, frames, foreign schemes.
export function suspects(page) {
  return page.evaluate(() => {
    const found = [];
    for (const element of document.querySelectorAll("*")) {
      const name = element.localName;
      if (/^(script|iframe|frame|object|embed|form|base|link|img|video|audio|input|button)$/.test(name)) {
        found.push(`<${name}>`);
      }
      // A form's fields can hide the properties of the form itself.
      for (const attribute of Element.prototype.getAttributeNames.call(element)) {
        const value = Element.prototype.getAttribute.call(element, attribute);
        if (/^on/i.test(attribute)) found.push(`${name} ${attribute}`);
        const holdsAddress = /^(href|src|action|formaction|xlink:href|srcset|data|poster|background)$/i;
        if (holdsAddress.test(attribute) && !/^(#|https?:\/\/)/.test(value)) {
          found.push(`${name} ${attribute}=${value.slice(0, 60)}`);
        }
      }
    }
    return found;
  });
}
