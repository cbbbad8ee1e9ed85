// A peer on node behind HTTP, as our service stands: two workers, JSON in, the document out.
// Run: node bench/node/server.js <peer> <template.docx> <port>
const cluster = require('cluster');
const http = require('http');
const maker = require('./peers');

const [peer, template, port] = process.argv.slice(2);

const answer = (make) => (request, response) => {
  const pieces = [];
  request.on('data', (piece) => pieces.push(piece));
  request.on('end', async () => {
    try {
      const made = await make(JSON.parse(Buffer.concat(pieces).toString('utf8')));
      response.setHeader('Content-Type', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document');
      response.end(made);
    } catch (error) {
      response.statusCode = 500;
      response.end(String(error));
    }
  });
};

if (cluster.isPrimary) {
  cluster.fork();
  cluster.fork();
  process.on('SIGTERM', () => {
    for (const worker of Object.values(cluster.workers)) worker.process.kill('SIGKILL');
    process.exit(0);
  });
} else {
  http.createServer(answer(maker(peer, template))).listen(Number(port), '127.0.0.1');
}
