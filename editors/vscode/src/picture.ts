/** The server's own request: the picture of what the cursor is in. */

/** Its name. */
export const METHOD = "cachediag/picture";

/** What is asked: the view of that name, else the one at the position. */
export interface PictureParams {
  textDocument: { uri: string };
  position: { line: number; character: number };
  view?: string;
  theme: "light" | "dark";
}

/** What is answered. */
export interface Picture {
  svg: string;
  view: string;
  views: string[];
}

/** The answer, if it is one. */
export function readPicture(answer: unknown): Picture | undefined {
  if (typeof answer !== "object" || answer === null) return undefined;
  const { svg, view, views } = answer as Record<string, unknown>;
  if (typeof svg !== "string" || !svg.startsWith("<svg")) return undefined;
  const names = Array.isArray(views) ? views.filter((name) => typeof name === "string") : [];
  return { svg, view: typeof view === "string" ? view : "", views: names };
}
