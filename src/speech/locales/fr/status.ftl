# Où en sont les versions, et qui les documents attendent.

status-counts = { $endorsed ->
    [one] { $endorsed } approuve
   *[other] { $endorsed } approuvent
}, { $declined ->
    [one] { $declined } a refusé
   *[other] { $declined } ont refusé
}, { $withdrew ->
    [one] { $withdrew } s’est retirée
   *[other] { $withdrew } se sont retirées
}, { $named ->
    [one] { $named } nommée
   *[other] { $named } nommées
} sans avoir agi{ $withheld ->
    [0] {""}
   *[other] , { $withheld } dont le nom n’est pas montré, ce qui ne peut pas être vérifié
}
status-none = pas encore de déclaration
status-waiting = { $count ->
    [one] { $count } document attend
   *[other] { $count } documents attendent
} d’entrer dans le journal
status-next-log = une personne qui a la clé du journal : { $command }
status-next-approve = qui est attendu : { $command }
status-next-each = chacune de ces personnes : { $command }
status-waits = il attend d’autres signatures, et ne change rien jusque-là
status-approvals = { $path } : { $signed } sur { $want } ont approuvé ({ $who }) ; il manque : { $labels }
status-current = en vigueur
status-superseded = remplacée
status-historical = historique
status-draft = brouillon
status-endorsed = approuve
status-declined = a refusé
status-withdrew = retirée
status-no-answer = sans réponse
status-withheld = non montré
status-unreliable = pas fiable
status-languages = dans ces langues :
status-heads = texte, version, domaine, nom, position, date, langues, au nom de, conditions, réserve, interrogée, délai, non en privé
