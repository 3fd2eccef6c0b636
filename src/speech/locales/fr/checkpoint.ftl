# The log is appended to.

checkpoint-nothing = rien n’attend : le point de contrôle couvre tout ce qui est sur cette branche
checkpoint-logged = { $count ->
    [one] { $count } document est entré
   *[other] { $count } documents sont entrés
} dans le journal
