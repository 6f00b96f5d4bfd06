import { catalogue } from '../municipality/index.ts';

/** Codes of the troubles of one house: shown as an area, never by their street or asset. */
export const houseModes: readonly string[] = [...catalogue.modes.values()].filter(({ mode }) => mode.houseLevel).map(({ mode }) => mode.code);
