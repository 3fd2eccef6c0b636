# What a reader could miss in a text.

text-invisible = line { $line }, column { $column }: { $what }
text-mixed-script = line { $line }, column { $column }: the word { $word } mixes letters of several scripts
text-looks-latin = line { $line }, column { $column }: the word { $word } looks like { $latin } in another script
