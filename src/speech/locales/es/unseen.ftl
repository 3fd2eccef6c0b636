# Lo que no se comprobó.

unseen-truth = si las palabras son ciertas: una firma dice quién las respalda
unseen-registry = si este es el registro que usted busca: compare su huella con la de otra fuente
unseen-witnesses-none = si a otros se les muestra la misma historia: este registro no pide testigos
unseen-witnesses-before = si a otros se les muestra la misma historia: los testigos firmaron { $witnessed } de las { $size } entradas, y no las siguientes
unseen-witnesses-few = si a otros se les muestra la misma historia: debían firmar { $want } testigos, y firmaron { $got }
unseen-newer = si en otro lugar existe un estado más nuevo
unseen-newer-than-bundle = si en otro lugar existe un estado más nuevo: este paquete conoce las primeras { $size } entradas del libro público, y nada de lo que vino después
unseen-other-entries = las otras { $others } de las { $size } entradas: que también cumplan las reglas, y no den ninguna de estas claves a otra persona, solo lo muestra el registro entero
unseen-attachments = los adjuntos, que un paquete no lleva: { $names }
unseen-keys = si las claves son de las organizaciones: lo afirman los responsables del registro
unseen-keys-others = si las claves que no están marcadas como confirmadas son de las organizaciones: lo afirman los responsables del registro
unseen-withheld = de quién son los actos omitidos, y qué decían: solo lo afirman los responsables del registro
unseen-memory = si continúa lo que usted vio antes: no hay dónde recordarlo
unseen-revision = si esta revisión es la más nueva: se pidió otra
unseen-folder = la historia de git: una carpeta sola no la tiene
unseen-shallow = la historia de git: esta copia es superficial (el libro público, que es lo que decide, está entero)
unseen-rest = el resto de este registro: este equipo lo encontró en orden antes (para volver a mirarlo: --full)
unseen-page = si la página muestra lo que dice su paquete: abierta en un navegador, lo compara ella misma
unseen-policy = si a otros se les muestra la misma historia: los testigos de su política no han firmado esta cabeza
unseen-work-tree = si los archivos de esta carpeta son los que se juzgaron: no hay ninguno extraído, o solo algunos
unseen-own-policy = si a otros se les muestra la misma historia: los testigos que pide este registro no han firmado aquí ninguna cabeza
