// The on-screen keyboard of a public terminal. `loader.js` loads this separate module for the attribute `keyboard`. The
// keys type into the focused control in such a way that the engine gets ordinary input events.

import { draw } from "./keyboard/keys.js";
import { Dictionary, Syllable } from "./keyboard/zhuyin.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */
/** @typedef {"zhuyin" | "letters" | "digits"} Layout */
/** @typedef {(file: string) => Promise<string>} Load loads a file of the delivery */

/** Controls that take text. */
const FIELDS = "input:is([type=text], [type=tel], [type=email]), textarea";
/** The number of characters that are offered at a time. */
const PAGE = 10;

/** The keyboard of each form. @type {WeakMap<ShadowRoot, Keyboard>} */
const keyboards = new WeakMap();

/**
 * Shows the keyboard in a form, or removes it.
 * @param {ShadowRoot} shadow @param {boolean} isOn @param {Load} load
 */
export async function toggle(shadow, isOn, load) {
  keyboards.get(shadow)?.remove();
  keyboards.delete(shadow);
  if (!isOn) return;
  const keyboard = new Keyboard(shadow, load, JSON.parse(await load("data/keyboard.json")));
  keyboards.get(shadow)?.remove(); // a later call may have been faster
  keyboards.set(shadow, keyboard);
}

export class Keyboard {
  #shadow;
  #load;
  /** The words and the rows of keys. @type {import("./keyboard/keys.js").Design} */
  #design;
  #listening = new AbortController();
  /** The keys are in a shadow root of their own: the form's style and its listeners do not apply to them. */
  #host = document.createElement("div");
  /** Reserves the space behind the keys, and keeps the focused control above them. */
  #space = new CSSStyleSheet();

  /** The control that the keys type into. @type {Field | undefined} */
  #field;
  /** @type {Layout} */
  #layout = "letters";
  #isUpper = false;
  #syllable;
  /** Whether the pointer is down. Until it is up, the keys stay, so that the button under it does not move. */
  #isHeld = false;
  /** @type {Dictionary | undefined} */
  #dictionary;
  #isLoading = false;
  /** The height of the keys in pixels. */
  #height = 0;
  /** The index of the first character that is offered. */
  #first = 0;

