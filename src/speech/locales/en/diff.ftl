# What changed between two texts.

diff-changes = from { $before } to { $after }, in { $language }: { $count ->
    [0] no word differs
    [one] 1 change
   *[other] { $count } changes
}
diff-title = the title was “{ $before }” and is “{ $after }”
diff-new-name = only the later one has this name under it: { $name }
diff-gone-name = only the earlier one has this name under it: { $name }
diff-names-taken-down = the names under one of them were taken down, and are not compared
