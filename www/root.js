// The shadow root of an element, and the element in it that the engine renders into.

import { guard } from "./gesture.js";

/** Creates the root. It is not on a page yet. */
export function createRoot() {
  const root = document.createElement("div");
  root.className = "root";
  root.setAttribute("part", "root");
  // Translation by the browser would move text nodes that the engine owns; the form offers its own languages.
  root.translate = false;
  return root;
}

/**
 * Attaches the shadow root, or takes the one that the page declares, with listeners that every form of the element
 * needs.
 * @param {HTMLElement} element
 */
export function openShadow(element) {
  const mode = element.hasAttribute("closed") ? "closed" : "open";
  const shadow = element.shadowRoot ?? element.attachShadow({ mode });

  /** Returns whether the target is not the element's own content. @param {Event} event */
  const isInside = (event) => shadow.contains(/** @type {Node} */ (event.target));
  // Enter must not press a default button of the host page. The engine listens on the root, before these listeners.
  for (const type of ["keydown", "keypress", "keyup"])
    shadow.addEventListener(type, (event) => isInside(event) && event.stopPropagation());
  // Without a running engine, a form would navigate with the answers in the address.
  shadow.addEventListener("submit", (event) => isInside(event) && event.preventDefault(), true);
  guard(shadow);
  return shadow;
}

/**
 * Adopts the style sheet, in place of the link of a page that declares the root.
 * @param {ShadowRoot} shadow @param {CSSStyleSheet} sheet
 */
export function adoptStyle(shadow, sheet) {
  shadow.adoptedStyleSheets = [sheet];
  shadow.querySelector("link")?.remove();
}
