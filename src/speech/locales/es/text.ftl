# Lo que un lector podría pasar por alto en un texto.

text-invisible = línea { $line }, columna { $column }: { $what }
text-mixed-script = línea { $line }, columna { $column }: la palabra { $word } mezcla letras de varias escrituras
text-looks-latin = línea { $line }, columna { $column }: la palabra { $word } parece { $latin } en otra escritura
