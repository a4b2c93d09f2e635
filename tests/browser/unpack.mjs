// The pages inside other files: the HTML part of a message, the entries of a feed, the
// documents of a book.

import { inflateRawSync } from "node:zlib";

// The HTML part of the message `text`.
export function htmlPart(text) {
  const boundary = /boundary="([^"]+)"/.exec(text)?.[1];
  const parts = boundary ? text.split(`--${boundary}`) : [text];
  for (const part of parts) {
    const at = part.search(/\r?\n\r?\n/);
    const head = part.slice(0, at);
    if (!/^content-type: text\/html/im.test(head)) continue;
    const body = part.slice(at).replace(/^\r?\n\r?\n/, "");
    if (/^content-transfer-encoding: base64/im.test(head)) {
      return Buffer.from(body, "base64").toString("utf8");
    }
    if (!/^content-transfer-encoding: quoted-printable/im.test(head)) return body;
    const bytes = body
      .replaceAll(/=\r?\n/g, "")
      .replaceAll(/=([0-9A-F]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
    return Buffer.from(bytes, "latin1").toString("utf8");
  }
  throw new Error("the message has no HTML part");
}

// What the entries of the feed `xml` say, as a reader of feeds shows it: all on one page.
export function entries(xml) {
  const contents = [...xml.matchAll(/<content type="html">([^]*?)<\/content>/g)];
  if (contents.length === 0) throw new Error("the feed has no entry");
  const plain = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
  const html = contents.map(([, text]) =>
    text.replaceAll(/&(?:#(\d+)|(\w+));/g, (_, n, name) => (n ? String.fromCodePoint(n) : plain[name])),
  );
  return `<!DOCTYPE html><meta charset="utf-8"><title>x</title><body>${html.join("\n")}</body>`;
}

// The documents of the book whose bytes are `zip`, by name.
export function documents(zip) {
  const end = zip.lastIndexOf("PK\x05\x06", undefined, "latin1");
  let at = zip.readUInt32LE(end + 16);
  const found = new Map();
  for (let n = zip.readUInt16LE(end + 10); n > 0; n -= 1) {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const local = zip.readUInt32LE(at + 42);
    const path = zip.toString("utf8", at + 46, at + 46 + name);
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(from, from + size);
    if (/\.x?html$/.test(path)) {
      found.set(path, (method === 8 ? inflateRawSync(bytes) : bytes).toString("utf8"));
    }
    at += 46 + name + extra + comment;
  }
  return found;
}
