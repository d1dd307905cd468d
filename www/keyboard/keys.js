// Draws the keys of the on-screen keyboard.

/**
 * @typedef {object} Design `data/keyboard.json`
 * @property {Record<string, Record<string, string>>} words by language and key
 * @property {string[]} symbols the symbols of zhuyin by kind: initials, medials, finals, tones
 * @property {Record<string, string[]>} rows the rows of each layout; the keys of a row are separated by spaces
 */

/**
 * @typedef {object} State the state of the keyboard
 * @property {string} language
 * @property {"zhuyin" | "letters" | "digits"} layout
 * @property {boolean} isUpper
 * @property {boolean} isLong whether the control takes several lines
 * @property {string} syllable the symbols that were typed
 * @property {string[]} characters the characters to choose from
 * @property {boolean} hasMore whether there are other characters
 * @property {(key: string) => void} press
 */

const STYLE = `
:host([hidden]) { display: none }
.keyboard { position: fixed; z-index: 10; inset: auto 0 0; box-sizing: border-box; padding: 8px;
  border-top: 2px solid #66727d; background: #d9e0e5; color: #16212b; touch-action: manipulation;
  font: 20px/1.2 system-ui, "Noto Sans TC", "Noto Sans CJK TC", "PingFang TC", "Microsoft JhengHei", sans-serif }
.row { display: flex; flex-wrap: wrap; justify-content: center; gap: 6px; max-width: 1000px; margin: 0 auto }
.row + .row { margin-top: 6px }
.offer { align-items: center; min-height: 48px }
.syllable { min-width: 3em; font-size: 22px }
button { flex: 1 1 44px; min-width: 44px; max-width: 96px; min-height: 52px; margin: 0; padding: 2px; border: 1px solid #66727d;
  border-radius: 6px; background: #fff; color: inherit; font: inherit; cursor: pointer; user-select: none }
button:active, button[aria-pressed=true] { background: #0b5a73; color: #fff }
.named { flex-basis: 92px; max-width: 240px; background: #eef1f4; font-size: 18px }
.named[aria-pressed=true] { background: #0b5a73 }
.offer button { flex-grow: 0; min-height: 48px }
@media (max-height: 800px) { button, .offer, .offer button { min-height: 44px } }
@media (forced-colors: active) { button { border: 1px solid ButtonText } }
@media print { .keyboard { display: none } }
`;

/** @type {CSSStyleSheet | undefined} */
let sheet;

/**
 * Draws the keys into a root. The elements are kept until the layout changes, so that assistive technology keeps its
 * position.
 * @param {ShadowRoot} root @param {Design} design @param {State} state
 */
export function draw(root, design, state) {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
  }
  root.adoptedStyleSheets = [sheet];
  const words = design.words[state.language] ?? {};
  let board = /** @type {HTMLElement | null} */ (root.firstElementChild);
  const kind = [state.layout, state.language, state.isLong].join();
  if (!board || board.dataset.kind !== kind) {
    board = element("div", "keyboard");
    board.dataset.kind = kind;
    board.lang = state.language;
    board.setAttribute("role", "group");
    board.setAttribute("aria-label", words.keyboard);
    const rows = [...(design.rows[state.layout] ?? []), state.isLong ? design.rows.long[0] : design.rows.short[0]];
    board.append(offer(), ...rows.map((row) => rowOf(row.split(" "), words)));
    root.replaceChildren(board);
  }
  update(board, words, state);
}

/** The row with the syllable and the characters to choose from. */
function offer() {
  const row = element("div", "row offer");
  const syllable = element("span", "syllable");
  syllable.setAttribute("role", "status");
  row.append(syllable, element("span", "characters row"));
  return row;
}

/** @param {string[]} keys @param {Record<string, string>} words */
function rowOf(keys, words) {
  const row = element("div", "row");
  row.append(...keys.map((key) => button(key, words[key] ?? key, key in words ? "named" : "")));
  return row;
}

/** @param {string} key @param {string} label @param {string} className */
function button(key, label, className) {
  const made = /** @type {HTMLButtonElement} */ (element("button", className));
  made.type = "button";
  // The Tab key skips the keys.
  made.tabIndex = -1;
  made.dataset.key = key;
  made.textContent = label;
  return made;
}

/** Updates the keys. @param {HTMLElement} board @param {Record<string, string>} words @param {State} state */
function update(board, words, state) {
  const { layout, isUpper, syllable, characters, hasMore, press } = state;
  board.onclick = ({ target }) => {
    const pressed = /** @type {HTMLElement} */ (target).closest("button");
    if (pressed) press(pressed.dataset.typed ?? pressed.dataset.key ?? "");
  };
  for (const key of /** @type {NodeListOf<HTMLElement>} */ (board.querySelectorAll("button[data-key]"))) {
    const name = key.dataset.key ?? "";
    if (name === layout || name === "shift") key.setAttribute("aria-pressed", String(name === layout || isUpper));
    if (layout === "letters" && /^[a-z]$/.test(name)) {
      key.dataset.typed = isUpper ? name.toUpperCase() : name;
      key.textContent = key.dataset.typed;
    }
  }
  const status = board.querySelector(".syllable");
  if (status && status.textContent !== syllable) status.textContent = syllable;
  const offered = characters.map((character) => button(character, character, ""));
  if (hasMore) offered.push(button("more", words.more, "named"));
  board.querySelector(".characters")?.replaceChildren(...offered);
}

/** @param {string} name @param {string} className */
function element(name, className) {
  const made = document.createElement(name);
  if (className) made.className = className;
  return made;
}
