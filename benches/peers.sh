#!/usr/bin/env bash
# countersign and its peers side by side, each as a whole process, in one call: benches/peers.sh [VERSIONS [ENDORSEMENTS]]
#
# Builds in release mode, makes a registry in a temporary folder, and prints one line for each pair:
# what, the median of ours, the median of theirs, and the ratio. The two take turns, so that a machine whose
# speed drifts drifts for both. What is not installed is left out and named.
set -euo pipefail
cd "$(dirname "$0")/.."
versions=${1:-1000} endorsements=${2:-5} rounds=${ROUNDS:-5}
each=100

cargo build --quiet --locked --profile dist --bin countersign --example large_registry
ours=$PWD/target/dist/countersign
top=$(mktemp -d)
trap 'rm -rf "$top"' EXIT
echo 'fn main() {}' > "$top/empty.rs"
rustc -O -o "$top/empty" "$top/empty.rs"
export HOME=$top/home XDG_CACHE_HOME=$top/cache XDG_STATE_HOME=$top/state GIT_CONFIG_NOSYSTEM=1
mkdir -p "$HOME"
target/dist/examples/large_registry "$top/registry" "$versions" "$endorsements"
signatures=$((versions * (endorsements + 1)))
echo "$versions versions, $endorsements endorsements each: $signatures signatures; median of $rounds; $(uname -m), $(nproc) processors"

# The time that a command takes, in microseconds.
spent() {
    local start=${EPOCHREALTIME/./}
    "$@" > "$top/said" 2>&1 || { cat "$top/said" >&2; return 1; }
    echo $((${EPOCHREALTIME/./} - start))
}

# pair WHAT OURS-COUNT THEIRS-COUNT -- a function each, `a` and `b`: microseconds for one of what they count.
pair() {
    local a_times="" b_times="" round
    for ((round = 0; round <= rounds; round++)); do
        local a b
        a=$(spent a) b=$(spent b)
        # The first round warms up.
        if ((round > 0)); then a_times+="$a"$'\n' b_times+="$b"$'\n'; fi
    done
    median() { sort -n <<< "${1%$'\n'}" | sed -n "$(((rounds + 1) / 2))p"; }
    awk -v what="$1" -v a="$(median "$a_times")" -v b="$(median "$b_times")" -v m="$2" -v n="$3" 'BEGIN {
        a /= m; b /= n
        printf "%-44s %12.1f µs %12.1f µs   %.4f (1/%.1f)\n", what, a, b, a / b, b / a
    }'
}

verify() { "$ours" -C "$top/registry" verify; }
id=$(git -C "$top/registry" ls-tree -r --name-only HEAD registry | grep statement.json | tail -1 | sed 's|^registry/||; s|/v1/.*||')
folder=registry/$id/v1

# OpenSSH: the same records and signature files, one process for each.
mkdir -p "$top/files"
git -C "$top/registry" archive HEAD keys "$folder" | tar -x -C "$top/files"
ssh_one() {
    local record=$top/files/$folder/endorsements/organisation-0.example/1.json
    ssh-keygen -Y verify -f "$top/files/keys/allowed_signers" -I organisation-0.example \
        -n countersign/endorsement/v1 -s "$record.press.sig" < "$record"
}
a() { verify; }
b() { local i; for ((i = 0; i < each; i++)); do ssh_one; done; }
pair "a signature / ssh-keygen -Y verify" "$signatures" "$each"

# git: as many commits that an SSH key signed.
git init -q -b main "$top/signed"
ssh-keygen -q -t ed25519 -N "" -C peer -f "$top/key"
echo "peer@peer.example $(cut -d' ' -f1-2 "$top/key.pub")" > "$top/signers"
for setting in user.name=peer user.email=peer@peer.example gpg.format=ssh "user.signingKey=$top/key.pub" \
    commit.gpgSign=true "gpg.ssh.allowedSignersFile=$top/signers"; do
    git -C "$top/signed" config "${setting%%=*}" "${setting#*=}"
done
for ((i = 0; i < each; i++)); do git -C "$top/signed" commit -q --allow-empty -m "$i"; done
b() { git -C "$top/signed" log --show-signature; }
pair "a signature / git log --show-signature" "$signatures" "$each"

# python-tuf: as many signed metadata files as the registry has signatures.
if python3 -c 'import tuf.api.metadata, securesystemslib.signer' 2> /dev/null; then
    python3 benches/peer_tuf.py make "$top/tuf" "$signatures"
    b() { python3 benches/peer_tuf.py verify "$top/tuf"; }
    pair "a signature / python-tuf, whole process" "$signatures" "$signatures"
else
    echo "python-tuf is not installed"
fi

if command -v minisign > /dev/null; then
    (cd "$top" && minisign -G -W -p mini.pub -s mini.key > /dev/null && echo words > words && minisign -S -s mini.key -m words > /dev/null)
    b() { local i; for ((i = 0; i < each; i++)); do minisign -V -q -p "$top/mini.pub" -m "$top/words"; done; }
    pair "a signature / minisign -V" "$signatures" "$each"
else
    echo "minisign is not installed"
fi

# A clone of the same registry.
b() { rm -rf "$top/clone" && git clone -q --no-local --bare "$top/registry" "$top/clone"; }
pair "verify / git clone --no-local" 1 1

# Two threads and one.
b() { RAYON_NUM_THREADS=1 verify; }
a() { RAYON_NUM_THREADS=2 verify; }
pair "verify, 2 threads / 1 thread" 1 1

# One version, where the rest was found sound before.
verify > /dev/null
a() { "$ours" -C "$top/registry" verify "$id@1"; }
b() { "$ours" -C "$top/registry" verify --full "$id@1"; }
pair "verify ID, remembered / --full" 1 1

# A bundle of one version with twelve signatories, and the same twelve by OpenSSH.
# It has the same authority as the large one, and who saw that would call this one rewound.
export XDG_STATE_HOME=$top/state-of-twelve
target/dist/examples/large_registry "$top/twelve" 1 12
"$ours" -C "$top/twelve" bundle 2011/01/statement-0@1 -o "$top/one.bundle.json" > /dev/null
mkdir -p "$top/checked"
git -C "$top/twelve" archive HEAD keys registry | tar -x -C "$top/checked"
a() { "$ours" verify "$top/one.bundle.json"; }
b() {
    local n record
    for ((n = 0; n < 12; n++)); do
        record=$top/checked/registry/2011/01/statement-0/v1/endorsements/organisation-$n.example/1.json
        ssh-keygen -Y verify -f "$top/checked/keys/allowed_signers" -I "organisation-$n.example" \
            -n countersign/endorsement/v1 -s "$record.press.sig" < "$record"
    done
}
pair "verify BUNDLE / ssh-keygen -Y verify, 12" 1 1

# Start-up.
a() { local i; for ((i = 0; i < each; i++)); do "$ours" --version; done; }
b() { local i; for ((i = 0; i < each; i++)); do "$top/empty"; done; }
pair "--version / an empty program" "$each" "$each"

if [ -x /usr/bin/time ]; then
    /usr/bin/time -f "verify: at most %M KiB of memory" "$ours" -C "$top/registry" verify 2>&1 > /dev/null | tail -1
fi
