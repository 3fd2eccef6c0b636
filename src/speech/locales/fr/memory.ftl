memory-none = aucun registre n’a été vu ici
memory-registry = { $name } ({ $origin })
memory-head = { $registry } : { $size } entrées avec la racine { $root }, vu pour la première fois le { $since }
memory-expected = vous avez donné son empreinte : c’est le registre que cette origine désigne
memory-not-seen = aucun registre d’empreinte { $registry } n’a été vu ici
memory-forgotten = oublié ; voici ce qui était connu :
