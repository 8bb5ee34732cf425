// Builds what the browser loads into src/simpul/web/static/build: one stylesheet, two scripts, one icon sprite, one font.
// Names are stable; nothing refers to another origin. Run by tools/build_browser.py, or `npm run build`.

import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { buildSync } from "esbuild";
import { browserslistToTargets, transform } from "lightningcss";
import { PurgeCSS } from "purgecss";

const HERE = dirname(fileURLToPath(import.meta.url));
const WEB = join(HERE, "..", "src", "simpul", "web");
const OUT = join(WEB, "static", "build");
const MODULES = join(HERE, "node_modules");
const TABLER_CSS = join(MODULES, "@tabler", "core", "dist", "css", "tabler.css");
const TABLER_ICONS = join(MODULES, "@tabler", "icons", "icons", "outline");
const FONT = "plus-jakarta-sans-latin-wght-normal.woff2";
const FONTS = join(MODULES, "@fontsource-variable", "plus-jakarta-sans", "files");
const VOCABULARY = join(WEB, "templates", "web", "components", "icons.txt");
const STYLES = [
  "tokens",
  "base",
  "layout",
  "header",
  "buttons",
  "fields",
  "door",
  "headings",
  "words",
  "surfaces",
  "lists",
  "history",
  "intake",
  "leaders",
  "print",
];

// What Django, htmx and our script add at run time, and so stands in no template.
const AT_RUN_TIME = [
  /^tone-/,
  /^rung-/,
  /^flow-/,
  /^map-/,
  /^htmx-/,
  /^errorlist$/,
  /^helptext$/,
  /^is-(busy|public|sheet)$/,
];
// Names both Tabler and our components use: ours alone count, so Tabler's rules for them stay out.
const OURS = [
  /^card/,
  /^page/,
  /^status/,
  /^steps/,
  /^timeline/,
  /^row-/,
  /^empty/,
  /^alert/,
  /^tabs$/,
  /^clock/,
  /^icon$/,
  /^number$/,
];
const DRAWN_BY_DJANGO = [
  "input",
  "select",
  "option",
  "optgroup",
  "textarea",
  "fieldset",
  "legend",
  "ul",
  "li",
  "label",
];

/** Every template and Python file of the pages, as text. */
function sources(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && [".html", ".py"].includes(extname(entry.name)))
    .map((entry) => readFileSync(join(entry.parentPath ?? entry.path, entry.name), "utf8"));
}

/** Every icon of the vocabulary: pages name some, and the need categories of a district's pack any other. */
function vocabulary() {
  return readFileSync(VOCABULARY, "utf8").split(/\s+/).filter(Boolean);
}

/** One SVG with a symbol for each icon; strokes take the colour of the text. */
function sprite(names) {
  const symbols = names.map((name) => {
    const svg = readFileSync(join(TABLER_ICONS, `${name}.svg`), "utf8");
    const inner = svg
      .slice(svg.indexOf(">") + 1, svg.lastIndexOf("</svg>"))
      .replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*\/>/, "")
      .replace(/\s+/g, " ")
      .trim();
    return `<symbol id="${name}" viewBox="0 0 24 24">${inner}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
}

/** Tabler and our theme in one sheet, without what no page uses. */
async function stylesheet(texts) {
  const ours = STYLES.map((name) => readFileSync(join(HERE, "src", `${name}.css`), "utf8")).join("\n");
  const content = texts.map((raw) => ({ raw, extension: "html" }));
  const safelist = { standard: [...AT_RUN_TIME, ...DRAWN_BY_DJANGO] };
  const purge = new PurgeCSS();
  const [tabler] = await purge.purge({
    content,
    css: [{ raw: readFileSync(TABLER_CSS, "utf8").replace(/^@charset "UTF-8";/, "") }],
    safelist,
    blocklist: OURS,
    variables: true,
    keyframes: true,
  });
  const [theme] = await purge.purge({ content, css: [{ raw: ours }], safelist });
  const { code } = transform({
    filename: "simpul.css",
    code: Buffer.from(`${tabler.css}\n${theme.css}`),
    minify: true,
    targets: browserslistToTargets(["chrome 87", "firefox 91", "safari 14"]),
  });
  return code;
}

/** One script with all it imports; `charts.ts` is fetched by `app.ts` when a chart is about to be seen. */
function script(name, format) {
  const built = buildSync({
    entryPoints: [join(HERE, "src", name)],
    bundle: true,
    minify: true,
    write: false,
    legalComments: "eof",
    format,
    target: "es2020",
  });
  return built.outputFiles[0].contents;
}

function write(name, content) {
  writeFileSync(join(OUT, name), content);
  const packed = gzipSync(content, { level: 9 }).length;
  console.log(`${name.padEnd(28)} ${(packed / 1024).toFixed(1).padStart(6)} kB packed`);
}

const texts = sources(WEB);
rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
write("simpul.css", await stylesheet(texts));
write("icons.svg", sprite(vocabulary()));
write("app.js", script("app.ts", "iife"));
write("charts.js", script("charts.ts", "esm"));
copyFileSync(join(FONTS, FONT), join(OUT, "plus-jakarta-sans.woff2"));
write("plus-jakarta-sans.woff2", readFileSync(join(FONTS, FONT)));
