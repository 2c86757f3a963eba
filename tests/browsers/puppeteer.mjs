// Firefox by WebDriver BiDi, through puppeteer-core: playwright drives a Firefox of its own making only, not the one that
// readers have. The same library drives Chromium, for pictures side by side.
import puppeteer from "puppeteer-core";
import { adopt, temporaryFolder } from "./processes.mjs";

const FIREFOX = {
  browser: "firefox",
  executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr",
  extraPrefsFirefox: {
    "intl.accept_languages": "en-US",
    // Nothing that goes out by itself.
    "app.update.enabled": false,
    "browser.safebrowsing.malware.enabled": false,
    "browser.safebrowsing.phishing.enabled": false,
    "datareporting.policy.dataSubmissionEnabled": false,
    "extensions.systemAddon.update.enabled": false,
    "network.captive-portal-service.enabled": false,
    "network.connectivity-service.enabled": false,
    "services.settings.server": "data:,",
  },
};
const CHROMIUM = {
  browser: "chrome",
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--lang=en-US"],
};

export const openFirefox = () => open(FIREFOX);
export const openChromium = () => open(CHROMIUM);

/// A browser as README.md describes it.
async function open(settings) {
  const { folder, remove } = await temporaryFolder();
  const own = { headless: true, defaultViewport: null, userDataDir: folder, handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
  const browser = await puppeteer.launch({ ...settings, ...own });
  adopt(browser.process());
  const close = async () => {
    await browser.close();
    await remove();
  };
  return { newTab: (size) => newTab(browser, size), close };
}

async function newTab(browser, size) {
  const profile = await browser.createBrowserContext();
  const page = await profile.newPage();
  await page.setViewport(size);
  const problems = [];
  page.on("pageerror", (error) => problems.push(`exception: ${error.stack ?? error}`));
  page.on("console", (message) => {
    if (/^(error|warn)/.test(message.type())) problems.push(`console ${message.type()}: ${message.text()}`);
  });
  return {
    problems,
    goto: (address) => page.goto(address, { waitUntil: "domcontentloaded" }),
    reload: () => page.reload({ waitUntil: "domcontentloaded" }),
    async evaluate(script, given = [], selector = null) {
      const frame = selector ? await (await page.$(selector)).contentFrame() : page;
      return frame.evaluate(script, ...given);
    },
    click: (x, y) => page.mouse.click(x, y),
    async press(key, held = []) {
      for (const one of held) await page.keyboard.down(one);
      await page.keyboard.press(key);
      for (const one of held) await page.keyboard.up(one);
    },
    upload: async (selector, path) => (await page.$(selector)).uploadFile(path),
    screenshot: (path) => page.screenshot({ path }),
    close: () => profile.close(),
  };
}
