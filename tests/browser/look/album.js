// The page with all pictures, `target/look/screenshots/index.html`. Its links select a workflow, a language and a way
// to show a state, without scripts.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { LANGUAGES } from "../submissions.js";
import { html, page } from "./html.js";
import { FOLDER, pictures, WAYS, workflowOf } from "./pictures.js";

/** The width of a picture on the page: phones at half their size. */
const SHOWN = { phone: 195, tablet: 256, desktop: 320, dark: 195, forced: 195, print: 256 };

const STYLE = `
  body { margin: 0 16px 16px; font: 14px/1.5 system-ui, "Noto Sans TC", "Noto Sans CJK TC", sans-serif; color: #222; background: #e8ebee; }
  nav { position: sticky; z-index: 1; top: 0; margin: 0 -16px; padding: 6px 16px; overflow-x: auto; background: #fff; border-bottom: 1px solid #999; }
  nav table { border-collapse: collapse; }
  nav :is(th, td) { padding: 0 6px; text-align: right; white-space: nowrap; }
  nav [colspan] { text-align: center; border-inline-start: 1px solid #999; }
  /* A selection does not scroll the page. */
  nav a { display: block; padding: 0 4px; scroll-margin: 100vh; }
  nav a:target { background: #222; color: #fff; }
  section section { display: inline; }
  h2 { margin: 20px 0 4px; }
  h3 { margin: 12px 0 4px; }
  article { display: inline-block; margin: 0 10px 14px 0; vertical-align: top; }
  h4 { margin: 0 0 2px; font-weight: 600; }
  .pictures { display: flex; gap: 6px; align-items: flex-start; }
  figure { margin: 0; }
  img { display: block; height: auto; border: 1px solid #999; background: #fff; }
  figcaption { color: #555; font-size: 12px; }
`;

/** The place of a picture, as selectors: its workflow, language and way. */
const classOf = ({ tour, language, way }) => `${workflowOf(tour)} ${language} ${way}`;

/** Writes the page; returns the number of pictures. */
export function writeAlbum(folder = FOLDER) {
  const all = pictures(folder);
  writeFileSync(join(folder, "index.html"), album(all));
  return all.length;
}

function album(all) {
  const names = [...new Set(all.map(({ tour }) => workflowOf(tour)))].toSorted();
  const columns = [[], ...LANGUAGES.flatMap((language) => [[language], ...ways(all).map((way) => [language, way])])];
  const selections = ["", ...names].flatMap((name) => columns.map((column) => [name, ...column].filter(Boolean)));
  const body = html`<nav>${matrix(all, ["", ...names], columns)}</nav>
${names.map((name) =>
  chapter(
    name,
    all.filter(({ tour }) => workflowOf(tour) === name),
  ),
)}`;
  return page("Screenshots", STYLE + selections.map(rule).join("\n"), body);
}

const ways = (all) => Object.keys(WAYS).filter((way) => all.some((picture) => picture.way === way));
const idOf = (selection) => ["show", ...selection].join("-");

/** The rule that hides all pictures outside a selection while its link is the target. */
function rule(selection) {
  if (selection.length === 0) return "";
  const wanted = selection.map((name) => `.${name}`).join("");
  const others = `:is(section, article, figure):not(${wanted}, :has(${wanted}))`;
  return `:root:has(#${idOf(selection)}:target) ${others} { display: none; }`;
}

/** A table of links: one row for each workflow, one column for each language and way, with the number of pictures. */
function matrix(all, names, columns) {
  const span = ways(all).length + 1;
  const languages = LANGUAGES.map((language) => html`<th colspan="${span}" scope="colgroup">${language}</th>`);
  const head = columns.map(([, way]) => html`<th scope="col">${way ?? "all"}</th>`);
  const rows = names.map((name) => {
    const cells = columns.map((column) => {
      const selection = [name, ...column].filter(Boolean);
      const has = (picture) => selection.every((wanted) => classOf(picture).split(" ").includes(wanted));
      const [id, count] = [idOf(selection), all.filter(has).length];
      return html`<td>${count > 0 && html`<a id="${id}" href="#${id}">${count}</a>`}</td>`;
    });
    return html`<tr><th scope="row">${name || "all"}</th>${cells}</tr>`;
  });
  return html`<table><tr><td></td><td></td>${languages}</tr><tr><td></td>${head}</tr>${rows}</table>`;
}

function chapter(name, own) {
  const tours = groups(own, ({ tour }) => tour);
  return html`<section><h2>${name}</h2>
${tours.map((pictures) => html`<section>${tours.length > 1 && html`<h3>${pictures[0].tour}</h3>`}${states(pictures)}</section>`)}
</section>`;
}

const states = (pictures) =>
  groups(pictures, ({ number, state }) => `${number} ${state}`).map(
    (own) => html`<article><h4>${own[0].state}</h4><div class="pictures">${own.map(figure)}</div></article>
`,
  );

/** The pictures in groups with the same key. */
const groups = (pictures, keyOf) =>
  [...new Set(pictures.map(keyOf))].map((key) => pictures.filter((one) => keyOf(one) === key));

function figure(picture) {
  const { file, state, language, way, width, height } = picture;
  const shown = Math.round((height * SHOWN[way]) / width);
  return html`<figure class="${classOf(picture)}"><a href="${encodeURI(file)}"><img src="${encodeURI(file)}" \
alt="${state}, ${language}, ${way}" loading="lazy" width="${SHOWN[way]}" height="${shown}"></a>\
<figcaption>${language} ${way}</figcaption></figure>`;
}

/** Runs after all tours, also after a failed one. */
export default function teardown() {
  console.log(`${writeAlbum()} pictures: ${join(FOLDER, "index.html")}`);
}
