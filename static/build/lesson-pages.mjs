// After each build: a page of plain HTML for each demo and language under lessons/, with its text, picture and program, for
// search engines, previews of links, and readers without scripts. It leads to the demo, which runs. `LOOPLINE_ADDRESS`, where
// the page will be served, makes the addresses of cards absolute, as most networks want them, and a sitemap.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { card, drawCards } from "./lesson-cards.mjs";

const folder = process.env.TRUNK_STAGING_DIR;
const address = process.env.LOOPLINE_ADDRESS?.replace(/\/*$/, "/");
if (address && !URL.canParse(address)) throw new Error(`LOOPLINE_ADDRESS is no address: ${address}`);
const out = join(folder, "lessons");
const document = join(folder, "index.html");
const html = readFileSync(document, "utf8");
const named = (pattern) => readdirSync(folder).find((name) => pattern.test(name));

const WORDS = {
  en: {
    all: "All lessons",
    allAbout: "Asynchronous programs, one idea a lesson: each runs in the page, on a timeline that shows every start, wait and wake.",
    run: "Run it and watch",
    try: "Try this",
    program: "The program",
    about: "About",
    picture: (title) => `${title}: a line for each task, with its steps, over time`,
    before: "Before",
    next: "Next",
    other: "Русский",
    nav: "Lessons before and after",
  },
  ru: {
    all: "Все уроки",
    allAbout: "Асинхронные программы, в каждом уроке одна мысль: программа выполняется прямо на странице, а временная шкала показывает каждый запуск, ожидание и пробуждение.",
    run: "Запустить и посмотреть",
    try: "Попробуйте",
    program: "Программа",
    about: "О чём это",
    picture: (title) => `${title}: линия для каждой задачи, с её шагами, во времени`,
    before: "Раньше",
    next: "Дальше",
    other: "English",
    nav: "Уроки до и после",
  },
};
const OTHER = { en: "ru", ru: "en" };

const escape = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
/// Of the marks of the course's texts, as plain text and as markup.
const plain = (text) => text.replace(/\*\*|`/g, "");
const marked = (text) => escape(text).replace(/\*\*(.+?)\*\*/g, "<strong>$1</strong>").replace(/`(.+?)`/g, "<code>$1</code>");
const file = (id, language) => (language === "en" ? `${id}.html` : `${id}.${language}.html`);

