/** The page of the preview: its frame, once; pictures come as messages. */

/** What a page is made of. */
export interface Parts {
  /** Where scripts and styles may come from. */
  source: string;
  /** Marks the one script that may run. */
  nonce: string;
  /** Where its script is. */
  script: string;
  /** Where its style is. */
  style: string;
}

/** What the editor tells the page. */
export type ToPage =
  | { kind: "picture"; svg: string; view: string; views: string[]; pinned: boolean }
  | { kind: "problem"; text: string }
  | { kind: "cursor"; line: number | undefined };

/** What the page tells the editor. */
export type FromPage = { kind: "ready" } | { kind: "reveal"; line: number } | { kind: "view"; name: string };

/** Whether a message from a page is one that is known. */
export function isFromPage(message: unknown): message is FromPage {
  if (typeof message !== "object" || message === null || !("kind" in message)) return false;
  if (message.kind === "ready") return true;
  if (message.kind === "view") return "name" in message && typeof message.name === "string";
  return message.kind === "reveal" && "line" in message && Number.isInteger(message.line) && Number(message.line) > 0;
}

const escape = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** The page. Nothing is fetched, and no script runs but its own: a picture may hold what somebody else wrote. */
export function page(parts: Parts): string {
  const policy = [
    "default-src 'none'",
    "img-src data:",
    "font-src data:",
    `style-src ${parts.source} 'unsafe-inline'`,
    `script-src 'nonce-${parts.nonce}'`,
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escape(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escape(parts.style)}">
<title>Preview</title>
</head>
<body>
<p id="problem" role="status" hidden></p>
<form><label>View <select id="view"></select></label> <label><input id="fit" type="checkbox" checked> Fit width</label></form>
<main id="picture" aria-live="off"><div id="cursor" hidden></div><div id="drawing"></div></main>
<script nonce="${escape(parts.nonce)}" src="${escape(parts.script)}"></script>
</body>
</html>
`;
}
