# Keys.

key-of = en este registro: la clave de { $holder }
key-made = se hicieron { $file }, que se queda con usted, { $file }.pub y { $file }.revocation
key-keep = guarde { $file }.revocation lejos de esta computadora, en papel o en una memoria: con él, y nada más, cualquiera puede terminar esta clave, en todos los registros que la tengan, aunque la clave misma se pierda
key-next = envíe { $file }.pub a los responsables del registro, y léales la huella por teléfono
key-no-registry = aquí no hay un registro que se sostenga, así que no se dice de quién es
key-nobody = en este registro: de nadie
key-next-compare = compare una huella con la que le lea su titular
key-invited = { $registry } invita a { $name } ({ $organisation })
key-invited-registry = las palabras del registro, para comparar por teléfono: { $words }
key-enrol-ask = ¿Habla esta clave desde ahora en nombre de su organización?
key-enrol-telephone = le llamarán; lea la huella: { $fingerprint }
key-enrol-next = envíe { $file } a { $to }
key-enrol-next-sender = envíe { $file } a quienes le invitaron
key-revocation-made = se hizo { $file }: el día en que alguien lo importe, pone fin a la clave { $key }, en todos los registros que la tengan
key-revocation-next = llévelo lejos de este equipo
