// Makes a photo fit to be sent, on the device: upright, not larger than a document needs, and without the place and
// time that cameras write into it.

/** The long edge of what is sent, in pixels: an A4 page at 170 dots per inch. */
const LONGEST = 2000;
/** At which print on paper stays readable. */
const QUALITY = 0.85;

/** A picture larger than this, in bytes, is not even opened. */
const LARGEST = 64 * 1024 * 1024;

/** @typedef {{name: string, content: Uint8Array, sha256: string | null}} Prepared */

/**
 * What is attached for a file: a picture made fit, anything else as it is; null if it is too large.
 * Rejects if the file can't be read, or holds what must not be sent and can't be taken out of it.
 * @param {File} file @param {number} most bytes of what is no picture @returns {Promise<Prepared | null>}
 */
export async function prepare(file, most) {
  const isPicture = isOfPicture(new Uint8Array(await file.slice(0, 16).arrayBuffer()));
  if (file.size > (isPicture ? LARGEST : most)) return null;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const fit = isPicture && (await redraw(file, bytes));
  const { name, content } = fit || { name: file.name, content: bytes };
  // The browser's own digest works beside the page; plain http has none, and the engine then counts itself.
  const digest = await globalThis.crypto?.subtle?.digest("SHA-256", content);
  return { name, content, sha256: digest ? hex(digest) : null };
}

/** The picture made fit; nothing if it is fit as it is, or of a kind that the browser can't read. */
async function redraw(file, bytes) {
  const isPng = bytes[0] === 0x89;
  const isJpeg = bytes[0] === 0xff;
  const isCommon = isPng || isJpeg || starts(bytes, 8, "WEBP");
  let size;
  try {
    size = await measure(file);
  } catch (reason) {
    if (isCommon && tellsMore(bytes)) throw reason;
    return undefined;
  }
  const scale = Math.min(1, LONGEST / Math.max(...size));
  if (isCommon && scale === 1 && !tellsMore(bytes)) return undefined;
  const [width, height] = size.map((edge) => Math.max(1, Math.round(edge * scale)));
  const blob = await draw(file, width, height, isPng);
  const name = isPng || isJpeg ? file.name : `${file.name.replace(/\.[^.]*$/, "")}.jpg`;
  return { name, content: new Uint8Array(await blob.arrayBuffer()) };
}

async function draw(file, width, height, isPng) {
  // The browser decodes and shrinks beside the page, which goes on.
  const resized = { imageOrientation: "from-image", resizeWidth: width, resizeHeight: height, resizeQuality: "high" };
  const image = await createImageBitmap(file, resized);
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const pen = canvas.getContext("2d");
  if (!isPng) {
    pen.fillStyle = "#fff"; // what was transparent
    pen.fillRect(0, 0, width, height);
  }
  pen.drawImage(image, 0, 0);
  image.close();
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, isPng ? "image/png" : "image/jpeg", QUALITY));
  canvas.width = 0; // gives the memory back at once
  return blob;
}

/** Whether the first bytes are those of a picture, be it one that few programs read. @param {Uint8Array} bytes */
function isOfPicture(bytes) {
  const isCommon = starts(bytes, 0, "\xff\xd8\xff") || starts(bytes, 0, "\x89PNG") || starts(bytes, 8, "WEBP");
  const brands = ["heic", "heix", "hevc", "heim", "heis", "mif1", "msf1", "avif"];
  return isCommon || (starts(bytes, 4, "ftyp") && brands.some((brand) => starts(bytes, 8, brand)));
}

/** The size of a picture as it stands upright. @param {File} file */
async function measure(file) {
  const image = new Image();
  image.src = URL.createObjectURL(file);
  try {
    await image.decode();
    return [image.naturalWidth, image.naturalHeight];
  } finally {
    URL.revokeObjectURL(image.src);
  }
}

/** Whether a picture holds more than the picture: place and time, a comment, the names of programs. */
function tellsMore(bytes) {
  const isHarmless = (marker) => marker < 0xe0 || [0xe0, 0xe2, 0xee].includes(marker);
  if (bytes[0] === 0xff) return !segments(bytes).every(isHarmless);
  const told = bytes[0] === 0x89 ? ["eXIf", "tEXt", "iTXt", "zTXt", "tIME"] : ["EXIF", "XMP "];
  return chunks(bytes).some((name) => told.includes(name));
}

/** The markers of a JPEG's segments before the picture. Of those for programs E0 is JFIF, E2 colours, EE Adobe's transform. */
function segments(bytes) {
  const markers = [];
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xda; ) {
    markers.push(bytes[at + 1]);
    at += 2 + bytes[at + 2] * 256 + bytes[at + 3];
  }
  return markers;
}

/** The names of the chunks of a PNG (length, name, content, sum) or a WebP (name, length, content, even). */
function chunks(bytes) {
  const isPng = bytes[0] === 0x89;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const names = [];
  for (let at = isPng ? 8 : 12; at + 8 <= bytes.length; ) {
    names.push(String.fromCharCode(...bytes.subarray(isPng ? at + 4 : at, isPng ? at + 8 : at + 4)));
    const length = view.getUint32(isPng ? at : at + 4, !isPng);
    at += isPng ? length + 12 : 8 + length + (length % 2);
  }
  return names;
}

function starts(bytes, at, text) {
  return [...text].every((character, index) => bytes[at + index] === character.charCodeAt(0));
}

/** @param {ArrayBuffer} digest */
function hex(digest) {
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
