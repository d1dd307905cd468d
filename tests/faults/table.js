// The reporter of `cargo xtask faults`: prints the outcome of each fault, and the sums.

const SUMS = ["lost", "doubled", "falseReceipts", "uncaught"];

export default class Table {
  lines = [];
  broken = 0;

  onTestEnd(test, result) {
    const outcome = test.annotations.concat(result.annotations ?? []).find(({ type }) => type === "outcome");
    if (!outcome) {
      this.broken++;
      console.log(`?  ${test.title}: ${result.error?.message?.split("\n")[0] ?? result.status}`);
      return;
    }
    const line = JSON.parse(outcome.description);
    this.lines.push(line);
    const sums = SUMS.map((name) => `${name} ${line[name]}`).join(", ");
    console.log(
      `${result.status === "passed" ? "ok" : "!!"} ${line.fault}: pages ${line.pages.join(", ")}; rows ${line.rows}; ${sums}`,
    );
  }

  onEnd() {
    const sum = (name) => this.lines.reduce((total, line) => total + line[name], 0);
    const sums = `${sum("lost")} lost, ${sum("doubled")} doubled, ${sum("falseReceipts")} false receipts, ${sum("uncaught")} uncaught errors`;
    // Status codes of one class, such as 404 and 405, count as one kind.
    const classes = new Set(this.lines.map(({ fault }) => fault.replaceAll(/\ba (\d)\d\d\b/g, "a $1xx")));
    console.log(`\n${classes.size} kinds of faults, counting the status codes of one class once`);
    console.log(`${this.lines.length} faults: ${sums}${this.broken ? `; ${this.broken} could not be counted` : ""}`);
  }
}
