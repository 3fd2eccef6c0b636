# The program, pinned by its hash: whatever the address serves, nothing else runs.
if ! printf '%s\n' "$COUNTERSIGN_URL" | grep -Eqx 'https://[^[:space:]]+\.tar\.xz' || [ "$(printf '%s\n' "$COUNTERSIGN_URL" | wc -l)" -ne 1 ]; then
  echo "set COUNTERSIGN_URL to the https address of countersign-VERSION-linux-x86_64.tar.xz" >&2
  exit 1
fi
if ! printf '%s\n' "$COUNTERSIGN_SHA256" | grep -Eqx '[0-9a-f]{64}' || [ "$(printf '%s\n' "$COUNTERSIGN_SHA256" | wc -l)" -ne 1 ]; then
  echo "set COUNTERSIGN_SHA256 to its SHA-256, 64 hexadecimal digits, from a SHA256SUMS that you verified" >&2
  exit 1
fi
program=$(mktemp -d)
curl --fail --silent --show-error --location --proto '=https' --output "$program/archive" "$COUNTERSIGN_URL"
echo "$COUNTERSIGN_SHA256  $program/archive" | sha256sum --check --quiet --strict
tar --extract --file "$program/archive" --directory "$program" --strip-components 1
