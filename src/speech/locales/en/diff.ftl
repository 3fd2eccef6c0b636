# What changed between two texts.

diff-changes = from { $before } to { $after }, in { $language }: { $count ->
    [0] no word differs
    [one] 1 change
   *[other] { $count } changes
}
