[
  (steps)
  (storages)
  (properties)
  (rules)
  (chains)
  (writing)
] @fold
