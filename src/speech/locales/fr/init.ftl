# A registry is founded.

init-log-key = la clé privée du journal est dans { $file } : gardez-en une copie en lieu sûr
init-founded = { $name } est fondé dans { $folder }
init-fingerprint = empreinte : { $id }
