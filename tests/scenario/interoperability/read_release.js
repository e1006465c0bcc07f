// Reads a release as a terminal would, by tuf-js: node read_release.js REPOSITORY ROOT FOLDER TARGET…
// The repository is served on the loopback meanwhile; FOLDER keeps what the client knows for the next time.
// Prints "<sha256> <target>" for each target, verified and downloaded. Ends with 1 when anything is refused.
'use strict';

const crypto = require('crypto');
const fs = require('fs');
const http = require('http');
const path = require('path');
const { Updater } = require('tuf-js');

/** A static file server as plain as they come. */
function serve(repository) {
  const server = http.createServer((question, answer) => {
    const file = path.join(repository, decodeURIComponent(question.url));
    if (!fs.existsSync(file) || !fs.statSync(file).isFile()) {
      answer.writeHead(404).end();
      return;
    }
    answer.end(fs.readFileSync(file));
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

async function main([repository, root, folder, ...names]) {
  const server = await serve(repository);
  const url = `http://127.0.0.1:${server.address().port}`;
  const metadataDir = path.join(folder, 'metadata');
  const targetDir = path.join(folder, 'targets');
  for (const directory of [metadataDir, targetDir]) fs.mkdirSync(directory, { recursive: true });
  const trusted = path.join(metadataDir, 'root.json');
  if (!fs.existsSync(trusted)) fs.copyFileSync(root, trusted);
  const updater = new Updater({
    metadataDir,
    metadataBaseUrl: `${url}/metadata`,
    targetDir,
    targetBaseUrl: `${url}/targets`,
    config: { fetchRetries: 0 },
  });
  await updater.refresh();
  for (const name of names) {
    const info = await updater.getTargetInfo(name);
    if (!info) throw new Error(`no target ${name}`);
    const file = await updater.downloadTarget(info);
    const digest = crypto.createHash('sha256').update(fs.readFileSync(file)).digest('hex');
    console.log(`${digest} ${name}`);
  }
}

main(process.argv.slice(2)).then(() => process.exit(0)).catch((error) => {
  console.error(`${error.name}: ${error.message}`);
  process.exit(1);
});
