// Makes templates/serve/editor.js. In a copy of this folder: npm ci, node build.mjs <file>. The same files give the same bytes.
import { build } from "esbuild";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const [, , out] = process.argv;

const made = await build({
  entryPoints: [join(here, "main.js")],
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  write: false,
});
// Each package that is in it, with its licence.
const names = new Set(Object.keys(made.metafile.inputs).flatMap((path) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1] ?? []));
const told = [...names].sort().map((name) => {
  const { version, license } = JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8"));
  return ` * ${name} ${version}, ${license}`;
});
const licence = readFileSync(join(modules, "@codemirror/state/LICENSE"), "utf8").trim().split("\n").map((line) => ` * ${line}`.trimEnd());
const head = ["/* The editor of the workbench, made by src/serve/editor/build.mjs of:", ...told, " *", ...licence, " */", ""].join("\n");
writeFileSync(out, head + made.outputFiles[0].text);
