// The cards of the lessons: pictures that networks show beside a link. Drawn from the miniatures of the demos, as SVG, by resvg;
// one that is drawn already, of the same content, is kept in target/cards.
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const packages = createRequire(new URL("../../tests/package.json", import.meta.url));
const KEPT = "target/cards";
/// Size in px: what the networks ask for.
export const card = { width: 1200, height: 630 };

const MARGIN = 72;
const TITLE = { size: 68, line: 80, lines: 2 };
/// The mean width of a letter of the title, as a share of its size: a line is broken by it.
const LETTER = 0.56;
// The style sheet's colours in a light theme, which the picture's own style cannot name.
const COLOUR = { page: "#F7F7F5", panel: "#FFFFFF", line: "#E4E4E0", text: "#1C1C1A", muted: "#686862", accent: "#4453D6", good: "#2F8F5B", failed: "#C2413B" };
const LANES = ["#55554F", "#2F6BD0", "#A85A0C", "#0F7A66", "#A23B8F", "#6A4FC4", "#7A6200", "#B23A55"];

const escape = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/// The title's lines; what does not fit ends in dots.
const broken = (title) => {
  const most = Math.floor((card.width - 2 * MARGIN) / (TITLE.size * LETTER));
  const lines = [""];
  for (const word of title.split(" ")) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (longer.length <= most || !lines.at(-1)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.length > TITLE.lines ? [...lines.slice(0, TITLE.lines - 1), `${lines[TITLE.lines - 1]}…`] : lines;
};

/// A miniature with its colours as attributes.
const coloured = (picture) =>
  picture.replace(/<svg[^>]*>([^]*)<\/svg>/, "$1").replace(/<g class="lane-(\d)">([^]*?)<\/g>/g, (_, lane, inside) => {
    const own = LANES[Number(lane)];
    return inside
      .replaceAll('class="miniature-life"', `fill="${own}" fill-opacity=".22"`)
      .replaceAll('class="miniature-step"', `stroke="${own}" stroke-width="1.6"`)
      .replaceAll('class="miniature-finished"', `fill="${COLOUR.good}"`)
      .replaceAll('class="miniature-failed"', `fill="${COLOUR.failed}"`)
      .replace(/class="miniature-\w+"/g, `fill="${COLOUR.muted}"`);
  });

const drawn = ({ title, above, picture }) => {
  const lines = broken(title);
  const size = `font-family="Inter" font-size="${TITLE.size}" font-weight="600" fill="${COLOUR.text}" letter-spacing="-1.4"`;
  const top = 196;
  // The bars begin 2 units from the left, a lane is 9 high; what is low stands in the middle of the room.
  const scale = (card.width - 2 * MARGIN) / 194;
  const room = top + (lines.length - 1) * TITLE.line + 48;
  const height = 9 * (picture?.match(/<g class="lane-/g)?.length ?? 0) * scale;
  const below = Math.max(room, room + (card.height - 32 - room - height) / 2);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${card.width}" height="${card.height}">
<rect width="100%" height="100%" fill="${COLOUR.page}"/>
<g transform="translate(${MARGIN} 52) scale(2)" fill="none" stroke="${COLOUR.accent}" stroke-width="2.2" stroke-linecap="round">
<path d="M3 14 h5 a4 4 0 1 0 -3.2 -6.4"/><path d="M11 14 h8" stroke-dasharray="3.2 3.4"/></g>
<text x="${MARGIN + 56}" y="86" font-family="Inter" font-size="30" font-weight="600" fill="${COLOUR.text}">Loopline</text>
${above === "Loopline" ? "" : `<text x="${card.width - MARGIN}" y="86" text-anchor="end" font-family="Inter" font-size="28" fill="${COLOUR.muted}">${escape(above)}</text>`}
${lines.map((line, i) => `<text x="${MARGIN}" y="${top + i * TITLE.line}" ${size}>${escape(line)}</text>`).join("\n")}
<g transform="translate(${MARGIN - 2 * scale} ${below}) scale(${scale})">${picture ? coloured(picture) : ""}</g>
</svg>`;
};

/// Draws cards: `{ file, title, above, picture }`, the picture being the markup of a miniature.
export const drawCards = async (cards) => {
  mkdirSync(KEPT, { recursive: true });
  const script = readFileSync(import.meta.filename);
  const kept = (svg) => join(KEPT, `${createHash("sha256").update(script).update(svg).digest("hex").slice(0, 24)}.png`);
  let render;
  for (const { file, ...content } of cards) {
    const svg = drawn(content);
    const made = kept(svg);
    if (!existsSync(made)) {
      render ??= await renderer();
      writeFileSync(`${made}.new`, render(svg));
      renameSync(`${made}.new`, made);
    }
    copyFileSync(made, file);
  }
};

const renderer = async () => {
  const { Resvg, initWasm } = packages("@resvg/resvg-wasm");
  await initWasm(readFileSync(packages.resolve("@resvg/resvg-wasm/index_bg.wasm")));
  const fonts = ["400Regular/Inter_400Regular.ttf", "600SemiBold/Inter_600SemiBold.ttf"];
  const fontBuffers = fonts.map((font) => new Uint8Array(readFileSync(packages.resolve(`@expo-google-fonts/inter/${font}`))));
  return (svg) => {
    const picture = new Resvg(svg, { font: { fontBuffers, loadSystemFonts: false, defaultFontFamily: "Inter" } });
    const image = picture.render();
    const bytes = image.asPng();
    image.free();
    picture.free();
    return bytes;
  };
};
