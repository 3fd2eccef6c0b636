// What follows from records in their order: the rules of FORMAT.md, one method for each kind.

class Ledger {
  id = null; // the registry's
  root = null;
  maintainers = new Keys();
  holders = new Map(); // whose every key is or was, by its 32 bytes
  organisations = new Map();
  statements = new Map(); // published versions, by ID
  staged = null;
  open = new Map(); // leaves without records that no withholding names yet, by record
  withheld = new Map(); // by ID@V
  continuedUnseen = new Set(); // acts that one which is not shown continues

  async apply(at, entry, record, signatures) {
    if (record === null) return this.notShown(at, entry);
    refuse(entry.kind === record.kind && entry.previous === record.body.previous, "an entry of another record");
    const files = signatures.map((one) => one.file).sort();
    refuse(sameList(files, entry.signatures), "other signature files than the entry names");
    const isFounding = record.kind === "registry" && record.body.number === 1;
    refuse(this.id !== null || isFounding, "a record before the registry's first");
    const { registry } = record.body;
    refuse(this.id === null || registry === undefined || registry === this.id, "a record of another registry");
    if (record.kind !== "endorsement" && record.kind !== "publication") this.settle();
    await this[record.kind](at, record, signatures);
  }

  // A statement's publication follows in the same append.
  settle() {
    const { staged } = this;
    this.staged = null;
    refuse(staged === null, "a version without its publication");
  }

  // A key belongs to one holder and one label, for ever.
  take(id, holder, isKept) {
    const known = this.holders.get(id);
    refuse(known === undefined || (known === holder && isKept), "a key that is somebody else's, or that has ended");
    return [id, holder];
  }

  approve(signatures) {
    return tally(this.maintainers.inForce(), signatures, this.root.threshold);
  }

  async registry(at, { body, hash }, signatures) {
    const before = this.root;
    const next = body.maintainers.map((one) => ({ key: readKeyLine(one.key), label: one.label }));
    const others = await Promise.all([...body.log_keys, ...body.witnesses].map(readVkey));
    const old = this.maintainers.inForce();
    if (before === null) {
      refuse(body.number === 1, "a registry without its first record");
      tally(next, signatures, body.threshold);
    } else {
      refuse(body.number === before.number + 1 && body.previous === before.hash, "a break in the registry's authority");
      refuse(body.origin === before.origin, "another origin");
      const both = [...old, ...next.filter((one) => !old.some((other) => other.key.line === one.key.line))];
      tally(both, signatures, 0);
      const among = (holders) =>
        signatures.filter((one) => holders.some((other) => other.key.line === one.key.line)).length;
      refuse(among(old) >= before.threshold && among(next) >= body.threshold, "fewer maintainers than must sign");
    }
    const isOld = (one) => old.some((other) => other.key.line === one.key.line);
    const taken = next.map((one) => this.take(one.key.id, `maintainer ${one.label}`, isOld(one)));
    for (const one of next) {
      const known = this.maintainers.byLabel.get(one.label);
      refuse(known === undefined || known.key.line === one.key.line, "a label that is another key's");
    }
    for (const key of others) {
      const isKept = before !== null && [...before.log_keys, ...before.witnesses].includes(key.text);
      taken.push(this.take(key.id, key.type === 1 ? "log" : `witness ${key.name}`, isKept));
    }
    for (const one of old) {
      if (!next.some((other) => other.key.line === one.key.line)) this.maintainers.end(one.label, at);
    }
    for (const one of next) this.maintainers.enrol(one.key, one.label, at);
    for (const [id, holder] of taken) this.holders.set(id, holder);
    this.id ??= hash;
    this.root = { ...body, hash };
  }

  organisation(at, { body, hash }, signatures) {
    let enrolled = this.organisations.get(body.organisation);
    let change = null;
    if (enrolled === undefined) {
      refuse(body.number === 1, `${body.organisation} is not enrolled`);
      this.approve(signatures);
      enrolled = new Enrolled();
    } else {
      change = this.change(at, enrolled, body, signatures);
    }
    const taken = body.keys.map((one) => {
      const key = readKeyLine(one.key);
      const known = enrolled.keys.byLabel.get(one.label);
      refuse(known === undefined || known.key.line === key.line, "a label that is another key's");
      const leaves = body.removed.some((other) => other.label === one.label);
      const isKept = known !== undefined && known.end === null && !leaves;
      return [key, one.label, this.take(key.id, `${body.organisation} ${one.label}`, isKept)];
    });
    if (change !== null) {
      for (const one of body.removed) enrolled.keys.end(one.label, at);
      if (change.accusations.length > 0) enrolled.keys.accuse(change.accusations);
      if (change.isRecovery) enrolled.recoveries.push(at);
      enrolled.adoptions.push({ at, by: change.by });
    }
    for (const [key, name, [id, holder]] of taken) {
      this.holders.set(id, holder);
      enrolled.keys.enrol(key, name, at);
    }
    Object.assign(enrolled, { body, hash });
    this.organisations.set(body.organisation, enrolled);
  }

