# Une signature de plus d’une personne responsable.

approve-ask = signez-vous ceci ?
approve-landed = { $path } a toutes ses signatures et prend effet
approve-signed = signé { $path }
approve-not-sent = rien n’a été envoyé, et rien n’a changé ici
approve-next-send = envoyez { $file } à la personne qui garde ce qui attend : countersign import { $file }
