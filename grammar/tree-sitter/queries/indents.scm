[
  (steps)
  (storages)
  (properties)
  (rules)
  (chains)
] @indent @indent.begin

"}" @outdent @indent.end @indent.branch
