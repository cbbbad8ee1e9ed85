// Carbone with one template and its data in a process of its own; the protocol of bench/worker.py.
// Run: node bench/carbone.js <template.docx> <data.json> <out.docx>
const fs = require('fs');
const readline = require('readline');
const carbone = require('carbone');

const [template, dataFile, out] = process.argv.slice(2);
const data = JSON.parse(fs.readFileSync(dataFile, 'utf8'));
const say = (facts) => process.stdout.write(JSON.stringify(facts) + '\n');
const peak = () => process.resourceUsage().maxRSS / 1024;
const work = () => new Promise((done, fail) =>
  carbone.render(template, data, (error, made) => (error ? fail(error) : done(made))));

(async () => {
  const ready = peak();
  const made = await work();
  fs.writeFileSync(out, made);
  say({ bytes: made.length, ready_mb: ready });
  for await (const asked of readline.createInterface({ input: process.stdin })) {
    const seconds = [];
    for (let n = 0; n < Number(asked); n += 1) {
      const start = process.cpuUsage();
      await work();
      const spent = process.cpuUsage(start);
      seconds.push((spent.user + spent.system) / 1e6);
    }
    say({ seconds, peak_mb: peak() });
  }
  process.exit(0);
})();
