// Faults and actions that several scenarios share.

export const stall = (exchange) => exchange.discard();
export const storeAndStall = (exchange) => exchange.deliver();
export const storeAndFail = async (exchange) => {
  await exchange.deliver();
  exchange.respond(500);
};
export const storeAndReset = async (exchange) => {
  await exchange.deliver();
  exchange.reset();
};

/** Accepts the notices and submits, and waits until a part is visible. */
export async function press({ wizard, submission }, part = "sending") {
  await wizard.accept(submission);
  await wizard.button("submit").click();
  await wizard.part(part).waitFor();
}

/** Fills in and submits the form; the fault follows when the page shows that it is sending. */
export async function send(person, network, fault, address) {
  await person.fill(network.address);
  let release;
  const isSending = new Promise((resolve) => {
    release = resolve;
  });
  const late = async (exchange) => {
    await isSending;
    fault(exchange);
  };
  network.plan([late], address);
  await press(person);
  release();
}

/** Reloads the page and continues. */
export async function reload(person) {
  await person.page.reload();
  await person.findForm();
  await person.submitUntilReceipt();
}

/** Fills in the form and opens another tab with the same local draft. */
export async function openSecondTab(person, network) {
  person.draft = "local";
  await person.fill(network.address);
  const other = await person.page.context().newPage();
  await other.goto(person.page.url());
  return person.inOtherTab(other);
}

/** Changes the rating and returns to the review. */
export async function changeRating({ wizard }, overall) {
  await wizard.press("back");
  await wizard.fill({ answers: { overall }, attachments: [] });
  await wizard.press("next");
}