/// The miniature of a demo, as it stands on the front page in the document, but no higher than its lanes.
const miniature = (id) => {
  const found = new RegExp(`<a href="#/demo/${id}" class="card">(<svg [^]*?</svg>)`).exec(html)?.[1];
  const lanes = found?.match(/<g class="lane-/g)?.length;
  return lanes ? found.replace(/viewBox="0 0 200 \d+"/, `viewBox="0 0 200 ${9 * lanes + 1}"`) : null;
};

/// The program of a demo: that in Python where there is one, else the demo's own.
const program = ({ stem, variants }) => {
  const names = [`${stem}.py`, `${stem}.${variants[0]}.py`, `${stem}.rs`];
  const name = names.find((name) => existsSync(join(folder, name)));
  if (!name) throw new Error(`${stem} has no program`);
  return { name: basename(name), text: readFileSync(join(folder, name), "utf8").trimEnd() };
};

const head = ({ title, description, language, name, image }) => {
  const absolute = (path) => (address ? address + path : `../${path}`);
  const property = (key, value) => `<meta property="og:${key}" content="${escape(value)}">`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'">
<title>${escape(title)} · Loopline</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="${escape(description)}">
<meta name="color-scheme" content="light dark">
${property("site_name", "Loopline")}
${property("type", "article")}
${property("title", title)}
${property("description", description)}
${property("locale", language === "ru" ? "ru_RU" : "en_US")}
${property("image", absolute(`lessons/${image}`))}
${property("image:width", String(card.width))}
${property("image:height", String(card.height))}
${property("image:alt", title)}
<meta name="twitter:card" content="summary_large_image">
${address ? `<link rel="canonical" href="${address}lessons/${file(name, language)}">\n${property("url", `${address}lessons/${file(name, language)}`)}` : ""}
${["en", "ru"].map((one) => `<link rel="alternate" hreflang="${one}" href="${address ? `${address}lessons/` : ""}${file(name, one)}">`).join("\n")}
<link rel="icon" type="image/svg+xml" href="../icon.svg">
<link rel="stylesheet" href="../${named(/^style-.*\.css$/)}">
<link rel="stylesheet" href="lesson.css">
</head>
`;
};
const logo = /<svg viewBox="0 0 22 22"[^]*?<\/svg>/.exec(html)[0];
const header = (name, language) => `<header class="lesson-head">
<a href="../#/" class="brand" aria-label="Loopline">${logo}<span>Loopline</span></a>
<nav><a href="${file("index", language)}">${WORDS[language].all}</a><a href="${file(name, OTHER[language])}" lang="${OTHER[language]}" hreflang="${OTHER[language]}">${WORDS[language].other}</a></nav>
</header>
`;

const engine = await import(pathToFileURL(join(folder, named(/^demos-.*\.js$/))));
await engine.default({ module_or_path: readFileSync(join(folder, named(/^demos-.*_bg\.wasm$/))) });
const lessons = JSON.parse(engine.lessons());

const lessonPage = (lesson, place, language) => {
  const words = WORDS[language];
  const title = lesson.title[language];
  const { name, text } = program(lesson);
  const beside = (other, word, rel) =>
    other ? `<a rel="${rel}" href="${file(other.id, language)}"><small>${word}</small>${escape(other.title[language])}</a>` : "<span></span>";
  const picture = miniature(lesson.id)?.replace('aria-hidden="true"', `role="img" aria-label="${escape(words.picture(title))}"`);
  return `${head({ title, description: plain(lesson.about[language]), language, name: lesson.id, image: `${lesson.id}.${language}.png` })}<body class="lesson">
${header(lesson.id, language)}<main>
<p class="lesson-chapter">${escape(lesson.chapter[language])}</p>
<h1>${escape(title)}</h1>
<p class="lesson-about">${marked(lesson.about[language])}</p>
${picture ? `<figure>${picture}</figure>` : ""}
<p><a class="lesson-run" href="../#/demo/${lesson.id}">${words.run}</a></p>
<h2>${words.try}</h2>
<p>${marked(lesson.try[language])}</p>
<h2>${words.program} <code>${escape(name)}</code></h2>
<pre><code>${escape(text)}</code></pre>
</main>
<nav class="lesson-ways" aria-label="${words.nav}">${beside(lessons[place - 1], words.before, "prev")}${beside(lessons[place + 1], words.next, "next")}</nav>
</body>
</html>
`;
};

const indexPage = (language) => {
  const words = WORDS[language];
  const chapters = [...new Set(lessons.map(({ chapter }) => chapter[language]))];
  const of = (chapter) => lessons.filter((lesson) => lesson.chapter[language] === chapter);
  const list = chapters.map(
    (chapter) => `<h2>${escape(chapter)}</h2>
<dl>${of(chapter).map((lesson) => `<dt><a href="${file(lesson.id, language)}">${escape(lesson.title[language])}</a></dt><dd>${marked(lesson.about[language])}</dd>`).join("\n")}</dl>`,
  );
  return `${head({ title: words.all, description: words.allAbout, language, name: "index", image: `index.${language}.png` })}<body class="lesson">
${header("index", language)}<main>
<h1>${words.all}</h1>
<p class="lesson-about">${words.allAbout}</p>
${list.join("\n")}
</main>
</body>
</html>
`;
};

mkdirSync(out, { recursive: true });
writeFileSync(join(out, "lesson.css"), readFileSync(new URL("../lesson.css", import.meta.url)));
const cards = [];
for (const language of ["en", "ru"]) {
  lessons.forEach((lesson, place) => {
    writeFileSync(join(out, file(lesson.id, language)), lessonPage(lesson, place, language));
    cards.push({ file: join(out, `${lesson.id}.${language}.png`), title: lesson.title[language], above: lesson.chapter[language], picture: miniature(lesson.id) });
  });
  writeFileSync(join(out, file("index", language)), indexPage(language));
  cards.push({ file: join(out, `index.${language}.png`), title: language === "ru" ? "Асинхронные программы, шаг за шагом" : "Asynchronous programs, step by step", above: "Loopline", picture: miniature(lessons[0].id) });
}
await drawCards(cards);

if (address) {
  const pages = ["index", ...lessons.map(({ id }) => id)].flatMap((name) => ["en", "ru"].map((language) => `${address}lessons/${file(name, language)}`));
  writeFileSync(join(folder, "sitemap.txt"), `${[address, ...pages].join("\n")}\n`);
}
// The document itself: its own card, and the way to all of this for those who run no scripts.
const image = address ? `${address}lessons/index.en.png` : "./lessons/index.en.png";
const meta = `<meta property="og:title" content="Loopline"><meta property="og:description" content="${escape(WORDS.en.allAbout)}"><meta property="og:image" content="${image}"><meta name="twitter:card" content="summary_large_image">`;
writeFileSync(document, html.replace("</head>", () => `${meta}</head>`));
