// Checks what this page carries, in the reader's browser and without a network: that the stored
// bytes are those of their leaves, that each leaf is in the tree of the checkpoint, and that a key
// of the policy has signed it. It shares no code with the program that wrote the page.
"use strict";
(async () => {
  const find = (id) => document.getElementById(id);
  const words = JSON.parse(find("case-words").textContent);
  const found = [];
  const utf8 = (text) => new TextEncoder().encode(text);
  const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const hex = (raw) => Array.from(raw, (b) => b.toString(16).padStart(2, "0")).join("");
  const joined = (...parts) => Uint8Array.from(parts.flatMap((part) => Array.from(part)));
  const sha256 = async (raw) => new Uint8Array(await crypto.subtle.digest("SHA-256", raw));
  const node = (left, right) => sha256(joined([1], left, right));
  class Wrong extends Error {}
  const insist = (holds, says) => {
    if (!holds) throw new Wrong(says);
  };

  // RFC 9162, 2.1.3.2
  const rootOver = async (leaf, index, size, path) => {
    let [place, last, root] = [index, size - 1, leaf];
    for (const one of path) {
      insist(last > 0 && one.length === 32, words.bad_path);
      if (place % 2 === 1 || place === last) {
        root = await node(one, root);
        while (place > 0 && place % 2 === 0) [place, last] = [place / 2, Math.floor(last / 2)];
      } else {
        root = await node(root, one);
      }
      [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
    }
    insist(last === 0 && index < size, words.bad_path);
    return root;
  };

  const policyOf = (text) =>
    text.split("\n").map((line) => line.split("#")[0].trim()).filter(Boolean).map((line) => {
      const [size, key] = line.split(/\s+/);
      const [name, , ...rest] = key.split("+");
      return { size: Number(size), name, public: bytes(rest.join("+")).slice(1), text: key };
    });

  // C2SP tlog-checkpoint in a signed note
  const opened = (note, policy) => {
    const cut = note.lastIndexOf("\n\n");
    const text = note.slice(0, cut + 1);
    const [origin, size, root] = text.split("\n");
    insist(cut > 0 && /^(0|[1-9][0-9]*)$/.test(size), words.bad_signature);
    const key = policy.filter((one) => one.size <= Number(size)).pop();
    insist(key && key.name === origin, words.bad_signature);
    const lines = note.slice(cut + 2).split("\n").filter((line) => line.startsWith("\u2014 "));
    const mine = lines.map((line) => line.split(" ")).filter(([, name]) => name === origin);
    return { text, size: Number(size), root: bytes(root), key, signatures: mine.map((one) => bytes(one[2])) };
  };

  const isSigned = async ({ text, key, signatures }) => {
    const id = (await sha256(joined(utf8(key.name), [10, 1], key.public))).slice(0, 4);
    const ours = signatures.filter((raw) => hex(raw.slice(0, 4)) === hex(id));
    let door;
    try {
      door = await crypto.subtle.importKey("raw", key.public, { name: "Ed25519" }, false, ["verify"]);
    } catch {
      return null;
    }
    insist(ours.length > 0, words.bad_signature);
    for (const raw of ours) {
      const holds = await crypto.subtle.verify({ name: "Ed25519" }, door, raw.slice(4), utf8(text));
      insist(holds, words.bad_signature);
    }
    return true;
  };

  const checkEntry = async (entry, carried, point, row) => {
    const [state, leaf] = [bytes(entry.state), JSON.parse(entry.leaf)];
    const isEvent = entry.version !== null;
    const place = isEvent
      ? leaf.v === "huiyin/leaf@1" && leaf.case === carried.case && leaf.n === entry.version
      : leaf.v === "huiyin/attempt@1" && leaf.id === entry.attempt;
    insist(place && leaf.i === entry.index, words.bad_leaf);
    insist(hex(await sha256(state)) === leaf.s, words.bad_state);
    const hash = await sha256(joined([0], utf8(entry.leaf)));
    insist(hex(hash) === entry.hash && row && row.textContent.trim() === entry.hash, words.bad_leaf);
    if (!point || entry.index >= point.size) return false;
    insist(entry.proof, words.bad_path);
    const root = await rootOver(hash, entry.index, point.size, entry.proof.map(bytes));
    insist(hex(root) === hex(point.root), words.bad_path);
    return true;
  };

  const shown = (name) =>
    Array.from(document.querySelectorAll(`li[data-${name}]`), (one) => Number(one.dataset[name]));
  const isSame = (one, other) => one.length === other.length && one.every((each, at) => each === other[at]);
  const rising = (each) => each.filter((one) => one !== null).sort((a, b) => a - b);

  const checkShown = (entries) => {
    const versions = rising(entries.map((one) => one.version));
    const attempts = rising(entries.map((one) => one.attempt));
    const dense = versions.every((version, at) => version === at + 1);
    insist(dense && isSame(versions, shown("version")), words.bad_count);
    insist(isSame(attempts, rising(shown("attempt"))), words.bad_count);
  };

  const open = (entry, isChecked) => {
    const name = entry.version !== null ? "version" : "attempt";
    const item = document.querySelector(`li[data-${name}="${entry[name]}"] article`);
    const [box, title, text] = ["details", "summary", "pre"].map((tag) => document.createElement(tag));
    title.textContent = isChecked ? words.stored : words.unchecked;
    text.textContent = new TextDecoder().decode(bytes(entry.state)).replace(/[\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
    box.className = isChecked ? "stored checked" : "stored";
    box.append(title, text);
    item?.append(box);
  };

  const tell = (state, lines) => {
    const place = find("verdict");
    const title = document.createElement("p");
    title.className = "result";
    title.textContent = words[state];
    const list = document.createElement("ul");
    for (const line of lines) list.append(Object.assign(document.createElement("li"), { textContent: line }));
    place.dataset.state = state;
    place.replaceChildren(title, list);
  };

  const checkPictures = async () => {
    const pictures = Array.from(document.querySelectorAll("img[data-sha256]"));
    for (const one of pictures)
      insist(hex(await sha256(bytes(one.src.split(",")[1]))) === one.dataset.sha256, words.bad_file);
    if (pictures.length) found.push(`✓ ${pictures.length} ${words.files}`);
  };

  const check = async () => {
    const carried = JSON.parse(find("case-proof").textContent);
    const rows = document.querySelectorAll(".leaves td.hash");
    checkShown(carried.entries);
    const point = carried.checkpoint ? opened(carried.checkpoint, policyOf(carried.policy)) : null;
    const signed = point ? await isSigned(point) : false;
    const [wrong, tail] = [[], []];
    for (const [at, entry] of carried.entries.entries()) {
      let isProved = false;
      try {
        isProved = await checkEntry(entry, carried, point, rows[at]);
        if (!isProved) tail.push(entry.index);
      } catch (error) {
        wrong.push(`✗ ${words.leaf} ${entry.index}: ${error instanceof Wrong ? error.message : words.bad_data}`);
      }
      open(entry, isProved && signed === true);
    }
    if (wrong.length) return tell("failed", wrong);
    await checkPictures();
    const [all, proved] = [carried.entries.length, carried.entries.length - tail.length];
    const lines = [`✓ ${all} ${words.bytes}`];
    if (proved) lines.push(`✓ ${proved} ${words.roots}`);
    if (signed) lines.push(`✓ ${words.signature} ${point.key.text}`);
    if (point && signed === null) lines.push(`? ${words.no_ed25519}`);
    if (!point) lines.push(`– ${words.no_checkpoint}`);
    if (tail.length) lines.push(`– ${tail.length} ${words.unsigned}`);
    const state = !proved ? "nothing" : signed === null ? "cannot" : tail.length ? "partly" : "verified";
    return tell(state, [...lines, ...found, words.beware]);
  };

  if (!globalThis.crypto?.subtle) return tell("cannot", [words.no_crypto]);
  tell("running", []);
  try {
    await check();
  } catch (error) {
    tell("failed", [`✗ ${error instanceof Wrong ? error.message : words.bad_data}`]);
  }
})();
