// The page in Firefox.
import { openFirefox } from "./puppeteer.mjs";
import { testBrowser } from "./sentences.mjs";

testBrowser("Firefox", openFirefox, { suspends: true });
