// A thousand edits, fifty readers, a hundred institutions: node many.js <program> <folder of plans>
//
// The folder is a copy of tests/plans, and is changed. What it takes is printed; it fails where memory grows with the edits, where a
// reader misses one, and where it is slow beyond reason.

const assert = require("assert/strict");
const fs = require("fs");
const http = require("http");
const path = require("path");
const { ask, listen, percentile, run, serve, write } = require("./bench.js");

const [program, folder] = process.argv.slice(2);
const EDITS = Number(process.env.EDITS ?? 1000);
const READERS = 50;
const INSTITUTIONS = 100;
const PLAN = "/plan/eksempel/prø/2025";
const FILE = path.join(folder, "eksempel/prø/2025/plan.yaml");
/** The first edits fill what is kept between them. */
const WARM = EDITS / 10;
/** More is growth, in MB: what an allocator holds back is not. */
const MOST_GROWTH = 24;

const told = (times) => `p50 ${percentile(times, 0.5).toFixed(0)} ms, p95 ${percentile(times, 0.95).toFixed(0)} ms`;
const titled = (text, number) => text.replace(/^titel: .*$/m, `titel: Prøve ${number} af planen`);

/** Every page of the plan is made after each edit by another program. */
async function edits() {
  const server = await serve(program, folder);
  const agent = new http.Agent({ keepAlive: true });
  const before = fs.readFileSync(FILE, "utf8");
  const [changes, pages] = [[], []];
  let heard = () => {};
  const events = await listen(server, () => heard());
  let warm = null;
  for (let number = 1; number <= EDITS; number += 1) {
    const change = new Promise((done) => (heard = done));
    const from = performance.now();
    write(FILE, titled(before, number));
    await change;
    changes.push(performance.now() - from);
    const page = await ask(server, number % 10 ? PLAN : `${PLAN}/dokument/mål-og-resultatplan`, { agent });
    assert.ok(page.text.includes(`Prøve ${number} af planen`), `edit ${number} is shown`);
    if (number % 10) pages.push(performance.now() - from);
    if (number === WARM) warm = server.memory();
  }
  const last = server.memory();
  console.log(`${EDITS} edits: told of ${told(changes)}; change to the plan's page ${told(pages)}; ${warm.toFixed(0)} MB after ${WARM}, ${last.toFixed(0)} MB after all`);
  events.destroy();
  agent.destroy();
  await server.end();
  write(FILE, before);
  assert.ok(last - warm < MOST_GROWTH, `memory grows: ${warm} MB, ${last} MB`);
  assert.ok(percentile(changes, 0.95) < 1000 && percentile(pages, 0.95) < 5000, "slow beyond reason");
}

/** All of them are told of each of ten edits, and all read it. */
async function readers() {
  const server = await serve(program, folder);
  const before = fs.readFileSync(FILE, "utf8");
  const all = await Promise.all(
    Array.from({ length: READERS }, async () => {
      const reader = { agent: new http.Agent({ keepAlive: true, maxSockets: 1 }), heard: () => {} };
      reader.events = await listen(server, () => reader.heard());
      return reader;
    }),
  );
  const times = [];
  for (let number = 1; number <= 10; number += 1) {
    const from = performance.now();
    const read = all.map(async (reader) => {
      await new Promise((done) => (reader.heard = done));
      const page = await ask(server, PLAN, { agent: reader.agent });
      assert.equal(page.status, 200);
      assert.ok(page.text.includes(`Prøve ${number} af planen`), `edit ${number} is shown to each`);
      times.push(performance.now() - from);
    });
    write(FILE, titled(before, number));
    await Promise.all(read);
  }
  console.log(`${READERS} readers: change to each one's page ${told(times)}; ${server.memory().toFixed(0)} MB`);
  all.forEach((reader) => {
    reader.events.destroy();
    reader.agent.destroy();
  });
  await server.end();
  write(FILE, before);
  assert.ok(percentile(times, 0.95) < 20000, "slow beyond reason");
}

/** As many institutions as a state has ministries' agencies. */
async function institutions() {
  const own = path.join(folder, "eksempel/prø");
  for (let number = 1; number <= INSTITUTIONS; number += 1) {
    const other = path.join(folder, `eksempel/prø-${number}`);
    fs.cpSync(own, other, { recursive: true });
    write(path.join(other, "institution.yaml"), `navn: Prøvestyrelsen ${number}\nslags: styrelse\n`);
  }
  const server = await serve(program, folder);
  const from = performance.now();
  const first = await ask(server, "/");
  const overview = performance.now() - from;
  for (let number = 1; number <= INSTITUTIONS; number += 1) assert.ok(first.text.includes(`Prøvestyrelsen ${number}, 2025`), `${number}`);
  const again = performance.now();
  await ask(server, "/");
  const second = performance.now() - again;
  console.log(
    `${INSTITUTIONS} institutions: ${server.started.toFixed(0)} ms to its address, ${overview.toFixed(0)} ms to the first overview, ` +
      `${second.toFixed(0)} ms to the next; ${server.memory().toFixed(0)} MB`,
  );
  await server.end();
  assert.ok(server.started < 5000 && overview < 120000 && second < 10000, "slow beyond reason");
}

run(async () => {
  await edits();
  await readers();
  await institutions();
});
