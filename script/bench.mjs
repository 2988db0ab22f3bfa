// `bench.mjs ESCALE`: starts it on a fresh demo world and prints what the promises are about.

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "../end2end/node_modules/@playwright/test/index.mjs";

const escale = process.argv[2];
const listen = "127.0.0.1:3999";
const page = `http://${listen}/sign-in`;
const folder = mkdtempSync(join(tmpdir(), "escale-bench-"));
const phone = { viewport: { width: 360, height: 740 }, isMobile: true, baseURL: `http://${listen}` };
const database = ["--database-url", `sqlite://${join(folder, "escale.db")}`];

execFileSync(escale, ["demo", ...database, "--seed", "1"], { stdio: ["ignore", "ignore", "inherit"] });
const started = performance.now();
const server = spawn(escale, ["serve", ...database, "--listen", listen], { stdio: "ignore" });
try {
  await firstPage();
  print("start to first page", performance.now() - started, "ms");
  print("memory after it", memory(), "kB");
  print("binary", statSync(escale).size / 1e6, "MB");
  print("database", statSync(join(folder, "escale.db")).size / 1e6, "MB");
  const { audits, categories } = lighthouse();
  print("first view on a phone", audits["total-byte-weight"].numericValue / 1e3, "kB");
  await views();
  for (const { title, score } of Object.values(categories)) print(`Lighthouse, ${title.toLowerCase()}`, score * 100, "");
} finally {
  server.kill();
  rmSync(folder, { recursive: true, force: true });
}

async function firstPage() {
  while (server.exitCode === null) {
    const answer = await fetch(page).catch(() => undefined);
    if (answer?.ok) return answer.text();
    await new Promise((resume) => setTimeout(resume, 5));
  }
  throw new Error(`${escale} serve ended with ${server.exitCode}`);
}

function memory() {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, "utf8"))[1]);
}

function lighthouse() {
  const flags = ["--quiet", "--output=json", "--only-categories=performance,accessibility,best-practices"];
  const chrome = "--chrome-flags=--headless --no-sandbox --disable-gpu --disable-quic";
  const tool = join(import.meta.dirname, "../end2end/node_modules/.bin/lighthouse");
  const env = { CHROME_PATH: "/usr/bin/chromium", ...process.env };
  return JSON.parse(execFileSync(tool, [page, ...flags, chrome], { env, maxBuffer: 1e8, stdio: ["ignore", "pipe", "ignore"] }));
}

/** Bytes over the wire of pages a coordinator opens on a phone: the first time, and once more. */
async function views() {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  const session = await signedIn(browser);
  for (const [name, address] of await addresses(session)) {
    const context = await browser.newContext({ ...phone, storageState: session });
    for (const which of ["first", "second"]) print(`${which} view of ${name}`, (await bytes(context, address)) / 1e3, "kB");
    await context.close();
  }
  await browser.close();
}

async function signedIn(browser) {
  const context = await browser.newContext(phone);
  const form = await context.newPage();
  await form.goto("/sign-in");
  await form.fill("[name=email]", "coordination@demo.escale.example");
  await form.fill("[name=password]", "demonstration-escale");
  await Promise.all([form.waitForURL((url) => url.pathname !== "/sign-in"), form.press("[name=password]", "Enter")]);
  return context.storageState();
}

async function addresses(session) {
  const cookie = session.cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const first = async (list, address) => {
    const html = await (await fetch(`http://${listen}${list}`, { headers: { cookie } })).text();
    return new RegExp(`"(${address}[^"]*-[^"]*)"`).exec(html)[1].replaceAll("&amp;", "&");
  };
  return [
    ["Aujourd'hui", "/"],
    ["a household", await first("/households?only=housed", "/households/")],
    ["a board", await first("/board", "/board\\?site=")],
  ];
}

async function bytes(context, address) {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  let sum = 0;
  devtools.on("Network.loadingFinished", ({ encodedDataLength }) => (sum += encodedDataLength));
  await devtools.send("Network.enable");
  const settled = page.waitForEvent("load");
  await page.goto(address);
  await settled;
  await page.evaluate(() => new Promise((idle) => requestIdleCallback(idle)));
  await page.close();
  return sum;
}

function print(what, number, unit) {
  console.log(`${number.toFixed(unit === "MB" || unit === "kB" ? 1 : 0).padStart(10)} ${unit.padEnd(3)} ${what}`);
}
