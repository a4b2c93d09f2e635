// How a page looks: light, dark, narrow and printed, beside what was looked at and found good.
//
// Screens are kept at a twentieth of their size, each point the mean of its block, so that a
// machine's fonts and smoothing do not matter, but a lost color scheme or column does.
// UPDATE_EXPECT=1 writes them anew.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { PNG } from "pngjs";

import { opened } from "./browser.mjs";

const BLOCK = 20;
// Mean difference of points, of 255, and share of the height that may differ.
const MAX_DIFFERENCE = 10;
const MAX_STRETCH = 0.1;

const LOOKS = [
  { name: "light", viewport: { width: 900, height: 1000 }, colorScheme: "light" },
  { name: "dark", viewport: { width: 900, height: 1000 }, colorScheme: "dark" },
  { name: "narrow", viewport: { width: 360, height: 800 }, colorScheme: "light" },
  { name: "print", viewport: { width: 720, height: 1000 }, media: "print" },
];

export async function looks(browser, address, title, folder) {
  const faults = [];
  for (const { name, media, ...options } of LOOKS) {
    const { page, close } = await opened(browser, address, options);
    if (media) await page.emulateMedia({ media });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (overflow > 0) faults.push(`${title} ${name}: ${overflow} px wider than the screen`);
    const seen = reduced(PNG.sync.read(await page.screenshot({ fullPage: true })));
    await close();
    const file = new URL(`${title}-${name}.png`, folder);
    if (process.env.UPDATE_EXPECT || !existsSync(file)) {
      writeFileSync(file, PNG.sync.write(seen));
      if (!process.env.UPDATE_EXPECT) faults.push(`${title} ${name}: there was no screen yet`);
      continue;
    }
    const fault = difference(PNG.sync.read(readFileSync(file)), seen);
    if (fault) faults.push(`${title} ${name}: ${fault}`);
  }
  return faults;
}

function reduced(image) {
  const [width, height] = [image.width, image.height].map((n) => Math.floor(n / BLOCK));
  const small = new PNG({ width, height });
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const sum = [0, 0, 0];
      for (let dy = 0; dy < BLOCK; dy += 1) {
        for (let dx = 0; dx < BLOCK; dx += 1) {
          const at = ((y * BLOCK + dy) * image.width + x * BLOCK + dx) * 4;
          for (let c = 0; c < 3; c += 1) sum[c] += image.data[at + c];
        }
      }
      const at = (y * width + x) * 4;
      for (let c = 0; c < 3; c += 1) small.data[at + c] = Math.round(sum[c] / BLOCK ** 2);
      small.data[at + 3] = 255;
    }
  }
  return small;
}

export function difference(kept, seen) {
  const stretch = Math.abs(kept.height - seen.height) / kept.height;
  if (kept.width !== seen.width || stretch > MAX_STRETCH) {
    return `${seen.width} × ${seen.height} blocks instead of ${kept.width} × ${kept.height}`;
  }
  const length = Math.min(kept.data.length, seen.data.length);
  let sum = 0;
  for (let at = 0; at < length; at += 1) sum += Math.abs(kept.data[at] - seen.data[at]);
  const mean = (sum / length) * (4 / 3);
  return mean > MAX_DIFFERENCE ? `differs by ${mean.toFixed(1)} of 255 on average` : null;
}
