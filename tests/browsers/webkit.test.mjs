// The page in WebKit.
import { testBrowser } from "./sentences.mjs";
import { openWebKit } from "./webkit.mjs";

testBrowser("WebKit", openWebKit, { suspends: false });
