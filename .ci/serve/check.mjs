// Uses the workbench in Debian's Chromium, as its readers do: node check.mjs <program> <a folder of its own with plans/>
//
// From the overview to a plan, a document, a file; edits and saves; another program changes a file, and the open page follows where it
// stands; two tabs; without script; attacks over a real socket; axe-core on every page at 1280 and at 360 pixels.
// NODE_PATH names the folder with axe-core and playwright-core.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import net from "node:net";
import path from "node:path";

const require = createRequire(import.meta.url);
const { chromium } = require("playwright-core");
const { axeFinds } = require("../axe/finds.js");
const [, , program, work] = process.argv;
const PLAN = "/plan/uim/siri/2024";
const FILE = "uim/siri/2024/plan.yaml";
const disk = path.join(work, "plans", FILE);
const FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update"];

// ---------------------------------------------------------------- the program

const began = performance.now();
const server = spawn(program, ["serve", "plans", "--no-open", "--language", "da"], { cwd: work });
server.stderr.on("data", (data) => process.stderr.write(data));
const first = await new Promise((resolve, reject) => {
  let said = "";
  server.stdout.on("data", (data) => {
    said += data;
    const address = said.match(/http:\S+\n/)?.[0];
    if (address) resolve(address.trim());
  });
  server.on("exit", () => reject(new Error("it ended")));
});
const origin = new URL(first).origin;
const token = new URL(first).searchParams.get("token");
const cookie = `resultatplan-${new URL(first).port}=${token}`;

async function memory() {
  return Number(readFileSync(`/proc/${server.pid}/status`, "utf8").match(/VmRSS:\s+(\d+)/)[1]) / 1024;
}

function write(text) {
  // As most programs save: beside it, and moved to its place.
  writeFileSync(`${disk}.ny`, text);
  renameSync(`${disk}.ny`, disk);
}

const percentile = (all, share) => [...all].sort((one, other) => one - other)[Math.min(all.length - 1, Math.floor(all.length * share))];

// ---------------------------------------------------------------- over a socket

// What is sent byte for byte, and the status of what comes back; none where the other has hung up.
function raw(text, wait = 3000) {
  return new Promise((resolve) => {
    const socket = net.connect(Number(new URL(first).port), "127.0.0.1");
    let answer = "";
    const end = () => {
      socket.destroy();
      resolve(Number(answer.match(/^HTTP\/1.1 (\d+)/)?.[1]) || null);
    };
    socket.on("data", (data) => {
      answer += data;
      end();
    });
    socket.on("close", end);
    socket.on("error", end);
    socket.setTimeout(wait, end);
    socket.write(text);
  });
}

async function sockets() {
  const host = `Host: ${new URL(first).host}\r\nCookie: ${cookie}\r\n`;
  assert.equal(await raw(`GET / HTTP/1.1\r\n${host}\r\n`), 200);
  assert.equal(await raw(`GET / HTTP/1.1\r\nHost: ond.example\r\nCookie: ${cookie}\r\n\r\n`), 403, "dns rebinding");
  assert.equal(await raw(`GET / HTTP/1.1\r\nHost: ${new URL(first).host}\r\n\r\n`), 403, "no token");
  for (const climbing of ["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/fil/..%2f..%2fetc/passwd", "//etc/passwd"]) {
    const status = await raw(`GET ${climbing} HTTP/1.1\r\n${host}\r\n`);
    assert.ok(status === 400 || status === 404, `${climbing}: ${status}`);
  }
  assert.equal(await raw(`GET /${"a".repeat(20000)} HTTP/1.1\r\n${host}\r\n`), 400, "a head that is too large");
  assert.equal(await raw(`POST / HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`), 400, "smuggling");
  assert.equal(await raw(`GET / HTTP/1.1\r\n${host}Content-Length: 1\r\nContent-Length: 2\r\n\r\n`), 400, "two lengths");
  assert.equal(await raw("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"), 400, "TLS");
  const large = `POST ${PLAN}/underskrift HTTP/1.1\r\n${host}Origin: ${origin}\r\nContent-Length: 99999999999\r\n\r\n`;
  assert.equal(await raw(large), 413, "a body that is too large");
  // Who says nothing keeps nobody else out.
  const silent = Array.from({ length: 100 }, () => net.connect(Number(new URL(first).port), "127.0.0.1"));
  assert.equal(await raw(`GET / HTTP/1.1\r\n${host}\r\n`), 200, "slow readers");
  silent.forEach((socket) => socket.destroy());
}

// ---------------------------------------------------------------- in the browser

