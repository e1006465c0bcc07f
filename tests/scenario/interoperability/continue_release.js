// Writes the next version of every metadata file of an office's repository with another model of TUF's metadata
// (@tufjs/models), signed by the office's own keys: node continue_release.js OFFICE
// The files differ from ours in everything that the specification leaves open: spaces, order, fields nobody knows.
'use strict';

const crypto = require('crypto');
const fs = require('fs');
const path = require('path');
const { Metadata, MetadataKind, MetaFile, Signature } = require('@tufjs/models');

const office = process.argv[2];
const folder = path.join(office, 'repository', 'metadata');
const inTenMonths = new Date(Date.now() + 300 * 86400 * 1000).toISOString().replace(/\.\d+Z$/, 'Z');

function read(kind, name) {
  return Metadata.fromJSON(kind, JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')));
}

/** The next version, signed by the keys that the root names for the role and the office has. */
function write(metadata, root, role, name) {
  metadata.signed.version += 1;
  metadata.signed.expires = inTenMonths;
  metadata.signed.unrecognizedFields['x-written-elsewhere'] = { 'by': ['another', 'tool'] };
  const key = crypto.createPrivateKey(fs.readFileSync(path.join(office, 'keys', `${role}.pem`)));
  const hash = key.asymmetricKeyType === 'ed25519' ? undefined : 'sha256';
  const padding = key.asymmetricKeyType === 'rsa' ? { padding: crypto.constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } : {};
  metadata.sign((bytes) => new Signature({
    keyID: root.signed.roles[role].keyIDs[0],
    sig: crypto.sign(hash, bytes, { key, ...padding }).toString('hex'),
  }), false);
  const text = JSON.stringify(metadata.toJSON(), null, 4);
  fs.writeFileSync(path.join(folder, name(metadata.signed.version)), text);
  return new MetaFile({ version: metadata.signed.version });
}

const versions = fs.readdirSync(folder).map((name) => /^(\d+)\.root\.json$/.exec(name)).filter(Boolean);
const last = Math.max(...versions.map((match) => Number(match[1])));
const root = read(MetadataKind.Root, `${last}.root.json`);
const timestamp = read(MetadataKind.Timestamp, 'timestamp.json');
const snapshot = read(MetadataKind.Snapshot, `${timestamp.signed.snapshotMeta.version}.snapshot.json`);
const targets = read(MetadataKind.Targets, `${snapshot.signed.meta['targets.json'].version}.targets.json`);

write(root, root, 'root', (version) => `${version}.root.json`);
snapshot.signed.meta['targets.json'] = write(targets, root, 'targets', (version) => `${version}.targets.json`);
timestamp.signed.snapshotMeta = write(snapshot, root, 'snapshot', (version) => `${version}.snapshot.json`);
write(timestamp, root, 'timestamp', () => 'timestamp.json');
