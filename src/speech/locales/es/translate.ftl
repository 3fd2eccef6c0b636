# Una versión en otro idioma.

translate-nothing = no hay ninguna traducción vigente de { $version } a { $language }
translate-whose = nadie la ha respaldado: cada organización tiene que firmarla con un acto más
translate-ask = esto pone este texto junto a { $version } en nombre del registro
translate-ask-back = esto retira la traducción de { $version } a { $language }; su texto queda en la historia y en toda copia
translate-done = { $version } queda traducida a { $language }
translate-gone = queda retirada la traducción de { $version } a { $language }
translate-still = todavía no cambia nada para { $version }
translate-next = cada organización que la respalde: { $command }
translate-retracted = { $id } se retractó, así que no se traduce