  /** @param {ShadowRoot} shadow @param {Load} load @param {import("./keyboard/keys.js").Design} design */
  constructor(shadow, load, design) {
    this.#shadow = shadow;
    this.#load = load;
    this.#design = design;
    this.#syllable = new Syllable(design.symbols);
    this.#host.className = "keyboard";
    this.#host.hidden = true;
    this.#host.attachShadow({ mode: "open" });
    shadow.append(this.#host);
    const { signal } = this.#listening;
    shadow.addEventListener("focusin", ({ target }) => this.#follow(/** @type {Element} */ (target)), { signal });
    shadow.addEventListener("focusout", () => setTimeout(() => this.#follow(shadow.activeElement)), { signal });
    shadow.addEventListener("pointerdown", () => this.#hold(true), { signal, capture: true });
    for (const type of ["pointerup", "pointercancel"])
      addEventListener(type, () => setTimeout(() => this.#hold(false)), { signal, capture: true });
    addEventListener("resize", () => this.#field && this.#fit(), { signal });
    // The focus stays in the control.
    for (const type of ["pointerdown", "mousedown"])
      this.#host.addEventListener(type, (event) => event.preventDefault(), { signal });
    this.#follow(shadow.activeElement);
  }

  remove() {
    this.#listening.abort();
    this.#host.remove();
    this.#shadow.adoptedStyleSheets = this.#shadow.adoptedStyleSheets.filter((sheet) => sheet !== this.#space);
  }

  /** @param {boolean} isHeld */
  #hold(isHeld) {
    const wasHeld = this.#isHeld;
    this.#isHeld = isHeld;
    if (wasHeld && !isHeld) this.#follow(this.#shadow.activeElement);
  }

  /** Follows the focus: shows the keys for a control that takes text. @param {Element | null} focused */
  #follow(focused) {
    // Assistive technology may move the focus to a key.
    if (this.#isHeld || focused === this.#host || (focused && focused === this.#field)) return;
    this.#syllable.clear();
    if (!focused?.matches(FIELDS) || /** @type {Field} */ (focused).readOnly) {
      this.#field = undefined;
      this.#host.hidden = true;
      return this.#space.replaceSync("");
    }
    const sheets = this.#shadow.adoptedStyleSheets;
    if (!sheets.includes(this.#space)) this.#shadow.adoptedStyleSheets = [...sheets, this.#space];
    this.#field = /** @type {Field} */ (focused);
    this.#layout = layoutOf(this.#field);
    this.#isUpper = this.#field.autocapitalize === "characters";
    this.#host.hidden = false;
    this.#height = 0;
    this.#draw();
  }

  /** Keeps the control above the keys after their height has changed. */
  #fit() {
    const height = Math.ceil(this.#host.shadowRoot?.firstElementChild?.getBoundingClientRect().height ?? 0);
    if (height === this.#height) return;
    this.#height = height;
    this.#space.replaceSync(
      `.keyboard { height: ${height}px } :is(input, textarea) { scroll-margin-block: 60px ${height + 24}px }`,
    );
    this.#field?.scrollIntoView({ block: "nearest" });
  }

  #draw() {
    const characters = this.#dictionary ? this.#syllable.characters(this.#dictionary) : [];
    draw(/** @type {ShadowRoot} */ (this.#host.shadowRoot), this.#design, {
      language: this.#language,
      layout: this.#layout,
      isUpper: this.#isUpper,
      isLong: this.#field?.localName === "textarea",
      syllable: this.#syllable.text,
      characters: characters.slice(this.#first, this.#first + PAGE),
      hasMore: characters.length > PAGE,
      press: (key) => this.#press(key),
    });
    this.#fit();
    if (this.#layout === "zhuyin" && !this.#dictionary && !this.#isLoading) this.#loadDictionary();
  }

  /** Loads the dictionary. After a failure, the next key loads it again. */
  async #loadDictionary() {
    this.#isLoading = true;
    try {
      this.#dictionary = new Dictionary(await this.#load("data/zhuyin.txt"), this.#design.symbols[3]);
      if (this.#field) this.#draw();
    } catch (reason) {
      console.warn("guitai:", reason);
    }
    this.#isLoading = false;
  }

  get #language() {
    return this.#field?.closest("[lang]")?.getAttribute("lang") === "zh-Hant" ? "zh-Hant" : "en";
  }

  /** Acts on a key: a named one, a symbol, or a character that was chosen. @param {string} key */
  #press(key) {
    const field = this.#field;
    if (!field?.isConnected) return this.#follow(this.#shadow.activeElement);
    if (this.#shadow.activeElement !== field) field.focus();
    this.#first = key === "more" ? this.#first + PAGE : 0;
    const act = this.#actions[key];
    if (act) act(field);
    else if (this.#layout === "zhuyin" && this.#syllable.add(key)) this.#wrap();
    else this.#type(field, key);
    if (this.#field === field) this.#draw();
  }

  /** The actions of the named keys. @type {Record<string, ((field: Field) => void) | undefined>} */
  #actions = {
    zhuyin: () => this.#switch("zhuyin"),
    letters: () => this.#switch("letters"),
    digits: () => this.#switch("digits"),
    shift: () => {
      this.#isUpper = !this.#isUpper;
    },
    more: () => this.#wrap(),
    // The first tone has no mark.
    space: (field) => (this.#syllable.text ? void this.#syllable.add(" ") : this.#type(field, " ")),
    delete: () => (this.#syllable.text ? this.#syllable.shorten() : void document.execCommand("delete")),
    left: (field) => move(field, -1),
    right: (field) => move(field, 1),
    enter: (field) => this.#type(field, "\n"),
    next: (field) => this.#next(field),
    hide: (field) => field.blur(),
  };

  /** Returns to the first characters after the last ones. */
  #wrap() {
    const characters = this.#dictionary ? this.#syllable.characters(this.#dictionary) : [];
    if (this.#first >= characters.length) this.#first = 0;
  }

  /** @param {Layout} layout */
  #switch(layout) {
    this.#layout = layout;
    this.#syllable.clear();
  }

  /** Types a text in place of the selection. @param {Field} field @param {string} text */
  #type(field, text) {
    this.#syllable.clear();
    // The command emits the events of typed input and supports undo. Some browsers do not have it.
    if (document.execCommand("insertText", false, text)) return;
    field.setRangeText(text, field.selectionStart ?? 0, field.selectionEnd ?? 0, "end");
    field.dispatchEvent(
      new InputEvent("input", { bubbles: true, composed: true, inputType: "insertText", data: text }),
    );
  }

  /** Moves the focus to the next control that takes text, or else to the main button. @param {Field} field */
  #next(field) {
    const all = /** @type {HTMLElement[]} */ ([...this.#shadow.querySelectorAll(`${FIELDS}, button[type=submit]`)]);
    const visible = all.filter((one) => one.checkVisibility());
    visible[visible.indexOf(field) + 1]?.focus();
  }
}

/** Returns the layout for a control. @param {Field} field @returns {Layout} */
function layoutOf(field) {
  if (/^(numeric|tel|decimal)$/.test(field.inputMode) || field.type === "tel") return "digits";
  const isChinese = field.closest("[lang]")?.getAttribute("lang") === "zh-Hant";
  return isChinese && field.type !== "email" && field.autocapitalize !== "characters" ? "zhuyin" : "letters";
}

/** Moves the caret by one character, which may be a pair of UTF-16 units. @param {Field} field @param {-1 | 1} by */
function move(field, by) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  // E-mail controls have no positions.
  if (start === null || end === null)
    return getSelection()?.modify?.("move", by < 0 ? "backward" : "forward", "character");
  let place = by < 0 ? start : end;
  if (start === end) {
    place += by;
    const isSplit = /[\uD800-\uDBFF]/.test(value.charAt(place - 1)) && /[\uDC00-\uDFFF]/.test(value.charAt(place));
    if (isSplit) place += by;
  }
  place = Math.min(Math.max(place, 0), value.length);
  field.setSelectionRange(place, place);
}
