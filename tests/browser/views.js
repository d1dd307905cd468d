// Views of a page: widths of the window, colours, and text spacing.

import { WIDTHS } from "./states.js";

/** A window of 1280 × 1024 px at a zoom of 400 %. */
const ZOOMED = { width: 320, height: 256 };

const LIGHT = { colorScheme: null, forcedColors: null };

/** Views by name: the size of the window, and the colours that the person or the page has chosen. */
export const VIEWS = {
  narrow: { width: ZOOMED.width },
  phone: { width: WIDTHS.phone },
  desktop: { width: WIDTHS.desktop },
  dark: { width: WIDTHS.phone, media: { colorScheme: "dark", forcedColors: null } },
  contrast: { width: WIDTHS.phone, media: { colorScheme: null, forcedColors: "active" } },
};

/** Shows the page in a view, calls `act`, and restores the window of a desktop. */
export async function inView(page, { width, media = LIGHT }, act) {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia(media);
  // The form is dark if the page asks for it.
  await setScheme(page, media.colorScheme);
  try {
    return await act();
  } finally {
    await setScheme(page, null);
    await page.emulateMedia(LIGHT);
    await page.setViewportSize({ width: WIDTHS.desktop, height: 900 });
  }
}

const setScheme = (page, scheme) =>
  page.evaluate((scheme) => {
    for (const form of document.querySelectorAll("guitai-form")) form.style.colorScheme = scheme ?? "";
  }, scheme);

/** The mistakes of the layout at a zoom of 400 %, without and with the text spacing of WCAG 1.4.12. */
export async function layoutMistakes(page) {
  await page.setViewportSize(ZOOMED);
  const plain = await page.evaluate(findMistakes, ZOOMED.width);
  await page.evaluate(setSpacing, SPACING);
  const spaced = await page.evaluate(findMistakes, ZOOMED.width);
  await page.evaluate(setSpacing, "");
  await page.setViewportSize({ width: WIDTHS.desktop, height: 900 });
  return [...plain, ...spaced.map((one) => ({ ...one, rule: `${one.rule}, with text spacing` }))];
}

/** WCAG 1.4.12: at least these values, set by the person. */
const SPACING = `
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-bottom: 2em !important }`;

function setSpacing(rules) {
  window.spacing ??= new CSSStyleSheet();
  window.spacing.replaceSync(rules);
  const roots = [document, ...[...document.querySelectorAll("guitai-form")].map((form) => form.shadowRoot)];
  for (const root of roots) {
    if (!root.adoptedStyleSheets.includes(window.spacing)) root.adoptedStyleSheets.push(window.spacing);
  }
}

/** Elements that are wider than the window, and texts that leave their box or that a box cuts off. */
function findMistakes(width) {
  const forms = [...document.querySelectorAll("guitai-form")];
  const within = (root) => [...root.querySelectorAll("*")].filter((one) => one.checkVisibility());
  // Only the width of the page around a form is checked.
  const elements = forms.flatMap((form) => [form, form.shadowRoot]).flatMap(within);
  const say = (element) =>
    [element.localName, ...element.classList].join(".") + (element.name ? ` ${element.name}` : "");
  const parent = (element) => element.parentElement ?? element.getRootNode().host;
  /** The element and the elements around it. */
  function* outward(element) {
    for (let one = element; one; one = parent(one)) yield one;
  }
  const found = [];
  if (document.documentElement.scrollWidth > width) {
    const wide = [...within(document), ...elements].filter((one) => one.getBoundingClientRect().right > width + 0.5);
    found.push(...wide.map((one) => ({ rule: "sideways", element: say(one), reason: "wider than the window" })));
  }
  for (const element of elements) {
    // Texts for screen readers only are cut off on purpose, and the text of a select is the browser's own.
    if ([...outward(element)].some((one) => one.matches(".hidden, select, datalist, [data-hidden]"))) continue;
    const range = document.createRange();
    for (const text of element.childNodes) {
      if (text.nodeType !== Node.TEXT_NODE || text.data.trim() === "") continue;
      range.selectNodeContents(text);
      const size = Number.parseFloat(getComputedStyle(element).fontSize);
      for (const line of range.getClientRects()) {
        // The letters are less high than the rectangle, whose height depends on the font.
        const middle = (line.top + line.bottom) / 2;
        const box = [line.left, middle - size / 2, line.right, middle + size / 2];
        for (const one of outward(element)) {
          const style = getComputedStyle(one);
          if (style.display === "inline" || style.display === "contents") continue;
          const { left, top, right, bottom } = one.getBoundingClientRect();
          const leaves = box[0] < left - 1 || box[1] < top - 1 || box[2] > right + 1 || box[3] > bottom + 1;
          if (leaves && one !== document.documentElement && one !== document.body)
            found.push({ rule: "clipped", element: say(one), reason: `does not contain “${text.data.slice(0, 40)}”` });
          if (leaves || one === document.body) break;
        }
      }
    }
    const isTyped = element.localName === "textarea" || element.type === "text";
    if (isTyped && element.clientHeight < Number.parseFloat(getComputedStyle(element).fontSize))
      found.push({ rule: "clipped", element: say(element), reason: "less high than its text" });
  }
  return found;
}
