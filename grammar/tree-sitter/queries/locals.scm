; A file is one scope: what it declares may be named anywhere in it.

(file) @local.scope

(resource name: (name) @local.definition)
(device name: (name) @local.definition)
(storage name: (name) @local.definition)
(user name: (name) @local.definition)
(route name: (name) @local.definition)
(method name: (name) @local.definition)
(channel name: (name) @local.definition)
(policy name: (name) @local.definition)
(flow name: (name) @local.definition)
(scenario name: (name) @local.definition)
(tone name: (name) @local.definition)

; The facts of a policy are its own, as the steps of a flow are.
(policy) @local.scope
(fact name: (name) @local.definition)
(flow) @local.scope
(stop name: (name) @local.reference)

(place (name) @local.reference)
(key (name) @local.reference)
(play (name) @local.reference)
(when outcome: (name) @local.reference)
(resource (name) @local.reference)
(route (name) @local.reference)
(operation method: (name) @local.reference)
