// Serves the browser's page on the loopback: node serve.js FOLDER MINISEARCH OFFERS. Prints "port N", then each line that
// the page posts.
'use strict';

const fs = require('fs');
const http = require('http');
const path = require('path');

const [folder, minisearch, offers] = process.argv.slice(2);
const files = {
  '/': [path.join(folder, 'index.html'), 'text/html; charset=utf-8'],
  '/page.js': [path.join(folder, 'page.js'), 'text/javascript; charset=utf-8'],
  '/minisearch.js': [minisearch, 'text/javascript; charset=utf-8'],
  '/offers.json': [offers, 'application/json'],
};

const server = http.createServer((question, answer) => {
  if (question.method === 'POST') {
    let text = '';
    question.on('data', (part) => { text += part; });
    question.on('end', () => {
      process.stdout.write(`${text}\n`);
      answer.writeHead(204).end();
    });
    return;
  }
  const file = files[question.url.split('?')[0]];
  if (!file) {
    answer.writeHead(404).end();
    return;
  }
  answer.writeHead(200, { 'Content-Type': file[1], 'Cache-Control': 'no-store' });
  fs.createReadStream(file[0]).pipe(answer);
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`port ${server.address().port}\n`));
