// A peer on node with one template and its data in a process of its own; the protocol of bench/worker.py.
// Run: node bench/node/worker.js <peer> <template.docx> <data.json>
const fs = require('fs');
const readline = require('readline');
const maker = require('./peers');

const [peer, template, dataFile] = process.argv.slice(2);
const data = JSON.parse(fs.readFileSync(dataFile, 'utf8'));
const make = maker(peer, template);
const say = (facts) => process.stdout.write(JSON.stringify(facts) + '\n');
const peak = () => process.resourceUsage().maxRSS / 1024;

(async () => {
  const ready = peak();
  const made = await make(data);
  say({ bytes: made.length, ready_mb: ready });
  for await (const asked of readline.createInterface({ input: process.stdin })) {
    const seconds = [];
    for (let n = 0; n < Number(asked); n += 1) {
      const start = process.cpuUsage();
      await make(data);
      const spent = process.cpuUsage(start);
      seconds.push((spent.user + spent.system) / 1e6);
    }
    say({ seconds, peak_mb: peak() });
  }
  process.exit(0);
})();
