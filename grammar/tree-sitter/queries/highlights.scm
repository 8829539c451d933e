; Which node is what. The names are those of nvim-treesitter and Helix; editors that know only `@keyword` take that of `@keyword.control`.

[(comment) (doc_comment)] @comment

; Declarations
[
  "import" "resource" "device" "storage" "user" "route" "method" "channel" "on" "policy" "fact" "flow" "scenario" "text" "tone"
] @keyword
["title" "description" "depends"] @keyword
["when" "unless" "otherwise" "and" "or" "not"] @keyword

; Steps
[
  "given" "expect" "possible" "claim" "note" "wait" "crash" "reload" "close" "reboot" "deploy" "create" "destroy" "activate"
  "deactivate" "play" "show" "hide" "ref" "link" "anywhere" "over" "left" "right" "of" "in" "sees" "then" "holds" "empty" "at"
] @keyword
["alt" "else" "opt" "loop" "par" "break" "critical" "group"] @keyword.control

; Claims
(form) @keyword
(count ["exactly" "most" "least" "no"] @keyword)
["event" "events" "origin" "reads" "per" "staleness" "for" "carries" "request"] @keyword
(trigger ["write" "invalidate"] @function.builtin)
(cause "write" @keyword)
(counts "read" @keyword)
["latest" "stale"] @constant.builtin
(quantifier) @keyword.operator

; Operations
(verb) @function.builtin
(operation method: (name) @function)
(reply "miss" @constant.builtin)
(reply (number) @number)

; Names
(resource (name) @type)
(device name: (name) @type)
(storage name: (name) @type)
(user name: (name) @type)
(channel name: (name) @type)
(tone name: (name) @type)
(route (name) @type)
(method name: (name) @function)
(policy name: (name) @function)
(flow name: (name) @function)
(scenario name: (name) @function)
(writing name: (name) @label)
(fact name: (name) @variable)
(property name: (name) @property)
(play (name) @function)
(event name: (name) @label)
(place (name) @variable)
(stop name: (name) @variable)
(when (name) @variable)
(and (name) @variable)
(or (name) @variable)
(not (name) @variable)
(counts (name) @type)
(carries (name) @type)
(attribute name: (name) @attribute)

; Values
(key) @string.special
(placeholder) @string.special
(path) @string.special
(value) @constant
(duration) @number
(number) @number
(quoted) @string
(word) @string
(url) @string.special
(text) @string
(title (text) @markup.heading)
(divider (text) @markup.heading)

; Signs
(arrow) @operator
["=>" "->" "=" ">" "<=" "?" "*" "==" "..."] @operator
["," ":" "."] @punctuation.delimiter
["{" "}" "[" "]" "(" ")"] @punctuation.bracket
