memory-none = nothing was seen here
memory-registry = { $name } ({ $origin })
memory-head = { $registry }: { $size } entries with the root { $root }, first seen { $since }
memory-expected = you gave its fingerprint: it is the one that this origin means
memory-not-seen = no registry with the fingerprint { $registry } was seen here
memory-forgotten = forgotten; what was known:
