// Lets a canvas be drawn on with a finger, a pen or a mouse.

const INK = "#14213d";
const PAPER = "#fff";
const WIDTH = 3;

/** The canvases that can be drawn on. @type {WeakMap<HTMLCanvasElement, Drawing>} */
const drawings = new WeakMap();

/**
 * Lets a canvas be drawn on.
 * @param {HTMLCanvasElement} canvas
 * @param {string} image the drawing to begin with: the base64 of a PNG, or an empty text for none
 * @param {(image: string) => void} done gets the drawing after each stroke
 */
export function sign(canvas, image, done) {
  drawings.set(canvas, new Drawing(canvas, done));
  show(canvas, image);
}

/** Shows a drawing in place of the present one. @param {HTMLCanvasElement} canvas @param {string} image base64 of a PNG */
export function show(canvas, image) {
  drawings.get(canvas)?.show(image);
}

class Drawing {
  #canvas;
  #pen;
  #done;
  /** Where the pen is, while it is down. @type {{x: number, y: number} | undefined} */
  #last;
  /** The drawings that were handed out since another one was shown: the canvas has all their strokes. */
  #own = new Set();
  /** Counts what was shown, so that an image that is decoded too late is left out. */
  #turn = 0;

  constructor(canvas, done) {
    this.#canvas = canvas;
    this.#pen = canvas.getContext("2d");
    this.#done = done;
    canvas.addEventListener("pointerdown", (event) => event.isPrimary && !event.button && this.#begin(event));
    canvas.addEventListener("pointermove", (event) => this.#last && this.#line(this.#place(event)));
    canvas.addEventListener("pointerup", () => this.#lift());
    canvas.addEventListener("pointercancel", () => this.#lift());
    // The page must not scroll under the finger.
    canvas.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
  }

  async show(image) {
    if (image && this.#own.has(image)) return;
    const turn = ++this.#turn;
    this.#own.clear();
    this.#canvas.width = this.#canvas.width; // empties it
    if (!image) return;
    const bytes = Uint8Array.from(atob(image), (character) => character.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    if (turn !== this.#turn) return;
    // Where both are white it stays white: strokes that were begun meanwhile are kept.
    this.#paper();
    this.#pen.globalCompositeOperation = "multiply";
    this.#pen.drawImage(picture, 0, 0);
    this.#pen.globalCompositeOperation = "source-over";
    picture.close();
    if (this.#own.size > 0) this.#hand();
    else this.#own.add(image);
  }

  #begin(event) {
    this.#canvas.setPointerCapture(event.pointerId);
    this.#paper();
    this.#last = this.#place(event);
    this.#line(this.#last);
  }

  /** Paper below the ink, so that the image can be read on a dark ground too. */
  #paper() {
    Object.assign(this.#pen, { globalCompositeOperation: "destination-over", fillStyle: PAPER });
    this.#pen.fillRect(0, 0, this.#canvas.width, this.#canvas.height);
    this.#pen.globalCompositeOperation = "source-over";
  }

  #place({ offsetX, offsetY }) {
    const { width, height, clientWidth, clientHeight } = this.#canvas;
    return { x: (offsetX * width) / clientWidth, y: (offsetY * height) / clientHeight };
  }

  #line(to) {
    // Set each time: emptying the canvas resets them.
    Object.assign(this.#pen, { strokeStyle: INK, lineWidth: WIDTH, lineCap: "round", lineJoin: "round" });
    this.#pen.beginPath();
    this.#pen.moveTo(this.#last.x, this.#last.y);
    this.#pen.lineTo(to.x, to.y);
    this.#pen.stroke();
    this.#last = to;
  }

  #lift() {
    if (!this.#last) return;
    this.#last = undefined;
    this.#hand();
  }

  /** Hands the drawing out at once, so that whatever is pressed next finds it. */
  #hand() {
    const image = this.#canvas.toDataURL("image/png").split(",")[1];
    this.#own.add(image);
    this.#done(image);
  }
}
