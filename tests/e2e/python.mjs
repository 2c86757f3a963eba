// What the tests of programs in Python share: a page at a program, and what a reader does there.

export const content = (page) => page.locator(".python-editor .cm-content");
/// The program as the editor shows it.
export const text = (page) =>
  page.evaluate(() => {
    const words = (line) => [...line.childNodes].filter((node) => !node.classList?.contains("py-aside")).map((node) => node.textContent).join("");
    return [...document.querySelector(".python-editor").shadowRoot.querySelectorAll(".cm-line")].map(words).join("\n");
  });
/// The lines of the console.
export const lines = (page) => page.locator(".console-text").allTextContents();
export const said = (page, words) => page.locator(".python-status").filter({ hasText: words }).waitFor();
export const ready = (page) => said(page, /Ctrl\+Enter/);

/// Replaces the program, as a reader would: selects all and pastes.
export const write = async (page, program) => {
  await content(page).click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.evaluate((program) => {
    const transfer = new DataTransfer();
    transfer.setData("text/plain", program);
    const editor = document.querySelector(".python-editor").shadowRoot.querySelector(".cm-content");
    editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true, composed: true }));
  }, program);
};
/// Runs the program and goes to the end of its record.
export const run = async (page) => {
  await page.locator("#run").click();
  await page.getByRole("button", { name: "Run", exact: true }).waitFor();
  await page.getByRole("button", { name: "To the end" }).click();
};
/// A page with the editor of the program of an address.
export const start = async (site, hash = "#/python", options) => {
  const page = await site.newPage(options);
  await page.start(hash);
  await content(page).waitFor();
  return page;
};
