# A registry is founded.

init-log-key = the log's private key lies at { $file }: keep a copy in a safe place
init-founded = founded { $name } in { $folder }
init-fingerprint = fingerprint: { $id }
