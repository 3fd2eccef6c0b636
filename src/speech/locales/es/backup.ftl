# Lo que hay que guardar, en un solo archivo, y rehecho en otro lugar.

backup-registry = el registro (ramas: { $branches }; borradores, que solo están aquí hasta que se envíen: { $drafts }): { $folder }
backup-private = lo privado (contactos: { $contacts }; notas de a quién se preguntó: { $asked }; negativas privadas: { $noes }): { $folder }
backup-state = lo que se vio y se firmó en este equipo: { $folder }
backup-role-log = la clave del libro público
backup-role-maintainer = la clave de quien mantiene el registro
backup-role-officer = la clave de la organización
backup-key = { $role }: { $file }
backup-no-key = { $role }: esta copia no indica ninguna, o su archivo no está
backup-elsewhere = aquí no se conocen: claves que solo se indican en la línea de comandos, llaves de seguridad, revocaciones impresas, deseos firmados, la cuenta de correo, el servidor
backup-names-people = este archivo nombra a personas, dice a quién se preguntó y quién dijo que no en privado, y tiene borradores: guárdelo donde solo usted pueda leerlo, o cífrelo
backup-key-packed = CLAVE PRIVADA en este archivo: { $role } ({ $file }); quien tenga el archivo puede firmar con ella
backup-without-keys = no lleva ninguna clave privada: guárdelas aparte, o añada --with-keys
backup-written = escrito: { $file }, { $bytes } bytes
backup-next = pruébelo en otro equipo: countersign restore { $file } CARPETA
backup-restored = restaurado en { $folder } tal como estaba el { $at } (ramas: { $branches })
backup-restored-private = lo privado (contactos: { $contacts }); nuevo aquí: notas de a quién se preguntó: { $asked }, negativas privadas: { $noes }
backup-key-restored = { $role }: { $file }
backup-no-keys-in-it = no llevaba ninguna clave privada: tome las suyas de donde las guarda e indíquelas con git config; una clave nueva del libro público o una persona nueva entran con root rotate
backup-one-signs = un solo equipo firma el libro público: si el antiguo todavía existe, borre allí la clave del libro público antes de escribir aquí
backup-behind = este equipo ya vio más de este registro de lo que tiene la copia de seguridad: incorpore una copia más nueva antes de escribir nada
backup-shallow = esta copia no tiene la historia entera, y la copia de seguridad tendría huecos
backup-damaged = este archivo no es lo que escribe `countersign backup`, o se modificó
backup-damaged-try = tome otra copia del archivo
backup-not-empty = ya hay algo en { $folder }
backup-not-empty-try = indique una carpeta que todavía no exista
backup-key-there = hay otra clave privada en { $file }
backup-key-there-try = aparte esa clave, si no hace falta, y restaure de nuevo
backup-no-folder = no hay dónde poner las claves privadas
backup-git = git no pudo empaquetar o desempaquetar el registro

backup-read-me =
    Esto es la copia de seguridad de un registro countersign de declaraciones públicas.
    Su huella es { $registry }.

    Nombra a personas y puede contener claves privadas (en la carpeta keys). Si no es suya: devuélvala, no abra nada, no cuente a nadie lo que contiene.

    Con countersign:

        countersign restore ESTE-ARCHIVO CARPETA

    Sin él: registry.bundle es un bundle de git (git clone registry.bundle CARPETA). private.json tiene los contactos y a quién se preguntó: countersign contacts import private.json. keys/ tiene las claves privadas, si las hay: git config countersign.log-key y countersign.maintainer-key las indican. backup.json tiene los ajustes y lo que se vio y se firmó.
