// An input method in Chromium: the keys that it handles (key code 229), compositions, and committed text.

/** The methods that people in Taiwan use: the steps of a composition, and the committed text. */
export const METHODS = {
  Zhuyin: { steps: ["ㄨ", "ㄨㄤ", "ㄨㄤˊ", "王", "王ㄒ", "王ㄒㄧ", "王ㄒㄧㄠ", "王小"], text: "王小" },
  Pinyin: { steps: ["w", "wa", "wan", "wang", "wang x", "wang xi", "wang xia", "wang xiao"], text: "王小" },
};

/** Attaches an input method to a page. */
export async function inputMethod(page) {
  const client = await page.context().newCDPSession(page);
  const key = (type, code) =>
    client.send("Input.dispatchKeyEvent", {
      type,
      key: "Process",
      code,
      windowsVirtualKeyCode: 229,
      nativeVirtualKeyCode: 229,
    });
  const pressed = async (code, act) => {
    await key("rawKeyDown", code);
    await act();
    await key("keyUp", code);
  };
  const show = (text) =>
    client.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  return {
    /** Shows each step of a composition in the focused control, one key per step. */
    async compose(steps) {
      for (const text of steps) await pressed("KeyJ", () => show(text));
    },
    /** Replaces the composition by a text, which Space or Enter commits. */
    commit: (text, code = "Space") => pressed(code, () => client.send("Input.insertText", { text })),
    /** Inserts a text without a composition, such as full-width digits. */
    insert: (text) => pressed("Digit1", () => client.send("Input.insertText", { text })),
    detach: () => client.detach(),
  };
}
