// Zhuyin input: the symbols of one syllable, and the characters with this reading.

/** The characters by syllable and number of the tone, the frequent ones first. */
export class Dictionary {
  /** @type {Map<string, string>} */
  #characters = new Map();
  #tones;

  /**
   * Reads the lines of `data/zhuyin.txt`.
   * @param {string} text @param {string} tones the marks in the order of their numbers; the first is a space
   */
  constructor(text, tones) {
    this.#tones = tones;
    for (const [, reading, characters] of text.matchAll(/^(\D+\d)(.+)$/gm)) this.#characters.set(reading, characters);
  }

  /**
   * Returns the characters of a syllable. Without a tone, the characters of all tones alternate.
   * @param {string} syllable without its tone
   * @param {string} tone a mark, or empty
   */
  find(syllable, tone) {
    const tones = tone ? [this.#tones.indexOf(tone) + 1] : [1, 2, 3, 4, 5];
    const lists = tones.map((number) => [...(this.#characters.get(syllable + number) ?? "")]);
    const longest = Math.max(...lists.map(({ length }) => length));
    const inTurn = Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1)));
    return [...new Set(inTurn.flat())];
  }
}

/** The symbols of the syllable that is being typed. */
export class Syllable {
  /** The kinds of symbols in the order in which they are written: initials, medials, finals, tones. @type {string[]} */
  #kinds;
  /** One symbol of each kind, or empty. */
  #symbols = ["", "", "", ""];

  /** @param {string[]} kinds */
  constructor(kinds) {
    this.#kinds = kinds;
  }

  /** Adds a symbol, in place of one of the same kind. Returns whether it is a symbol. @param {string} symbol */
  add(symbol) {
    const kind = this.#kinds.findIndex((symbols) => symbols.includes(symbol));
    if (kind < 0) return false;
    this.#symbols[kind] = symbol;
    return true;
  }

  /** Removes the last symbol. */
  shorten() {
    const last = this.#symbols.findLastIndex(Boolean);
    if (last >= 0) this.#symbols[last] = "";
  }

  clear() {
    this.#symbols.fill("");
  }

  /** The symbols as they are written. */
  get text() {
    return this.#symbols.join("");
  }

  /** Returns the characters with this reading. @param {Dictionary} dictionary */
  characters(dictionary) {
    return dictionary.find(this.#symbols.slice(0, 3).join(""), this.#symbols[3]);
  }
}
