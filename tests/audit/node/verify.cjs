// Ask two libraries that nobody here wrote whether the evidence in a folder is good.
//
//     node verify.cjs FOLDER
//
// What is printed says for each library and each file whether it was accepted. Nothing is verified
// here: the files are cut into the parts that the libraries take.
"use strict";

const { createPublicKey } = require("node:crypto");
const { readdirSync, readFileSync } = require("node:fs");
const { join } = require("node:path");
const { crypto } = require("@sigstore/core");
const { verifyCheckpoint } = require("@sigstore/verify/dist/tlog/checkpoint");
const { verifyMerkleInclusion } = require("@sigstore/verify/dist/tlog/merkle");
const { RFC9162 } = require("@transmute/rfc9162");

const folder = process.argv[2];
const file = (name) => readFileSync(join(folder, name));
const text = (name) => file(name).toString("utf8");
const names = readdirSync(folder);
const bytes = (base64) => Buffer.from(base64, "base64");

// The key of the policy that the newest checkpoint is signed with, and its name.
const [origin] = text("checkpoint").split("\n");
const line = text("policy").trim().split("\n").at(-1).split(" ")[1];
const [, id] = line.slice(origin.length).split("+");
const log = {
  baseURL: line.slice(0, origin.length),
  logID: Buffer.from(id, "hex"),
  publicKey: createPublicKey(text("key.pem")),
};

function parts(event) {
  const proof = text(`${event}.tlog-proof`);
  const at = proof.indexOf("\n\n");
  const [, index, ...hashes] = proof.slice(0, at).split("\n");
  return {
    leaf: file(`${event}.json`),
    index: index.replace("index ", ""),
    hashes: hashes.map(bytes),
    note: proof.slice(at + 2),
  };
}

function stands(event, digest) {
  return JSON.parse(text(`${event}.json`)).s === Buffer.from(digest).toString("hex");
}

function bySigstore(event) {
  const { leaf, index, hashes, note } = parts(event);
  const inclusionProof = { logIndex: index, hashes, checkpoint: { envelope: note } };
  const entry = { canonicalizedBody: leaf, inclusionProof };
  verifyMerkleInclusion(entry, verifyCheckpoint(entry, [log]));
  return stands(event, crypto.digest("sha256", file(`${event}.state`)));
}

async function byTransmute(event) {
  const { leaf, index, hashes, note } = parts(event);
  const [, size, root] = note.split("\n");
  const proof = { log_id: "", tree_size: +size, leaf_index: +index, inclusion_path: hashes };
  const hashed = await RFC9162.HASH(Buffer.concat([Buffer.from([0]), leaf]));
  const recorded = await RFC9162.HASH(file(`${event}.state`));
  return stands(event, recorded) && RFC9162.verifyInclusionProof(bytes(root), hashed, proof);
}

async function consistent(name) {
  const [, , older, newer, ...hashes] = text(name).trimEnd().split("\n");
  const [size_1, root_1] = older.split(" ");
  const [size_2, root_2] = newer.split(" ");
  const signed = [size_1, size_2].map((size) => text(`checkpoint-${size}`).split("\n")[2]);
  if (signed[0] !== root_1 || signed[1] !== root_2) return false;
  const path = hashes.map(bytes);
  // This library wants the older root in front where its tree is a full one (RFC 9162, 2.1.4.2).
  if (Number.isInteger(Math.log2(+size_1))) path.unshift(bytes(root_1));
  const proof = { tree_size_1: +size_1, tree_size_2: +size_2, consistency_path: path };
  return RFC9162.verifyConsistencyProof(bytes(root_1), bytes(root_2), proof);
}

async function accepted(question) {
  try {
    return Boolean(await question());
  } catch {
    return false;
  }
}

async function main() {
  const said = { sigstore: {}, transmute: {}, consistency: {} };
  for (const name of names.filter((one) => /^event-\d+\.json$/.test(one))) {
    const event = name.replace(".json", "");
    said.sigstore[event] = await accepted(() => bySigstore(event));
    said.transmute[event] = await accepted(() => byTransmute(event));
  }
  for (const name of names.filter((one) => /^consistency-.*\.txt$/.test(one))) {
    said.consistency[name] = await accepted(() => consistent(name));
  }
  process.stdout.write(JSON.stringify(said));
}

main();
