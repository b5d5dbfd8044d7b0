// Kills the workbench in the middle of each kind of save: node killed.js <program> <folder of plans> <python>
//
// The folder is a copy of tests/plans. strace kills the program as it is about to write, to sync, to move or to take away a file, at
// each such call of the save in turn. Each file must then be the old or the new one, whole; what is left must not disturb the next start,
// and the same save must then come to what it would have come to.

const assert = require("assert/strict");
const { execFileSync, spawn, spawnSync } = require("child_process");
const fs = require("fs");
const path = require("path");
const { ask, filesOf, hidden, run, serve } = require("./bench.js");

const [program, folder, python] = process.argv.slice(2);
const HOME = "eksempel/prø/2025";
const PLAN = `/plan/${HOME}`;
/** All by which a file comes to be another. */
const CALLS = "write,fdatasync,fsync,/^rename,/^link,/^unlink,ftruncate,/^mkdir";
const SIGNERS = ["Styrelsens underskriver", "Departementets underskriver"];

const field = (page, legend, end) => {
  const row = page.split("<fieldset").find((part) => part.includes(`<legend>${legend}`));
  return row.match(new RegExp(` name="([^"]*-${end})"`))[1];
};

/** What is sent for each kind of save, after what leads to it was looked at. */
const SAVES = {
  "a file": async (server) => {
    const address = `${PLAN}/fil/${HOME}/plan.yaml`;
    const page = await ask(server, address);
    const tekst = fs.readFileSync(path.join(folder, HOME, "plan.yaml"), "utf8").replace(/^titel: .*$/m, "titel: En anden titel");
    return { address, fields: { tekst, grundlag: hidden(page.text, "grundlag") } };
  },
  "a report": async (server) => {
    const address = `${PLAN}/indberetning/4. kvartal`;
    const page = (await ask(server, address)).text;
    return { address, fields: { set: hidden(page, "set"), [field(page, "1.1 a 1", "inden-for-0")]: "1.100" } };
  },
  "an allonge": async () => ({
    address: `${PLAN}/allonge/1.1 a 1`,
    fields: { "maal-0": "80 pct.", "fra-dag": "1. november 2025", begrundelse: "Flere sager.", samles: "alle" },
  }),
  "an import": async (server) => {
    const filer = Buffer.from("kvartal;krav;i alt;inden for 31 dage\n4. kvartal;1.1 a 1;1.310;1.200\n3. kvartal;1.1 a 1;1.320;1.210\n");
    const fields = { opdateret: "12. januar 2026", "indberettet-af": "Sekretariatet", filer };
    const page = (await ask(server, `${PLAN}/import/se`, { fields })).text;
    const shown = page.matchAll(/name="((?:fil|for)-\d+)" value="([^"]*)"|name="(tekst-\d+)"[^>]*>\n([^]*?)<\/textarea>/g);
    const plain = (text) => text.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
    const given = [...shown].map(([, name, value, long, text]) => (long ? [long, plain(text)] : [name, plain(value)]));
    return { address: `${PLAN}/import`, fields: Object.fromEntries(given) };
  },
  "a signed file": async () => ({ address: `${PLAN}/underskrift`, fields: { fil: signed } }),
};

let signed = null;

/** A copy that both have signed, of a plan that is ready for it. */
async function makeSigned() {
  const file = path.join(folder, HOME, "plan.yaml");
  const plan = fs.readFileSync(file, "utf8").replace("status: udkast", "status: til underskrift");
  const [institution, department] = SIGNERS.map((name) => `    navn: ${name}\n`);
  fs.writeFileSync(file, plan.replace("  - for: institution\n", `$&${institution}`).replace("  - for: departement\n", `$&${department}`));
  const server = await serve(program, folder);
  const copy = await ask(server, `${PLAN}/pdf/mål-og-resultatplan?udgave=underskrift`);
  await server.end();
  assert.equal(copy.status, 200, copy.text.slice(0, 2000));
  const [given, back] = ["given.pdf", "back.pdf"].map((name) => path.join(folder, "..", `killed-${name}`));
  fs.writeFileSync(given, copy.bytes);
  execFileSync(python, [path.join(__dirname, "sign.py"), given, back, ...SIGNERS], { stdio: "inherit" });
  signed = fs.readFileSync(back);
  fs.rmSync(given);
  fs.rmSync(back);
}

