// Lets a canvas be drawn on with a finger, a pen or a mouse.

const INK = "#14213d";
const PAPER = "#fff";
const WIDTH = 3;

/** Hands out the drawing after each stroke, as the bytes of a PNG. @param {(image: Uint8Array) => void} done */
export function draw(canvas, done) {
  const pen = canvas.getContext("2d");
  let last; // where the pen is, while it is down

  const place = (event) => ({
    x: (event.offsetX * canvas.width) / canvas.clientWidth,
    y: (event.offsetY * canvas.height) / canvas.clientHeight,
  });
  const line = (to) => {
    // Set each time: whoever empties a canvas by its width resets these as well.
    Object.assign(pen, { strokeStyle: INK, lineWidth: WIDTH, lineCap: "round", lineJoin: "round" });
    pen.beginPath();
    pen.moveTo(last.x, last.y);
    pen.lineTo(to.x, to.y);
    pen.stroke();
    last = to;
  };
  const lift = () => {
    if (!last) return;
    last = undefined;
    canvas.toBlob(async (image) => done(new Uint8Array(await image.arrayBuffer())));
  };

  canvas.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary || event.button) return;
    canvas.setPointerCapture(event.pointerId);
    // Paper below the ink, so that the image can be read on a dark ground too.
    Object.assign(pen, { globalCompositeOperation: "destination-over", fillStyle: PAPER });
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.globalCompositeOperation = "source-over";
    last = place(event);
    line(last);
  });
  canvas.addEventListener("pointermove", (event) => last && line(place(event)));
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  // The page must not scroll under the finger.
  canvas.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
}
