; A `text NAME { … }` holds Markdown.
((markdown) @injection.content
  (#set! injection.language "markdown")
  (#set! injection.include-children))
