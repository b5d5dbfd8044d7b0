// What each trial of the workbench needs: the program, a reader in Debian's Chromium, and what is sent without one.
// NODE_PATH names the folder with axe-core and playwright-core.

const assert = require("assert/strict");
const { spawn } = require("child_process");
const fs = require("fs");
const http = require("http");
const path = require("path");
const { chromium } = require("playwright-core");

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
];

// Where a trial fails, what it has started ends with it.
const running = new Set();
process.on("exit", () => running.forEach((child) => child.kill()));

/** Starts the workbench over a folder, and waits for the address that it prints. `before` runs it, where something else is to. */
async function serve(program, folder, { before = [], more = [] } = {}) {
  const began = performance.now();
  const [command, ...given] = [...before, program, "--language", "da", "serve", folder, "--no-open", ...more];
  const child = spawn(command, given, { stdio: ["ignore", "pipe", "inherit"] });
  running.add(child);
  const ended = new Promise((done) => child.on("exit", (code, signal) => done(signal ?? code)));
  const first = await new Promise((done, fail) => {
    let said = "";
    child.stdout.on("data", (bytes) => {
      said += bytes;
      const address = said.match(/http:\S+\n/)?.[0];
      if (address) done(address.trim());
    });
    ended.then((how) => fail(new Error(`the workbench ended with ${how}`)));
  });
  const { origin, host, port, searchParams } = new URL(first);
  const cookie = `resultatplan-${port}=${searchParams.get("token")}`;
  return {
    child,
    first,
    origin,
    host,
    port: Number(port),
    cookie,
    ended,
    started: performance.now() - began,
    /** What of the machine's memory it has, in MB. */
    memory: () => Number(fs.readFileSync(`/proc/${child.pid}/status`, "utf8").match(/VmRSS:\s+(\d+)/)[1]) / 1024,
    end() {
      child.kill();
      return ended;
    },
  };
}

/** A request as a page of the workbench sends it: `fields` as a form, or parts where one is a file. */
function ask(server, address, { fields, agent } = {}) {
  const headers = { Host: server.host, Cookie: server.cookie, Origin: server.origin, "Sec-Fetch-Site": "same-origin" };
  let body = null;
  if (fields && Object.values(fields).some((value) => value instanceof Buffer)) {
    headers["Content-Type"] = "multipart/form-data; boundary=grænse".replace("æ", "ae");
    const parts = Object.entries(fields).flatMap(([name, value]) => {
      const file = value instanceof Buffer ? "; filename=\"fil\"" : "";
      return [`--graense\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n`, value, "\r\n"];
    });
    body = Buffer.concat([...parts, "--graense--\r\n"].map((part) => Buffer.from(part)));
  } else if (fields) {
    headers["Content-Type"] = "application/x-www-form-urlencoded";
    body = Buffer.from(new URLSearchParams(fields).toString());
  }
  if (body) headers["Content-Length"] = body.length;
  return new Promise((done, fail) => {
    const options = { host: "127.0.0.1", port: server.port, path: encodeURI(address), headers, agent, method: body ? "POST" : "GET" };
    const request = http.request(options, (response) => {
      const chunks = [];
      response.on("data", (bytes) => chunks.push(bytes));
      response.on("error", fail);
      response.on("end", () => {
        const bytes = Buffer.concat(chunks);
        done({ status: response.statusCode, headers: response.headers, bytes, text: bytes.toString().replaceAll("&#x2f;", "/") });
      });
    });
    request.on("error", fail);
    request.end(body);
  });
}

/** Listens as an open page does; `told` is called at each change. */
function listen(server, told) {
  return new Promise((done, fail) => {
    const headers = { Host: server.host, Cookie: server.cookie, "Sec-Fetch-Site": "same-origin" };
    const request = http.request({ host: "127.0.0.1", port: server.port, path: "/events", headers, agent: false }, (response) => {
      assert.equal(response.statusCode, 200);
      response.on("data", (bytes) => String(bytes).includes("event: change") && told());
      response.on("error", () => {});
      // The first thing that is said is that nothing has changed yet.
      response.once("data", () => done(request));
    });
    request.on("error", fail);
    request.end();
  });
}

/** The value of a hidden field. */
function hidden(page, name) {
  const found = page.match(new RegExp(`name="${name}" value="([^"]*)"`));
  assert.ok(found, `there is no field ${name}`);
  return found[1];
}

/** As most programs save: beside it, and moved to its place. */
function write(file, text) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(`${file}~`, text);
  fs.renameSync(`${file}~`, file);
}

/** Every file below a folder, by its path. */
function filesOf(folder) {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => path.join(entry.parentPath, entry.name)).sort();
  return new Map(paths.map((file) => [path.relative(folder, file), fs.readFileSync(file, "utf8")]));
}

/** A browser whose pages are told of: what fails in them, and whom they ask. */
async function browse(server, { width = 1280, javaScriptEnabled = true } = {}) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: FLAGS });
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: "da-DK", javaScriptEnabled });
  context.setDefaultTimeout(30000);
  const failures = [];
  context.on("page", (page) => {
    page.on("pageerror", (error) => failures.push(error.message));
    page.on("console", (message) => {
      // Where text is put in place of what is marked, the browser itself gives the new line a style, which our policy takes away.
      const isOfTyping = /^Applying inline style/.test(message.text()) && message.location().url.includes("/fil/");
      const isOwn = page.url().startsWith(server.origin) && !isOfTyping;
      if (isOwn && message.type() === "error" && !/status of 4\d\d/.test(message.text())) failures.push(message.text());
    });
    page.on("request", (request) => {
      const asked = new URL(request.url());
      if (asked.origin !== server.origin && asked.protocol.startsWith("http")) failures.push(`it asks for ${asked}`);
    });
  });
  return { browser, context, failures };
}

const percentile = (all, share) => [...all].sort((one, other) => one - other)[Math.min(all.length - 1, Math.floor(all.length * share))];

/** Runs a trial; where it fails, what its pages showed last is told. */
function run(trial) {
  trial().catch((error) => {
    console.error(error);
    process.exit(1);
  });
}

module.exports = { ask, browse, filesOf, hidden, listen, percentile, run, serve, write };
