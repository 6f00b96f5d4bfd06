import type { RequestContext } from '../platform/http.ts';
import type { Town } from './town.ts';

export { authorityBy, authorityOf } from './authorities.ts';
export { catalogue, inLanguage } from './catalogue.ts';
export { positionsTyped } from './coordinates.ts';
export { emergencyNotice, officesOpen } from './emergency.ts';
export { keepAuthority, putAuthorityAway } from './keep-authority.ts';
export { noticesAt } from './notices/public.ts';
export { DivisionError, divisionOf, followRoles, type Redelimited, redelimit } from './redelimit.ts';
export { ruleErrors } from './rules/check.ts';
export { Rules, type TriedRules, tryRules } from './rules/contract.ts';
export { type NewMunicipality, settle, syncCatalogue } from './settle.ts';
export { type Preview, type PreviewWish, type StandardWish, tryStandards } from './standards/contract.ts';
export { type Authority, loadTown, type OfferedService, type Standard, type Town } from './town.ts';
export type { NewWard } from './ward-queries.ts';
export { contactHashes, mustBeWelcome, type Reached } from './welcome.ts';

/** What comes with every request: the database handle, who asks, and the municipality. */
export interface Context extends RequestContext {
	town: Town;
}

/** The department of an id, which every fault has. */
export function departmentCode(town: Town, id: number): string {
	return town.departments.find((it) => it.id === id)?.code ?? 'unknown';
}
