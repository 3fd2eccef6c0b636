// The rules about words: statements, acts on them, publications, what is withheld, and what follows.

Object.assign(Ledger.prototype, {
  statement(at, { body, hash }, signatures) {
    refuse(signatures.length === 0, "a statement is signed by nobody");
    const before = this.statements.get(body.id)?.at(-1);
    const number = before === undefined ? 1 : before.body.version + 1;
    refuse(body.version === number && body.previous === before?.hash, `a break in the versions of ${body.id}`);
    for (const { name, organisation } of body.signatories) {
      if (organisation === undefined) continue;
      const enrolled = this.organisations.get(organisation)?.body;
      refuse(enrolled !== undefined, `${organisation} is not enrolled`);
      refuse(enrolled.name === name || enrolled.aliases.includes(name), "a name that is not the signer's");
    }
    this.staged = { body, hash, at, publication: null, acts: new Map() };
  },

  version(id, number) {
    if (this.staged?.body.id === id && this.staged.body.version === number) return this.staged;
    return this.statements.get(id)?.[number - 1];
  },

  endorsement(at, { body, hash }, signatures) {
    const version = this.version(body.statement, body.version);
    refuse(version !== undefined, "an act on a version that is not here");
    refuse(version.hash === body.record, "an act on other words");
    const enrolled = this.organisations.get(body.organisation);
    refuse(enrolled !== undefined, `${body.organisation} is not enrolled`);
    const act = { body, hash, at, signers: enrolled.approve(signatures), threshold: enrolled.body.threshold };
    this.checkOpen(version, body);
    const acts = version.acts.get(body.organisation) ?? [];
    const last = acts.at(-1);
    refuse(
      body.number === (last?.body.number ?? 0) + 1 && body.previous === last?.hash,
      `a break in the acts of ${body.organisation}`,
    );
    const isEndorsed = last?.body.act === "endorse";
    refuse(body.act !== "withdraw" || isEndorsed, "a withdrawal of nothing");
    refuse(body.act !== "decline" || !isEndorsed, "a decline after an endorsement");
    refuse(body.languages.every((one) => Object.hasOwn(version.body.texts, one)), "a language that it does not have");
    const published = version.publication?.body.published_at;
    if (published !== undefined && body.act === "endorse") this.checkLate(version, act, published);
    version.acts.set(body.organisation, [...acts, act]);
  },

  checkOpen(version, body) {
    if (this.staged !== null) {
      refuse(this.staged === version, "a version without its publication");
      const last = [...version.acts].at(-1);
      const order = last === undefined ? -1 : compareBytes(last[0], body.organisation);
      refuse(order < 0 || (order === 0 && last[1].at(-1).body.number < body.number), "acts in another order");
    }
    const newest = this.statements.get(body.statement)?.at(-1);
    const isNewest = newest === undefined || newest.body.version <= body.version;
    refuse(body.act !== "endorse" || (isNewest && !version.body.historical), "a version that takes no endorsements");
    refuse(body.act !== "decline" || version.publication === null || body.public, "a decline that is not public");
  },

  publication(at, { body, hash }, signatures) {
    this.approve(signatures);
    const { staged } = this;
    refuse(staged?.hash === body.record, "a publication of other words");
    refuse(staged.body.id === body.statement && staged.body.version === body.version, "a publication of another version");
    const acts = [...staged.acts.values()].flat();
    refuse(acts.every((act) => act.body.public !== false), "a decline that is not public");
    this.checkConditions(staged, body.published_at);
    staged.publication = { body, hash, at };
    this.statements.set(body.statement, [...(this.statements.get(body.statement) ?? []), staged]);
    this.staged = null;
  },

  // The act that speaks for an organisation: the last one, except that recovered keys end no endorsement.
  stands(version, organisation) {
    const acts = version.acts.get(organisation);
    const enrolled = this.organisations.get(organisation);
    const last = acts.at(-1);
    const own = acts.findLast((act) => !enrolled.isRecovered(act));
    const act = own?.body.act === "endorse" ? own : last;
    const doubt = enrolled.isUnreliable(act) ? "unreliable" : enrolled.isRecovered(act) ? "recovered" : null;
    const counts = doubt === null && act.body.act === "endorse" && act.body.capacity === "organisation";
    return { act, doubt, counts, isSetAside: act !== last };
  },

  endorsements(version) {
    const all = [...version.acts.keys()].map((organisation) => this.stands(version, organisation));
    return all.filter((one) => one.act.body.act === "endorse");
  },

  // Leaves that are not shown and may have been endorsements of this version.
  unseenSince(version) {
    return [...this.open.values()].filter((one) => one.at > version.at).length;
  },

  checkConditions(version, published) {
    const all = this.endorsements(version);
    refuse(all.every((one) => isInTime(one.act.body, published)), "a condition about the time does not hold");
    const got = all.filter((one) => one.counts).length + this.unseenSince(version);
    refuse(all.every((one) => (one.act.body.conditions?.at_least ?? 0) <= got), "a condition does not hold");
  },

  checkLate(version, act, published) {
    refuse(isInTime(act.body, published), "a condition about the time does not hold");
    const want = act.body.conditions?.at_least;
    if (want === undefined) return;
    const { organisation } = act.body;
    const others = this.endorsements(version).filter((one) => one.counts && one.act.body.organisation !== organisation);
    const enrolled = this.organisations.get(organisation);
    const isSound = !enrolled.isUnreliable(act) && !enrolled.isRecovered(act);
    const itself = isSound && act.body.capacity === "organisation" ? 1 : 0;
    refuse(others.length + itself + this.unseenSince(version) >= want, "a condition does not hold");
  },

  withholding(at, { body, hash }, signatures) {
    this.approve(signatures);
    const version = this.version(body.statement, body.version);
    refuse(version !== undefined && version.hash === body.record, "a withholding from other words");
    const id = `${body.statement}@${body.version}`;
    const all = this.withheld.get(id) ?? [];
    const last = all.at(-1);
    refuse(
      body.number === (last?.body.number ?? 0) + 1 && body.previous === last?.hash,
      `a break in what is withheld from ${id}`,
    );
    const entries = body.entries.map(readEntry);
    for (const [place, entry] of entries.entries()) {
      const open = this.open.get(entry.record);
      const isThis = open !== undefined && encode(open.entry) === body.entries[place] && open.at > version.at;
      refuse(isThis, "a withholding of what is shown, or was never logged");
    }
    const end = entries.at(-1).record;
    refuse([...this.open.values()].every((one) => one.entry.previous !== end), "half a chain of acts is withheld");
    for (const entry of entries) this.open.delete(entry.record);
    this.withheld.set(id, [...all, { body, hash, at }]);
  },
});

const isInTime = ({ conditions }, published) =>
  (conditions?.not_before === undefined || published >= conditions.not_before) &&
  (conditions?.until === undefined || published < conditions.until);