  // A rotation, which the organisation signs, or a recovery, which the maintainers sign.
  change(at, enrolled, body, signatures) {
    refuse(
      body.number === enrolled.body.number + 1 && body.previous === enrolled.hash,
      `a break in the keys of ${body.organisation}`,
    );
    const isMaintainer = ({ key }) => this.maintainers.inForce().some((one) => one.key.line === key.line);
    const byMaintainers = signatures.filter(isMaintainer);
    const byItself = signatures.filter((one) => !isMaintainer(one));
    const isRecovery = byMaintainers.length > 0;
    if (isRecovery) this.approve(byMaintainers);
    const signers = isRecovery ? tally(enrolled.keys.inForce(), byItself, 0) : enrolled.approve(byItself);
    for (const one of body.removed) {
      const known = enrolled.keys.byLabel.get(one.label);
      refuse(known !== undefined && known.key.line === one.key, "a key removed that was never there");
      const since = one.compromised_since;
      refuse(since === undefined || (since >= known.from && since <= at), "a theft outside the key's time");
    }
    const isNamed = ({ label: name }) => [...body.keys, ...body.removed].some((one) => one.label === name);
    refuse(enrolled.body.keys.every(isNamed), "a key that leaves without being named");
    const accused = body.removed.filter((one) => one.compromised_since !== undefined);
    const isAccused = (name) => accused.some((one) => one.label === name);
    // Only who is not accused can say what happened before.
    const reachesBack = isRecovery || signers.some((name) => !isAccused(name));
    const accusations = accused.map((one) => ({
      label: one.label,
      since: reachesBack ? one.compromised_since : at,
      at,
      by: isRecovery ? null : signers,
    }));
    return { isRecovery, accusations, by: signers.filter((name) => !isAccused(name)) };
  }

  // Whose key a revocation ends.
  revoked(body) {
    const [organisation, name] = (this.holders.get(readKeyLine(body.key).id) ?? "").split(" ");
    const enrolled = this.organisations.get(organisation);
    refuse(enrolled?.keys.byLabel.get(name)?.key.line === body.key, "a revocation of no organisation's key");
    return [organisation, enrolled.keys.byLabel.get(name)];
  }

  revocation(at, { body }, signatures) {
    const [, one] = this.revoked(body);
    refuse(one.end === null, "a revocation of a key that had ended");
    tally([one], signatures, 1);
    one.end = at;
  }

  confirmation(at, { body, hash }, signatures) {
    const enrolled = this.organisations.get(body.organisation);
    refuse(enrolled !== undefined, `${body.organisation} is not enrolled`);
    const last = enrolled.confirmations.at(-1);
    refuse(
      body.number === (last?.body.number ?? 0) + 1 && body.previous === last?.hash,
      `a break in the confirmations of ${body.organisation}`,
    );
    const { maintainer, organisation } = body.confirmed_by;
    if (organisation === undefined) {
      tally(this.maintainers.inForce().filter((one) => one.label === maintainer), signatures, 1);
    } else {
      refuse(organisation !== body.organisation, "a confirmation of one's own keys");
      const other = this.organisations.get(organisation);
      refuse(other !== undefined, `${organisation} is not enrolled`);
      other.approve(signatures);
    }
    const inForce = enrolled.keys.inForce().map((one) => one.key.line);
    refuse(body.keys.every((key) => inForce.includes(key)), "a confirmation of a key that is not in force");
    const { url } = body.how;
    refuse(
      url === undefined || url.url === `https://${body.organisation}/.well-known/did.json`,
      "evidence from another address than the organisation's own",
    );
    enrolled.confirmations.push({ body, hash, at });
  }

  notShown(at, entry) {
    refuse(entry.kind === "endorsement", "the record of an entry is missing");
    refuse(!this.open.has(entry.record), "the same record a second time");
    this.open.set(entry.record, { at, entry });
    if (entry.previous !== undefined) this.continuedUnseen.add(entry.previous);
  }
}
