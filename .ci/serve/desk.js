// Reports a quarter by the keyboard alone, in Debian's Chromium, and sees the points change: node desk.js <program> <folder of plans>
//
// The folder is a copy of tests/plans, and is changed. Every page of the desk must pass every rule of axe-core at 1280 and 360 pixels.
// NODE_PATH names the folder with axe-core and playwright-core.

const assert = require("assert/strict");
const { spawn } = require("child_process");
const fs = require("fs");
const path = require("path");
const { chromium } = require("playwright-core");
const { axeFinds } = require("../axe/finds.js");

const [program, plans] = process.argv.slice(2);
const PLAN = "/plan/eksempel/prø/2025";
const FILE = path.join(plans, "eksempel/prø/2025/resultater/4-kvartal.yaml");

/** Starts the workbench, and gives the address that it prints. */
function serve() {
  const child = spawn(program, ["--language", "da", "serve", plans, "--no-open", "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  const address = new Promise((done, fail) => {
    let text = "";
    child.stdout.on("data", (bytes) => {
      text += bytes;
      const found = text.match(/http:\/\/\S+/);
      if (found) done(found[0]);
    });
    child.on("exit", (code) => fail(new Error(`the workbench ended with ${code}`)));
  });
  return { child, address };
}

async function main() {
  const { child, address } = serve();
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-quic"] });
  try {
    const first = await address;
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    const failures = [];
    page.on("pageerror", (error) => failures.push(String(error)));
    await page.goto(first);

    /** Presses Tab until what has the focus is what is asked for. */
    const tabTo = async (what, most = 900) => {
      for (let at = 0; at < most; at += 1) {
        await page.keyboard.press("Tab");
        if (await page.evaluate(what)) return;
      }
      assert.fail(`the keyboard does not lead to ${what}`);
    };
    const type = async (text) => {
      await page.keyboard.press("Control+A");
      await page.keyboard.type(text);
    };
    const send = async () => {
      await tabTo(`document.activeElement.matches("#indberetning button[type=submit]:not([formaction])")`);
      await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    };
    const total = () => page.textContent("#i-alt");

    const start = Date.now();
    await page.goto(new URL(`${PLAN}/indberetning`, first).href);
    await tabTo(`document.activeElement.textContent.trim() === "4. kvartal"`);
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    const before = await total();
    await tabTo(`document.activeElement.id.endsWith("-inden-for-0") && document.activeElement.closest("fieldset").querySelector("legend").textContent.startsWith("1.1 a 1")`);
    const shown = page.evaluate(() => new Promise((done) => document.addEventListener("workbench:points", () => done(true), { once: true })));
    await type("300");
    const typed = Date.now();
    await shown;
    console.log(`the points follow ${Date.now() - typed} ms after the last key, 250 of which wait for the next`);
    assert.notEqual(await total(), before, "the points of the plan follow");

    // An error leads to its field.
    await page.keyboard.type(" mange");
    await send();
    assert.equal(await page.evaluate(() => document.activeElement.id), "fejl", "who sends an error begins at the errors");
    await tabTo(`document.activeElement.matches("#fejl a")`, 3);
    await page.keyboard.press("Enter");
    assert.match(await page.evaluate(() => document.activeElement.id), /-inden-for-0$/, "an error leads to its field");
    assert.deepEqual(await axeFinds(page), [], "a form with an error");
    await type("1.100");
    await send();
    assert.match(await page.textContent("#svar"), /Gemt/, "it is saved");
    assert.match(fs.readFileSync(FILE, "utf8"), /inden for: \{ 31 dage: 1\.100 \}/, "the file has it");
    console.log(`a quarter is reported by the keyboard alone in ${((Date.now() - start) / 1000).toFixed(1)} s`);

    // What another program writes shows on an open page.
    await page.goto(new URL(`${PLAN}/indberetning`, first).href);
    const row = () => page.textContent("tbody tr:nth-child(4)");
    const was = await row();
    const begun = Date.now();
    fs.writeFileSync(FILE, fs.readFileSync(FILE, "utf8").replace("  - krav: 1.4 e\n    antal: 6\n", ""));
    await page.waitForFunction((was) => document.querySelector("tbody tr:nth-child(4)").textContent !== was, was, { timeout: 5000 });
    console.log(`another program's change shows after ${Date.now() - begun} ms`);

    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 900 });
      for (const place of ["indberetning", "indberetning/2. kvartal", "indberetning/4. kvartal", "allonge", "allonge/1.1 a 1", "historik", "import"]) {
        await page.goto(new URL(`${PLAN}/${place}`, first).href);
        assert.deepEqual(await axeFinds(page), [], `${place} at ${width}`);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${place} is ${over} pixels too wide at ${width}`);
      }
    }
    assert.deepEqual(failures, [], "no script fails");
    console.log("every page of the desk passes axe-core at 1280 and 360 pixels");
  } finally {
    await browser.close();
    child.kill();
  }
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
