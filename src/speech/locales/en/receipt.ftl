# Receipts.

receipt-proves = { $name } proves that the { $act ->
    [endorse] endorsement
    [decline] decline
   *[withdraw] withdrawal
} by { $organisation } was entry { $at } of a log of { $size } entries
receipt-next = keep it outside the registry; later: { $command }
