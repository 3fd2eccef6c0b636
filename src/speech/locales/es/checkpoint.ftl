# The log is appended to.

checkpoint-nothing = no espera nada: el punto de control abarca todo lo de esta rama
checkpoint-logged = { $count ->
    [one] entró 1 documento
   *[other] entraron { $count } documentos
} en el libro público
