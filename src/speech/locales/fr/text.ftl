# Ce qu’un lecteur pourrait ne pas voir dans un texte.

text-invisible = ligne { $line }, colonne { $column } : { $what }
text-mixed-script = ligne { $line }, colonne { $column } : le mot { $word } mêle des lettres de plusieurs écritures
text-looks-latin = ligne { $line }, colonne { $column } : le mot { $word } ressemble à { $latin } dans une autre écriture
