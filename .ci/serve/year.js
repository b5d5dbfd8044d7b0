// The whole year of a plan in Debian's Chromium, by the mouse or by the keyboard alone:
// node year.js <program> <an empty folder> <python> <mouse|keyboard>
//
// From `new`: the plan is written, what is wrong with it is mended, it is frozen, signed and locked; four quarters are reported, with
// an allonge between; the follow-ups and the annual report are read back as PDF. What the browser does not write, another program does.

const assert = require("assert/strict");
const { execFileSync } = require("child_process");
const fs = require("fs");
const path = require("path");
const { browse, run, serve, write } = require("./bench.js");
const { Keyboard, Mouse } = require("./hands.js");

const [program, folder, python, used] = process.argv.slice(2);
const PLAN = "eks/prø/2025";
const SIGNERS = ["Styrelsens underskriver", "Departementets underskriver"];

const GOAL = `område: Sagsbehandling
vægt: 100
mål: |
  Borgerne får svar til tiden.
samles: vægtet
resultatkrav:
  - nr: a
    sager: Ansøgninger
    vægt: 60
    mindst: 90 pct.
    inden for: 30 dage
    uret starter: ansøgning
  - nr: b
    leverance: Ny vejledning
    vægt: 40
    frist: 30. september 2025
`;

function text(pdf) {
  return execFileSync("pdftotext", ["-layout", "-", "-"], { input: pdf }).toString().replace(/\s+/g, " ");
}

/** What comes back of a copy that both have signed. */
function signed(pdf, name) {
  const [given, back] = [path.join(folder, `${name}.pdf`), path.join(folder, `${name}-underskrevet.pdf`)];
  fs.writeFileSync(given, pdf);
  execFileSync(python, [path.join(__dirname, "sign.py"), given, back, ...SIGNERS], { stdio: "inherit" });
  return back;
}

