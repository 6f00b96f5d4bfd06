/** The browser's path; undefined, with a plain word, where there is none and none may be installed. */
export function chromium(): string | undefined;
