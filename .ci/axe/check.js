// Looks at web pages in Debian's Chromium, as their readers do: node check.js <folder or page …>
//
// Each page must pass every rule of axe-core, ask for nothing from outside, be read with the keyboard alone, fit a
// window of 320 pixels, and print. NODE_PATH names the folder with axe-core and playwright-core.

const fs = require("fs");
const os = require("os");
const path = require("path");
const { pathToFileURL } = require("url");
const { chromium } = require("playwright-core");
const { axeFinds } = require("./finds.js");

const FLAGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

function pagesOf(place) {
  if (!fs.statSync(place).isDirectory()) return [place];
  const below = fs.readdirSync(place).sort().flatMap((name) => pagesOf(path.join(place, name)));
  return below.filter((one) => one.endsWith(".html"));
}

// What has the focus, and whether it can be seen.
function focused(page) {
  return page.evaluate(() => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    const box = one.getBoundingClientRect();
    const style = getComputedStyle(one);
    return {
      index: [...document.querySelectorAll("*")].indexOf(one),
      name: `${one.tagName.toLowerCase()} ${one.getAttribute("aria-label") || one.textContent.trim().slice(0, 40)}`,
      is_skip: one.classList.contains("skip"),
      is_in_view: box.width > 0 && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth,
      has_ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    };
  });
}

// Tab goes through all that can be focused, once each and in the order of the text, and out again.
async function keyboardFinds(page) {
  const found = [];
  const all = await page.evaluate(() => {
    const every = [...document.querySelectorAll("*")];
    const own = every.filter((one) => one.matches("a[href], [tabindex='0']") && one.checkVisibility());
    const rolls = every.filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX === "auto");
    return { stops: own.map((one) => every.indexOf(one)), rolls: rolls.map((one) => every.indexOf(one)) };
  });
  const seen = [];
  for (let step = 0; step <= all.stops.length; step += 1) {
    await page.keyboard.press("Tab");
    const here = await focused(page);
    if (!here) break;
    if (step === 0 && !here.is_skip) found.push(`Tab reaches ${here.name} first, not the link past the contents`);
    if (!here.is_in_view) found.push(`${here.name} has the focus out of view`);
    if (!here.has_ring) found.push(`nothing shows that ${here.name} has the focus`);
    seen.push(here.index);
  }
  if (seen.join() !== all.stops.join()) found.push(`Tab goes ${seen}, the stops are ${all.stops}`);
  for (const roll of all.rolls) {
    if (!all.stops.includes(roll)) found.push(`what rolls sideways cannot be focused: element ${roll}`);
  }
  const back = [];
  for (const _ of seen) {
    await page.keyboard.press("Shift+Tab");
    back.push((await focused(page))?.index);
  }
  if (back.reverse().join() !== seen.join()) found.push(`Shift+Tab goes back over ${back}, Tab went ${seen}`);
  // That ends at the link past the contents, which takes the reader past them.
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const past = await page.evaluate(() => {
    const text = document.getElementById("tekst");
    return location.hash === "#tekst" && (text.contains(document.activeElement) || !text.querySelector("a[href], [tabindex='0']"));
  });
  if (!past) found.push("the link past the contents does not lead past them");
  return found;
}

// At 320 pixels, which is 1280 at 400 pct., only tables move sideways, each in its own frame.
async function narrowFinds(page) {
  return page.evaluate(() => {
    const found = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} wide in ${root.clientWidth}`);
    for (const one of document.querySelectorAll("body *")) {
      const box = one.getBoundingClientRect();
      const is_hidden = one.closest(".unseen, .skip, svg");
      if (!one.closest(".scroll") && !is_hidden && box.right > root.clientWidth + 1) {
        found.push(`${one.tagName} ${one.textContent.trim().slice(0, 40)} ends at ${Math.round(box.right)}`);
      }
    }
    return found;
  });
}

async function look(browser, file) {
  const found = [];
  const asked = [];
  const context = await browser.newContext({ locale: "da-DK", viewport: { width: 1280, height: 900 } });
  const own = pathToFileURL(file).href;
  await context.route("**/*", (route) => {
    const url = route.request().url();
    if (url.split("#")[0] === own) return route.continue();
    asked.push(url);
    return route.abort();
  });
  const page = await context.newPage();
  page.on("console", (message) => found.push(`the console says: ${message.text()}`));
  page.on("pageerror", (error) => found.push(`the page fails: ${error.message}`));
  await page.goto(own);
  found.push(...(await keyboardFinds(page)));
  found.push(...(await axeFinds(page)));
  await page.setViewportSize({ width: 320, height: 640 });
  found.push(...(await narrowFinds(page)));
  found.push(...(await axeFinds(page)).map((one) => `at 320 pixels: ${one}`));
  const paper = await page.pdf({ preferCSSPageSize: true, printBackground: false, tagged: true });
  if (paper.length < 10000) found.push("it does not print");
  found.push(...asked.map((url) => `it asks for ${url}`));
  await context.close();
  return found;
}

async function main() {
  const files = process.argv.slice(2).flatMap(pagesOf);
  if (files.length === 0) throw new Error("there is no page to look at");
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "chromium-"));
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    chromiumSandbox: false,
    env: { ...process.env, HOME: home },
    args: FLAGS,
  });
  let wrong = 0;
  try {
    for (const file of files) {
      const found = await look(browser, path.resolve(file));
      console.log(`${file}: ${found.length === 0 ? "ok" : `${found.length} findings`}`);
      for (const one of found) console.log(`  ${one.replaceAll("\n", "\n  ")}`);
      wrong += found.length;
    }
  } finally {
    await browser.close();
    fs.rmSync(home, { recursive: true, force: true });
  }
  console.log(`${files.length} pages, ${wrong} findings`);
  process.exitCode = wrong > 0 ? 1 : 0;
}

main();