run(async () => {
  execFileSync(program, ["new", `plans/${PLAN}`], { cwd: folder });
  const plans = path.join(folder, "plans");
  const read = (file) => fs.readFileSync(path.join(plans, PLAN, file), "utf8");
  const server = await serve(program, plans);
  const { browser, context, failures } = await browse(server);
  const page = await context.newPage();
  const hands = used === "keyboard" ? new Keyboard(page) : new Mouse(page);
  const began = Date.now();
  const told = (what) => console.log(`${((Date.now() - began) / 1000).toFixed(1)} s, ${hands.deeds} deeds: ${what}`);
  const sees = (words) => page.getByText(words).first().waitFor();
  const quarter = async (number, updated, filled) => {
    await hands.go("Indberetning", { exact: true });
    await hands.go(`${number}. kvartal`, { exact: true });
    for (const [row, fields] of Object.entries(filled)) {
      const part = page.getByRole("group", { name: row });
      for (const [label, value] of Object.entries(fields)) await hands.fill(label, value, part);
    }
    await hands.fill("Opgjort den", updated);
    await hands.fill("Indberettet af", "Sekretariatet");
    await hands.button("Gem indberetningen");
    await sees("Gemt.");
    await hands.go("Planen", { exact: true });
  };
  const sign = async (name) => {
    await hands.go("Underskrift", { exact: true });
    const copy = await hands.fetched("Fil til NemLog-in Signering (PDF)");
    await hands.give("Den underskrevne PDF", signed(copy, name));
    await hands.button("Kontrollér og registrér");
    await sees(`Underskrevet af 2 ud af 2: ${SIGNERS.join(", ")}.`);
    await hands.go("Planen", { exact: true });
  };

  try {
    await page.goto(server.first);
    await hands.go("PRØ, 2025");
    // The institution and its ministry get their names, the goal its requirements; a key is misspelt.
    await hands.go("eks/ministerium.yaml");
    await hands.edit((own) => own.replace('navn: "EKS"', 'navn: "Eksempelministeriet"').replace('"EKS"', '"Eksempelministeriets departement"').replace('["EKS"]', '["Eksempel-", "ministeriet"]'));
    await hands.go("Planen", { exact: true });
    await hands.go("eks/prø/institution.yaml");
    await hands.edit((own) => own.replace('"PRØ"', '"Prøvestyrelsen"'));
    await hands.go("Planen", { exact: true });
    await hands.go("mål/1.1-sagsbehandling.yaml");
    await hands.edit((own) => own.replace(/område: [^]*?(?=baggrund:)/, GOAL.replace("frist:", "frsit:")));
    told("the plan is written");

    // What is wrong leads to its line.
    await hands.go("Planen", { exact: true });
    await sees("frsit");
    await hands.go(/1\.1-sagsbehandling\.yaml, \d+$/);
    assert.match(page.url(), /linje=\d+/);
    await hands.edit((own) => own.replace("frsit:", "frist:"));
    await hands.go("Planen", { exact: true });
    await sees("Prøvestyrelsen");
    assert.equal(await page.locator(".w-error").count(), 0, "nothing is wrong any more");
    told("what was wrong is mended");

    // Ready to be signed: the copies come back, are judged and recorded, and the plan is locked.
    await hands.go("Underskrift", { exact: true });
    await sees("Det er et udkast.");
    await hands.go("Planen", { exact: true });
    await hands.go(`${PLAN}/plan.yaml`);
    await hands.edit((own) =>
      own
        .replace("status: udkast ", "status: til underskrift ")
        .replace("  - for: institution\n", `$&    navn: ${SIGNERS[0]}\n`)
        .replace("  - for: departement\n", `$&    navn: ${SIGNERS[1]}\n`),
    );
    await hands.go("Planen", { exact: true });
    await sign("kontrakt");
    assert.match(read("plan.yaml"), /^status: underskrevet/m);
    assert.ok(read("lås.yaml") && read("underskrifter.yaml").includes(SIGNERS[1]));
    await sees("låst");
    told("the plan is signed and locked");

    // It cannot be edited any more.
    await hands.go(`${PLAN}/plan.yaml`);
    await page.locator(".cm-content").waitFor();
    const kept = read("plan.yaml");
    await hands.enter(page.locator(".cm-content"));
    await page.keyboard.press("Control+Home");
    await page.keyboard.insertText("vægt: 1\n");
    await hands.button("Gem");
    await sees("Det ville ændre noget, der er underskrevet.");
    assert.equal(read("plan.yaml"), kept);
    // Who leaves takes back what was not saved.
    await page.goto(`${server.origin}/plan/${PLAN}`);

    await quarter(1, "10. april 2025", { "1.1 a": { "I alt": "100", "Heraf inden for 30 dage": "95" } });
    await quarter(2, "8. juli 2025", { "1.1 a": { "I alt": "1.000", "Heraf inden for 30 dage": "800" } });
    told("two quarters are reported");

    // The target is another from July on.
    await hands.go("Allonger", { exact: true });
    await hands.go(/Ansøgninger/);
    await hands.fill("mindst", "70 pct.");
    await hands.fill("Gælder fra", "1. juli 2025");
    await hands.fill("Begrundelse", "Der kommer flere ansøgninger end ventet.");
    await hands.choose("Hvordan det gamle og det nye mål tæller sammen", "De tæller lige meget");
    await hands.fill("Aftalt den", "20. juni 2025");
    await hands.button("Vis allongen");
    await sees("Allongen er kontrolleret.");
    await hands.button("Skriv udkastet");
    await sees("Udkastet til allonge 1 er skrevet.");
    await hands.go("Planen", { exact: true });
    await hands.go(/allonger\/.*\.yaml$/);
    await hands.edit((own) => own.replace("status: udkast", "status: til underskrift"));
    await hands.go("Planen", { exact: true });
    await sign("allonge");
    const [allonge] = fs.readdirSync(path.join(plans, PLAN, "allonger"));
    assert.match(read(`allonger/${allonge}`), /^status: underskrevet/m);
    told("an allonge is signed");

    await quarter(3, "9. oktober 2025", {
      "1.1 a": { "I alt": "120", "Heraf inden for 30 dage": "90" },
      "1.1 b": { "Leveret den": "15. september 2025" },
    });
    await quarter(4, "12. januar 2026", { "1.1 a": { "I alt": "100", "Heraf inden for 30 dage": "75" } });
    told("the year is reported");

    // What the figures cannot say of the year, another program writes; the open page has it by itself.
    write(path.join(plans, PLAN, "årsrapport.yaml"), REPORT);
    await page.getByRole("link", { name: "Målrapportering", exact: true }).waitFor();
    for (const [name, words] of [
      ["PDF Opfølgning I", ["Prøvestyrelsen", "Det ene krav, der er tal for, er på målet."]],
      ["PDF Opfølgning II", ["Prøvestyrelsen", "90,0 81,4 −8,6"]],
      ["PDF Opfølgning III", ["Prøvestyrelsen", "status efter 3. kvartal 2025"]],
      ["PDF Målrapportering", ["Prøvestyrelsen", "Ny vejledning"]],
    ]) {
      const shown = text(await hands.fetched(name));
      for (const word of words) assert.ok(shown.includes(word), `${name}: ${word} in ${shown}`);
    }
    told("its reports are PDF files");
    assert.deepEqual(failures, [], "no script fails, nothing leaves the machine");
    const check = execFileSync(program, ["--language", "da", "check", plans]).toString();
    console.log(check.trim());
  } catch (error) {
    console.error(page.url(), (await page.locator("body").innerText()).slice(0, 3000));
    throw error;
  } finally {
    await browser.close();
    await server.end();
  }
});

const REPORT = `dato: 16. marts 2026
analyser:
  - mål: "1.1"
    tekst: |
      Der kom flere ansøgninger end ventet i 2. kvartal.
`;
