/** Builds the client unless the present build is of the present sources. */
export function build(): void;
