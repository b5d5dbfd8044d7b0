// How a reader uses a page: with a mouse, or with the keys alone. Both do the same, by what people see on it.

const assert = require("assert/strict");

/** What is the same whatever is used: each waits until what it does is done. */
class Hands {
  constructor(page) {
    this.page = page;
    this.deeds = 0;
  }

  /** Goes where a link or a button leads. */
  async go(name, { role = "link", exact = false, nth = 0 } = {}) {
    const place = this.page.getByRole(role, { name, exact }).nth(nth);
    await Promise.all([this.page.waitForNavigation(), this.press(place)]);
  }

  button(name) {
    return this.go(name, { role: "button", exact: true });
  }

  /** Fills in a field by its label, in a part of the page. */
  async fill(label, text, part = this.page) {
    const field = part.getByLabel(label, { exact: true });
    await this.enter(field);
    await this.page.keyboard.press("Control+A");
    await this.page.keyboard.type(text);
    assert.equal(await field.inputValue(), text);
  }

  /** Writes a file's text anew in the editor, as one who pastes it. */
  async edit(change) {
    const editor = this.page.locator(".cm-content");
    await editor.waitFor();
    const text = await this.page.locator("textarea[name=tekst]").evaluate((field) => field.value);
    const changed = change(text);
    assert.notEqual(changed, text, "the edit changes nothing");
    await this.enter(editor);
    await this.page.keyboard.press("Control+A");
    await this.page.keyboard.insertText(changed);
    await this.button("Gem");
    await this.page.getByText("Gemt.", { exact: true }).waitFor();
  }

  /** Gives a file to a field. */
  async give(label, file) {
    const field = this.page.getByLabel(label, { exact: true });
    const [chooser] = await Promise.all([this.page.waitForEvent("filechooser"), this.open(field)]);
    await chooser.setFiles(file);
  }

  /** A file behind a link, which the browser keeps or shows: then the reader goes back. */
  async fetched(name) {
    const place = this.page.getByRole("link", { name, exact: true });
    const address = new URL(await place.getAttribute("href"), this.page.url()).href;
    const back = this.page.url();
    const kept = this.page.waitForEvent("download").catch(() => null);
    const shown = this.page.waitForURL(address).catch(() => kept);
    await this.press(place);
    await Promise.race([kept, shown]);
    if (this.page.url() !== back) await this.page.goto(back);
    const answer = await this.page.context().request.get(address);
    assert.equal(answer.status(), 200, address);
    return answer.body();
  }
}

class Mouse extends Hands {
  async press(place) {
    this.deeds += 1;
    await place.click();
  }

  async enter(field) {
    await this.press(field);
  }

  async open(field) {
    await this.press(field);
  }

  async choose(label, option, part = this.page) {
    this.deeds += 1;
    await part.getByLabel(label, { exact: true }).selectOption({ label: option });
  }
}

class Keyboard extends Hands {
  /** Presses Tab until a place has the focus. */
  async enter(place) {
    await place.waitFor({ state: "attached" });
    const node = await place.elementHandle();
    for (let at = 0; at < 900; at += 1) {
      await this.page.keyboard.press("Tab");
      this.deeds += 1;
      if (await node.evaluate((one) => one === document.activeElement)) return;
    }
    assert.fail(`the keys do not lead to ${place}`);
  }

  async press(place) {
    await this.enter(place);
    await this.page.keyboard.press("Enter");
  }

  async open(field) {
    await this.enter(field);
    await this.page.keyboard.press("Space");
  }

  async choose(label, option, part = this.page) {
    const field = part.getByLabel(label, { exact: true });
    await this.enter(field);
    await this.page.keyboard.type(option);
    assert.equal(await field.evaluate((one) => one.selectedOptions[0].textContent), option);
  }
}

module.exports = { Keyboard, Mouse };