const plain = (files) => new Map([...files].filter(([name]) => !path.basename(name).startsWith(".resultatplan-")));

function restore(files) {
  fs.rmSync(folder, { recursive: true });
  for (const [name, text] of files) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
}

/** Sends a save to a workbench that strace looks at, and gives the answer: null where it was killed. */
async function sent(save, ...traced) {
  const server = await serve(program, folder);
  const given = await save(server);
  const strace = spawn("strace", ["-f", "-p", String(server.child.pid), "-e", `trace=${CALLS}`, ...traced], { stdio: ["ignore", "ignore", "pipe"] });
  const gone = new Promise((done) => strace.on("exit", done));
  await new Promise((done) => strace.stderr.on("data", (bytes) => String(bytes).includes(" attached") && done()));
  // On a connection of its own: a thread of its own, whose calls are counted from one.
  const answer = await ask(server, given.address, { fields: given.fields, agent: false }).catch(() => null);
  if (answer) server.child.kill();
  await Promise.all([server.ended, gone]);
  return answer;
}

async function killedAtEach(kind) {
  const save = SAVES[kind];
  const before = filesOf(folder);
  const log = path.join(folder, "..", "killed-calls");
  const well = await sent(save, "-o", log);
  assert.ok(well.status === 303 || well.status === 200, `${kind}: ${well.status} ${well.text.slice(0, 4000)}`);
  const after = filesOf(folder);
  assert.notDeepEqual(after, before, `${kind} writes something`);
  // The calls of the thread that saved: it is the only one that moves a file to its place.
  const lines = fs.readFileSync(log, "utf8").split("\n");
  fs.rmSync(log);
  const saver = lines.find((line) => /^\d+ +(rename|linkat)/.test(line)).split(" ")[0];
  const counts = new Map();
  for (const line of lines.filter((line) => line.startsWith(`${saver} `))) {
    const call = line.match(/^\d+ +(\w+)\(/)?.[1];
    if (call) counts.set(call, (counts.get(call) ?? 0) + 1);
  }
  let moments = 0;
  for (const [call, count] of counts) {
    for (let when = 1; when <= count; when += 1) {
      restore(before);
      const answer = await sent(save, "-o", "/dev/null", "-e", `inject=${call}:signal=KILL:when=${when}`);
      assert.equal(answer, null, `${kind} is killed at ${call} ${when}`);
      moments += 1;
      const left = plain(filesOf(folder));
      for (const name of new Set([...before.keys(), ...after.keys(), ...left.keys()])) {
        const is = left.get(name);
        assert.ok(is === before.get(name) || is === after.get(name), `${kind}, killed at ${call} ${when}: ${name} is neither old nor new: ${is}`);
      }
      // The next start reads it, and the same save ends as it would have.
      const check = spawnSync(program, ["check", "--quiet", path.join(folder, HOME)]);
      assert.equal(check.status, 0, `${kind}, killed at ${call} ${when}: ${check.stderr}${check.stdout}`);
      if (kind !== "an allonge" || ![...left.keys()].some((name) => !before.has(name))) {
        const again = await sent(save, "-o", "/dev/null");
        assert.ok([200, 303].includes(again.status), `${kind}, after ${call} ${when}: ${again.status} ${again.text.slice(0, 4000)}`);
        assert.deepEqual(filesOf(folder), after, `${kind}, saved again after ${call} ${when}`);
      }
    }
  }
  restore(before);
  console.log(`${kind}: killed at ${moments} moments, ${[...counts].map(([call, count]) => `${call} ${count}`).join(", ")}`);
}

run(async () => {
  const only = process.argv[5];
  for (const kind of Object.keys(SAVES)) {
    if (only && only !== kind) continue;
    if (kind === "a signed file") await makeSigned();
    await killedAtEach(kind);
  }
});
