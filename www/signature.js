// Signatures: drawing on a canvas with a finger, a pen, a mouse or the arrow keys.

const INK = "#14213d";
const PAPER = "#fff";
const LINE_WIDTH = 3;

/** The pixels of the canvas by which a key moves the pen. @type {Record<string, [number, number] | undefined>} */
const DIRECTIONS = { ArrowLeft: [-8, 0], ArrowRight: [8, 0], ArrowUp: [0, -8], ArrowDown: [0, 8] };
/** Half the size of the square that marks the pen of the keyboard. */
const MARK = 4;

/** Keeps a coordinate on the canvas. @param {number} at @param {number} size */
const within = (at, size) => Math.min(Math.max(at, MARK), size - MARK);

/** @typedef {(name: string, image: string, session: number) => void} OnImage receives the base64 of a PNG */

/** @typedef {{x: number, y: number}} Point */

/** The canvases in use. @type {WeakMap<HTMLCanvasElement, Drawing>} */
const drawings = new WeakMap();

/**
 * Makes the canvas of a question drawable, if it is on the page, and shows its image.
 * @param {Element} root
 * @param {string} name
 * @param {string} id of the image, or empty
 * @param {string} image base64 of a PNG, or empty
 * @param {OnImage} done receives the image after each stroke
 */
export function sign(root, name, id, image, done) {
  const canvas = /** @type {HTMLCanvasElement | null} */ (root.querySelector(`canvas[name="${name}"]`));
  if (!canvas || canvas.dataset.shown === id) return;
  canvas.dataset.shown = id;
  const session = Number(canvas.closest("form")?.dataset.session);
  const drawing = drawings.get(canvas) ?? new Drawing(canvas, (image) => done(name, image, session));
  drawings.set(canvas, drawing);
  drawing.show(image);
}

class Drawing {
  #canvas;
  #pen;
  #done;
  /** The position of the pen while it is down. @type {Point | undefined} */
  #last;
  /** The position of the pen of the keyboard. @type {Point} */
  #tip = { x: 60, y: 100 };
  /** The pixels under the mark of that pen, while it is shown. @type {ImageData | undefined} */
  #under;
  /** Whether a key has drawn since the last image. */
  #isChanged = false;
  /** The images passed to `done` since another one was shown: the canvas has all their strokes. @type {Set<string>} */
  #own = new Set();
  /** Counts the calls of `show`: an image decoded too late is dropped. */
  #shows = 0;

  /** @param {HTMLCanvasElement} canvas @param {(image: string) => void} done */
  constructor(canvas, done) {
    this.#canvas = canvas;
    this.#pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    this.#done = done;
    canvas.addEventListener("pointerdown", (event) => event.isPrimary && !event.button && this.#begin(event));
    canvas.addEventListener("pointermove", (event) => this.#last && this.#line(this.#last, this.#place(event)));
    canvas.addEventListener("pointerup", () => this.#lift());
    canvas.addEventListener("pointercancel", () => this.#lift());
    canvas.addEventListener("keydown", (event) => this.#press(event));
    canvas.addEventListener("keyup", () => this.#release());
    canvas.addEventListener("blur", () => this.#leave());
    // Prevents scrolling under the finger.
    canvas.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
  }

  /** @param {string} image */
  async show(image) {
    if (image && this.#own.has(image)) return;
    const number = ++this.#shows;
    this.#own.clear();
    this.#under = undefined;
    this.#canvas.width = this.#canvas.width; // clears the canvas
    if (!image) return;
    const bytes = Uint8Array.from(atob(image), (character) => character.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    if (number !== this.#shows) return;
    // `multiply` keeps strokes drawn while the image was decoded.
    this.#paper();
    this.#pen.globalCompositeOperation = "multiply";
    this.#pen.drawImage(picture, 0, 0);
    this.#pen.globalCompositeOperation = "source-over";
    picture.close();
    if (this.#own.size > 0) this.#emit();
    else this.#own.add(image);
  }

  /** @param {PointerEvent} event */
  #begin(event) {
    this.#leave();
    this.#canvas.setPointerCapture(event.pointerId);
    this.#paper();
    const place = this.#place(event);
    this.#line(place, place);
  }

  /** Fills the transparent parts, so that the image is readable on a dark background too. */
  #paper() {
    Object.assign(this.#pen, { globalCompositeOperation: "destination-over", fillStyle: PAPER });
    this.#pen.fillRect(0, 0, this.#canvas.width, this.#canvas.height);
    this.#pen.globalCompositeOperation = "source-over";
  }

  /** @param {PointerEvent} event */
  #place({ offsetX, offsetY }) {
    const { width, height, clientWidth, clientHeight } = this.#canvas;
    return { x: (offsetX * width) / clientWidth, y: (offsetY * height) / clientHeight };
  }

  /** @param {Point} from @param {Point} to */
  #line(from, to) {
    // Set each time, because clearing the canvas resets them.
    Object.assign(this.#pen, { strokeStyle: INK, lineWidth: LINE_WIDTH, lineCap: "round", lineJoin: "round" });
    this.#pen.beginPath();
    this.#pen.moveTo(from.x, from.y);
    this.#pen.lineTo(to.x, to.y);
    this.#pen.stroke();
    this.#last = to;
  }

  /** Moves the pen by an arrow key, and draws unless Shift is pressed. @param {KeyboardEvent} event */
  #press(event) {
    const direction = DIRECTIONS[event.key];
    if (!direction) return;
    event.preventDefault(); // prevents scrolling
    this.#unmark();
    const { x, y } = this.#tip;
    const { width, height } = this.#canvas;
    this.#tip = { x: within(x + direction[0], width), y: within(y + direction[1], height) };
    if (!event.shiftKey) {
      this.#paper();
      this.#line({ x, y }, this.#tip);
      this.#last = undefined;
      this.#isChanged = true;
    }
    this.#mark();
  }

  /** Passes the image on if the keys have drawn, without the mark. */
  #release() {
    if (!this.#isChanged) return;
    this.#isChanged = false;
    this.#unmark();
    this.#emit();
    this.#mark();
  }

  /** Passes the image on if the keys have drawn, and removes the mark. */
  #leave() {
    this.#release();
    this.#unmark();
  }

  /** Marks the place of the pen. */
  #mark() {
    const [x, y, size] = [this.#tip.x - MARK, this.#tip.y - MARK, MARK * 2];
    this.#under = this.#pen.getImageData(x, y, size, size);
    this.#pen.fillStyle = INK;
    this.#pen.fillRect(x, y, size, size);
  }

  #unmark() {
    if (this.#under) this.#pen.putImageData(this.#under, this.#tip.x - MARK, this.#tip.y - MARK);
    this.#under = undefined;
  }

  #lift() {
    if (!this.#last) return;
    this.#last = undefined;
    this.#emit();
  }

  /** Passes the image on at once, before the next click. */
  #emit() {
    const image = this.#canvas.toDataURL("image/png").split(",")[1];
    this.#own.add(image);
    this.#done(image);
  }
}
