// Lighthouse over dist/, served with compression: one JSON object a page and form factor, scores from 0 to 100,
// of the middle one of five runs.
//
//     node tests/bench/lighthouse.mjs [--findings]     also lists what costs points
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch } from "chrome-launcher";
import lighthouse, { desktopConfig } from "lighthouse";
import { ARGUMENTS, DIST } from "../e2e/browser.mjs";
import { serve } from "../../static/build/serve.mjs";

const PAGES = { front: "", demo: "#/demo/bounded-queue" };
// Lighthouse's own: a slow phone on a slow network, and a desktop.
const FORMS = { mobile: undefined, desktop: desktopConfig };
// Whatever else the machine does costs points: the run in the middle counts.
const RUNS = 5;

const findings = process.argv.includes("--findings");
const server = await serve(DIST, { base: "/some/folder/", compress: true });
const profile = await mkdtemp(join(tmpdir(), "loopline-lighthouse-"));
const browser = await launch({
  chromePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  chromeFlags: ["--headless", ...ARGUMENTS],
  userDataDir: profile,
});
/// A browser that has just started sometimes refuses what it is asked.
async function look(address, config, tries = 3) {
  try {
    return await lighthouse(address, { port: browser.port, logLevel: "error" }, config);
  } catch (error) {
    if (tries === 1) throw error;
    return look(address, config, tries - 1);
  }
}

try {
  for (const [page, route] of Object.entries(PAGES)) {
    for (const [form, config] of Object.entries(FORMS)) {
      const runs = [];
      for (let run = 0; run < RUNS; run += 1) {
        runs.push((await look(`${server.address}${route}`, config)).lhr);
      }
      const lhr = runs.sort((a, b) => a.categories.performance.score - b.categories.performance.score)[RUNS >> 1];
      const scores = Object.entries(lhr.categories).map(([id, { score }]) => [id, Math.round(score * 100)]);
      const seconds = (id) => Number((lhr.audits[id].numericValue / 1000).toFixed(2));
      console.log(
        JSON.stringify({
          bench: "lighthouse",
          page,
          form,
          ...Object.fromEntries(scores),
          firstPaint_s: seconds("first-contentful-paint"),
          largestPaint_s: seconds("largest-contentful-paint"),
          blocked_ms: Math.round(lhr.audits["total-blocking-time"].numericValue),
          shift: Number(lhr.audits["cumulative-layout-shift"].numericValue.toFixed(4)),
        }),
      );
      if (!findings) continue;
      for (const { id, auditRefs } of Object.values(lhr.categories)) {
        for (const { id: audit, weight } of auditRefs) {
          const { score, title, displayValue = "", details } = lhr.audits[audit];
          if (score === null || score >= 0.9) continue;
          console.error(`  ${id} ${audit} (weight ${weight}) ${score}: ${title} ${displayValue}`);
          for (const item of details?.items?.slice(0, 4) ?? []) console.error(`    ${JSON.stringify(item).slice(0, 400)}`);
        }
      }
    }
  }
} finally {
  browser.kill();
  await server.close();
  await rm(profile, { recursive: true, force: true });
}
