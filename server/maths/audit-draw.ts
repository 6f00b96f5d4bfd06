/** Under which share, 0 to 1, a closing is audited: the usual one and, for each audit that whoever closed it has failed lately, three times as much again. */
export const auditShare = (usual: number, failed: number): number => Math.min(1, usual * (1 + 3 * failed));

/** Whether it is drawn. `digest`: at least 13 hexadecimal digits that nobody can foresee, evenly spread; the same ones draw the same. */
export const isDrawn = (digest: string, share: number): boolean => Number.parseInt(digest.slice(0, 13), 16) / 2 ** 52 < share;
