// Who may sign, from which entry to which: the keys of the maintainers and of each organisation.

const tenure = (key, name, from) => ({ key, label: name, from, end: null, taken: null });

class Keys {
  byLabel = new Map();
  accusations = [];
  enrol(key, name, at) {
    if (!this.byLabel.has(name)) this.byLabel.set(name, tenure(key, name, at));
  }
  end(name, at) {
    const one = this.byLabel.get(name);
    if (one !== undefined && one.end === null) one.end = at;
  }
  inForce() {
    return [...this.byLabel.values()].filter((one) => one.end === null);
  }
  isReliable(name, at) {
    const taken = this.byLabel.get(name)?.taken ?? null;
    return taken === null || taken.since > at;
  }
  // An accusation counts unless every key that made it was itself in other hands when it did; later ones first.
  accuse(accusations) {
    this.accusations.push(...accusations);
    for (const one of this.byLabel.values()) one.taken = null;
    const positions = [...new Set(this.accusations.map((one) => one.at))].sort((a, b) => b - a);
    for (const at of positions) {
      const together = this.accusations.filter((one) => one.at === at);
      const counts = (one) => one.by === null || one.by.some((name) => this.isReliable(name, at));
      for (const one of together.filter(counts)) {
        const accused = this.byLabel.get(one.label);
        if (accused !== undefined && (accused.taken === null || one.since < accused.taken.since)) accused.taken = one;
      }
    }
  }
}

// Who signed: every signature by one of the holders, none twice, and as many as the threshold asks for.
const tally = (holders, signatures, threshold) => {
  const names = [];
  for (const { key } of signatures) {
    const holder = holders.find((one) => one.key.line === key.line);
    refuse(holder !== undefined, "a signature by a key that was not entitled");
    refuse(!names.includes(holder.label), "one key signed twice");
    names.push(holder.label);
  }
  refuse(names.length >= threshold, "fewer signatures than the threshold");
  return names.sort();
};

class Enrolled {
  keys = new Keys();
  recoveries = [];
  adoptions = [];
  confirmations = [];
  approve(signatures) {
    const holders = this.keys.inForce();
    refuse(holders.length >= this.body.threshold, `${this.body.organisation} has too few keys left to speak`);
    return tally(holders, signatures, this.body.threshold);
  }
  // A recovery is adopted where a key that was there before it, in the right hands, signed it or a later record.
  recoveredSince() {
    const isBehind = (recovery) => ({ at, by }) =>
      at >= recovery &&
      by.some((name) => this.keys.isReliable(name, at) && this.keys.byLabel.get(name).from < recovery);
    return this.recoveries.find((recovery) => !this.adoptions.some(isBehind(recovery)));
  }
  isUnreliable(act) {
    return act.signers.filter((name) => this.keys.isReliable(name, act.at)).length < act.threshold;
  }
  isRecovered(act) {
    const since = this.recoveredSince();
    return since !== undefined && act.at > since;
  }
}