async function passes(page, name) {
  assert.deepEqual(await axeFinds(page), [], name);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${name} is ${wide} too wide`);
}

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS });
const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
context.setDefaultTimeout(10000);
const errors = [];
const asked = new Set();
context.on("page", (page) => {
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    const isOwn = page.url().startsWith(origin);
    if (isOwn && message.type() === "error" && !/status of 4\d\d/.test(message.text())) errors.push(message.text());
  });
  page.on("request", (request) => asked.add(new URL(request.url()).origin));
});

try {
  const page = await context.newPage();
  await page.goto(first);
  const started = performance.now() - began;
  assert.equal(page.url(), `${origin}/`, "the token does not stay in the address");

  // By the keyboard alone: the first link leads past what is above, and the table's first plan is reached.
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.getByRole("link", { name: /Rekruttering og Integration, 2024/ }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(`${origin}${PLAN}`);
  await page.getByRole("link", { name: "Kontrakt", exact: true }).click();
  await page.waitForURL(/dokument/);
  const documentAddress = page.url();

  // Another program changes a file: the page follows, and stays where it is.
  const before = readFileSync(disk, "utf8");
  const title = "Mål- og resultatplan 2024";
  await page.evaluate(() => window.scrollTo(0, 600));
  // Room at the top can grow or shrink with what is written there: what is in view stays.
  const times = [];
  const rounds = Number(process.env.ROUNDS ?? 20);
  for (let round = 0; round < rounds; round += 1) {
    const wanted = `Prøve ${round} af planen`;
    const shown = page.evaluate(
      (text) =>
        new Promise((resolve) => {
          const look = () => document.querySelector("main").textContent.includes(text) && resolve();
          document.addEventListener("workbench:shown", look);
        }),
      wanted,
    );
    const from = performance.now();
    write(before.replace(`titel: ${title}`, `titel: ${wanted}`));
    await shown;
    times.push(performance.now() - from);
  }
  assert.ok(Math.abs((await page.evaluate(() => window.scrollY)) - 600) < 60, "the page stays where it is");
  assert.ok((await page.locator(".w-changed").count()) > 0, "what has changed is marked");
  write(before);

  // A file in the editor: colours, what is wrong, what is possible, saving.
  await page.goto(`${origin}${PLAN}/fil/${FILE}?linje=1`);
  const editor = page.locator(".cm-content");
  await editor.waitFor();
  assert.ok((await page.locator(".cm-line span").count()) > 10, "keys have colours");
  const put = (text) => page.evaluate((whole) => window.workbenchEditor.dispatch({ changes: { from: 0, to: window.workbenchEditor.state.doc.length, insert: whole } }), text);
  await put(before.replace("år: 2024", "åår: 2024"));
  await page.locator(".cm-lint-marker-error").first().waitFor();
  await put(before.replace(`titel: ${title}`, "titel: Rettet i browseren"));
  const second = await context.newPage();
  await second.goto(documentAddress);
  await page.getByRole("button", { name: "Gem", exact: true }).click();
  await page.getByText("Gemt.").waitFor();
  assert.equal(readFileSync(disk, "utf8"), before.replace(`titel: ${title}`, "titel: Rettet i browseren"), "comments stay");
  await second.getByText("Rettet i browseren").first().waitFor();

  // Two tabs with the same file: the later is told, and sees both.
  await second.goto(`${origin}${PLAN}/fil/${FILE}`);
  await second.locator(".cm-content").waitFor();
  write(before.replace(`titel: ${title}`, "titel: Et andet program"));
  await second.evaluate(() => window.workbenchEditor.dispatch({ changes: { from: 0, insert: "# min\n" } }));
  await second.getByRole("button", { name: "Gem", exact: true }).click();
  await second.getByText("− titel: Et andet program").waitFor();
  assert.ok(readFileSync(disk, "utf8").includes("titel: Et andet program"), "nothing is written over");
  write(before);
  await second.close();

  // Every page, wide and narrow.
  const shown = `${PLAN}/viser/${FILE}?linje=1`;
  const pages = ["/", PLAN, shown, documentAddress.slice(origin.length), `${PLAN}/fil/${FILE}`, `${PLAN}/underskrift`, "/intet"];
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 900 });
    for (const address of pages) {
      await page.goto(origin + address);
      await page.waitForTimeout(100);
      await passes(page, `${address} at ${width}`);
    }
  }

  // Without script: the same, by forms and loading again.
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const still = await plain.newPage();
  await still.goto(first);
  await still.getByLabel("År", { exact: true }).selectOption("2023");
  await still.getByRole("button", { name: "Vis", exact: true }).click();
  await still.getByText("1 af 4 planer vises.").waitFor();
  await still.goto(`${origin}${PLAN}/fil/${FILE}`);
  await still.locator("textarea").fill(before.replace(`titel: ${title}`, "titel: Uden script"));
  await still.getByRole("button", { name: "Gem", exact: true }).click();
  await still.getByText("Gemt.").waitFor();
  assert.ok(readFileSync(disk, "utf8").includes("titel: Uden script"));
  write(before);
  await plain.close();

  await sockets();

  // Another site: neither its form nor its picture gets anywhere.
  const foreign = await context.newPage();
  await foreign.goto("data:text/html,<p>ond</p>");
  const stolen = await foreign.evaluate((address) => fetch(address, { credentials: "include" }).then(() => "read", () => "refused"), `${origin}/`);
  assert.equal(stolen, "refused");
  await foreign.close();

  assert.deepEqual(errors, [], "no script fails, nothing is asked that the policy refuses");
  assert.deepEqual([...asked].filter((one) => one !== origin && one !== "null"), [], "nothing leaves the machine");

  const told = (share) => Math.round(percentile(times, share));
  console.log(`start to page ${Math.round(started)} ms (the browser's own start in it); change to page p50 ${told(0.5)} ms, p95 ${told(0.95)} ms over ${rounds} changes; ${Math.round(await memory())} MB`);
} catch (error) {
  for (const page of context.pages()) console.error(page.url(), (await page.evaluate(() => document.body.innerText)).slice(0, 400));
  throw error;
} finally {
  await browser.close();
  server.kill();
}
