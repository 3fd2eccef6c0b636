# The registry's authority.

root-in-force = le changement est en vigueur
root-not-yet = le changement n’est pas encore en vigueur
root-threshold = { $want ->
    [one] { $want } responsable sur { $all } doit
   *[other] { $want } responsables sur { $all } doivent
} signer
root-left = { $label } : { $key } est partie à l’entrée { $at }
root-log-key = clé du journal : { $key }
root-witness = témoin : { $key }
root-no-witnesses = pas de témoins : personne au-dehors ne surveille ce journal
root-quorum = { $want ->
    [one] { $want } témoin sur { $all } doit
   *[other] { $want } témoins sur { $all } doivent
} signer
root-next = comparez l’empreinte avec celle que donne quelqu’un que vous connaissez
root-policy = qui doit signer comme témoin :
root-url = adresse : { $url }
root-compromised = clé du journal entre d’autres mains à partir de { $since } entrées : { $key }
root-continues = continue les { $size } premières entrées de { $origin }, d’empreinte { $registry }
root-ends = le registre prend fin avec cela : ensuite, seuls les retraits, les révocations et les omissions sont admis
root-ends-successor = ce qui est plus récent paraît dans le registre d’empreinte { $successor }
