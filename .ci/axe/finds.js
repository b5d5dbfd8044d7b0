// What axe-core finds on a page in a browser: every rule for WCAG 2.2 A and AA and for good practice, those that it leaves off by
// default as well. NODE_PATH names the folder with axe-core.

const axe = require("axe-core").source;

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** A page on which fewer rules find anything to try is not the page that was meant. */
const LEAST = 15;
/** It cannot tell the contrast of a single letter or of what lies partly outside its frame, and looks for the cells of a group's heading
 * beside it, not below. */
const LEFT = ["color-contrast", "th-has-data-cells"];

async function axeFinds(page) {
  await page.evaluate(axe);
  const result = await page.evaluate((tags) => {
    const rules = axe.getRules(tags).filter((rule) => !rule.tags.includes("experimental") && !rule.tags.includes("deprecated"));
    return axe.run({ runOnly: { type: "rule", values: rules.map((rule) => rule.ruleId) } });
  }, TAGS);
  if (result.passes.length < LEAST) return [`axe-core found only ${result.passes.length} rules to try`];
  const told = (one, word) => one.nodes.map((node) => `${word} ${one.id}: ${node.target} ${node.failureSummary}`);
  const open = result.incomplete.filter((one) => !LEFT.includes(one.id));
  return [...result.violations.flatMap((one) => told(one, "violates")), ...open.flatMap((one) => told(one, "cannot decide"))];
}

module.exports = { axeFinds };
