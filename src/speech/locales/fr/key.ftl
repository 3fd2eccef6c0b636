# Keys.

key-of = dans ce registre : la clé de { $holder }
key-made = faits : { $file }, qui reste chez vous, { $file }.pub et { $file }.revocation
key-keep = gardez { $file }.revocation loin de cet ordinateur, sur papier ou sur une clé USB : avec lui, et rien d’autre, n’importe qui peut mettre fin à cette clé, dans tous les registres qui l’ont, même si la clé elle-même est perdue
key-next = envoyez { $file }.pub aux responsables du registre, et lisez-leur l’empreinte au téléphone
key-no-registry = il n’y a pas ici de registre qui tienne, rien n’est donc dit de son titulaire
key-nobody = dans ce registre : à personne
key-next-compare = comparez une empreinte avec celle que vous lit son titulaire
key-invited = { $registry } invite { $name } ({ $organisation })
key-invited-registry = les mots du registre, à comparer par téléphone : { $words }
key-enrol-ask = Cette clé parle-t-elle désormais au nom de votre organisation ?
key-enrol-telephone = on vous appellera ; lisez l’empreinte : { $fingerprint }
key-enrol-next = envoyez { $file } à { $to }
key-enrol-next-sender = envoyez { $file } à ceux qui vous ont invités
key-revocation-made = { $file } est fait : le jour où quelqu’un l’importe, il met fin à la clé { $key }, dans tous les registres qui l’ont
key-revocation-next = éloignez-le de cet ordinateur
