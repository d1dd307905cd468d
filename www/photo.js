// Prepares a photo for sending, on the device: upright, no larger than a document needs, and without metadata such as
// place and time.

/** The long edge of a sent picture, in pixels: an A4 page at 170 dots per inch. */
const MAX_EDGE = 2000;
/** JPEG quality at which printed text in a photo is readable. */
const QUALITY = 0.85;
/** Pictures larger than this, in bytes, are not opened. */
const MAX_PICTURE_BYTES = 64 * 1024 * 1024;

/** @typedef {{name: string, content: Uint8Array<ArrayBuffer>, sha256: string | null}} Prepared */

/**
 * Returns a file ready to be attached: a picture redrawn if needed, anything else unchanged; null if it is too large.
 * Rejects if the file can't be read, or if it is a picture with metadata that can't be removed.
 * @param {File} file
 * @param {number} most limit in bytes for files other than pictures
 * @returns {Promise<Prepared | null>}
 */
export async function prepare(file, most) {
  const isPicture = hasPictureHeader(new Uint8Array(await file.slice(0, 16).arrayBuffer()));
  if (file.size > (isPicture ? MAX_PICTURE_BYTES : most)) return null;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const redrawn = isPicture && (await redraw(file, bytes));
  const { name, content } = redrawn || { name: file.name, content: bytes };
  // The browser hashes in the background. Plain http has no crypto.subtle; the engine then computes the hash.
  const digest = await globalThis.crypto?.subtle?.digest("SHA-256", content);
  return { name, content, sha256: digest ? hex(digest) : null };
}

/**
 * Redraws a picture. Returns nothing if it can be sent unchanged, or if the browser can't read its type.
 * @param {File} file
 * @param {Uint8Array} bytes
 */
async function redraw(file, bytes) {
  const isPng = bytes[0] === 0x89;
  const isJpeg = bytes[0] === 0xff;
  const isCommon = isPng || isJpeg || hasText(bytes, 8, "WEBP");
  let size;
  try {
    size = await measure(file);
  } catch (reason) {
    if (isCommon && hasMetadata(bytes)) throw reason;
    return undefined;
  }
  const scale = Math.min(1, MAX_EDGE / Math.max(...size));
  if (isCommon && scale === 1 && !hasMetadata(bytes)) return undefined;
  const [width, height] = size.map((edge) => Math.max(1, Math.round(edge * scale)));
  const blob = await draw(file, width, height, isPng);
  const name = isPng || isJpeg ? file.name : `${file.name.replace(/\.[^.]*$/, "")}.jpg`;
  return { name, content: new Uint8Array(await blob.arrayBuffer()) };
}

/**
 * @param {File} file
 * @param {number} width
 * @param {number} height
 * @param {boolean} isPng
 * @returns {Promise<Blob>}
 */
async function draw(file, width, height, isPng) {
  // The browser decodes and scales in the background.
  const image = await createImageBitmap(file, {
    imageOrientation: "from-image",
    resizeWidth: width,
    resizeHeight: height,
    resizeQuality: "high",
  });
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  if (!isPng) {
    pen.fillStyle = "#fff"; // JPEG has no transparency
    pen.fillRect(0, 0, width, height);
  }
  pen.drawImage(image, 0, 0);
  image.close();
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, isPng ? "image/png" : "image/jpeg", QUALITY));
  canvas.width = 0; // frees the memory at once
  return blob;
}

/**
 * Returns whether the first bytes are those of a picture, including types that few programs read.
 * @param {Uint8Array} bytes
 */
function hasPictureHeader(bytes) {
  const isCommon = hasText(bytes, 0, "\xff\xd8\xff") || hasText(bytes, 0, "\x89PNG") || hasText(bytes, 8, "WEBP");
  const brands = ["heic", "heix", "hevc", "heim", "heis", "mif1", "msf1", "avif"];
  return isCommon || (hasText(bytes, 4, "ftyp") && brands.some((brand) => hasText(bytes, 8, brand)));
}

/** Returns the width and height of the upright picture. @param {File} file */
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

/** Returns whether a picture has metadata: place and time, comments, names of programs. @param {Uint8Array} bytes */
function hasMetadata(bytes) {
  // Of the application segments, E0 is JFIF, E2 colours, EE Adobe's transform.
  /** @param {number} marker */
  const isHarmless = (marker) => marker < 0xe0 || [0xe0, 0xe2, 0xee].includes(marker);
  if (bytes[0] === 0xff) return !segments(bytes).every(isHarmless);
  const names = bytes[0] === 0x89 ? ["eXIf", "tEXt", "iTXt", "zTXt", "tIME"] : ["EXIF", "XMP "];
  return chunks(bytes).some((name) => names.includes(name));
}

/** Returns the markers of a JPEG's segments before the picture. @param {Uint8Array} bytes */
function segments(bytes) {
  const markers = [];
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xda; ) {
    markers.push(bytes[at + 1]);
    at += 2 + bytes[at + 2] * 256 + bytes[at + 3];
  }
  return markers;
}

/**
 * Returns the chunk names of a PNG (length, name, content, checksum) or a WebP (name, length, content, padding).
 * @param {Uint8Array} bytes
 */
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

/**
 * @param {Uint8Array} bytes
 * @param {number} at
 * @param {string} text one character for each byte
 */
function hasText(bytes, at, text) {
  return [...text].every((character, index) => bytes[at + index] === character.charCodeAt(0));
}

/** @param {ArrayBuffer} digest */
function hex(digest) {
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
