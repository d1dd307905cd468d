// The input for a submission's answers and attachments: values of controls, and files to choose.

const DATE = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d):\d\d\+08:00)?$/;

/** The value for each control, by name. A malformed date is typed as it is, and the form must refuse it. */
export function* entries({ answers, staff }) {
  if (staff) yield ["staff_id", staff.id];
  for (const [id, value] of Object.entries(answers)) yield* entry(id, value);
}

function* entry(name, value) {
  if (Array.isArray(value) && typeof value[0] === "object") {
    for (const [row, answers] of value.entries())
      for (const [id, answer] of Object.entries(answers)) yield* entry(`${name}.${row}.${id}`, answer);
  } else if (value && typeof value === "object" && !Array.isArray(value)) {
    for (const [part, text] of Object.entries(value)) yield [`${name}.${part}`, text];
  } else {
    yield [name, value];
    const [, year, month, day, time] = DATE.exec(value) ?? [];
    if (!year) return;
    yield [`${name}.year`, String(year - 1911)];
    yield [`${name}.month`, String(Number(month))];
    yield [`${name}.day`, String(Number(day))];
    if (time) yield [`${name}.time`, time];
  }
}

/** An attachment as a file to choose. Without content, a file of the stated size is generated. */
export function asFile({ name, media_type, content, size }) {
  const generated = () => Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.alloc(size - 8)]);
  return { name, mimeType: media_type, buffer: content === undefined ? generated() : Buffer.from(content, "base64") };
}
