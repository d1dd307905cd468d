// Prints what came of each fault, and the sums: the reporter of `cargo xtask faults`.

const SUMS = ["lost", "doubled", "falseReceipts", "uncaught"];

export default class Table {
  lines = [];
  broken = 0;

  onTestEnd(test, result) {
    const told = test.annotations.concat(result.annotations ?? []).find(({ type }) => type === "outcome");
    if (!told) {
      this.broken++;
      console.log(`?  ${test.title}: ${result.error?.message?.split("\n")[0] ?? result.status}`);
      return;
    }
    const line = JSON.parse(told.description);
    this.lines.push(line);
    const sums = SUMS.map((name) => `${name} ${line[name]}`).join(", ");
    console.log(
      `${result.status === "passed" ? "ok" : "!!"} ${line.fault}: saw ${line.saw.join(", ")}; rows ${line.rows}; ${sums}`,
    );
  }

  onEnd() {
    const sum = (name) => this.lines.reduce((total, line) => total + line[name], 0);
    const sums = `${sum("lost")} lost, ${sum("doubled")} doubled, ${sum("falseReceipts")} false receipts, ${sum("uncaught")} uncaught errors`;
    // A 404 is as a 405 is.
    const classes = new Set(this.lines.map(({ fault }) => fault.replaceAll(/\ba (\d)\d\d\b/g, "a $1xx")));
    console.log(`\n${classes.size} kinds of faults, counting the status codes of one class once`);
    console.log(`${this.lines.length} faults: ${sums}${this.broken ? `; ${this.broken} could not be counted` : ""}`);
  }
}
