import type { OfferedService, Standard, Town } from '../../municipality/index.ts';

/** What the standard of a fault depends on. */
export interface Weight {
	mode: string;
	family: string;
	/** How many are without it; one where nobody has counted. */
	customers: number;
	/** Of its asset, from 1 to 5; one where it is on none. */
	criticality: number;
}

/** The times that hold, in open minutes. */
export interface Times {
	/** Null: the service's own. */
	standardId: number | null;
	respond: number;
	resolve: number;
	crew: number;
}

const reaches = (it: Standard, { mode, family, customers, criticality }: Weight): boolean =>
	(it.mode === mode || it.family === family) && customers >= it.customers && criticality >= it.criticality;

/** The tier that holds: of those reached, the one for most people, then for the most critical, then the one of the very mode; or none. */
export function tierOf(standards: readonly Standard[], weight: Weight): Standard | undefined {
	return standards
		.filter((it) => reaches(it, weight))
		.sort((a, b) => b.customers - a.customers || b.criticality - a.criticality || Number(b.mode !== null) - Number(a.mode !== null))[0];
}

const own = ({ respondMinutes: respond, resolveMinutes: resolve, crewMinutes: crew }: OfferedService): Times => ({ standardId: null, respond, resolve, crew });

/** The times that hold for a fault; undefined where the municipality does not offer the service at all. */
export function timesOf(town: Town, weight: Weight): Times | undefined {
	const service = town.services.get(weight.mode);
	if (!service) return undefined;
	const tier = tierOf(town.standards, weight);
	return tier ? { standardId: tier.id, respond: tier.respondMinutes, resolve: tier.resolveMinutes, crew: tier.crewMinutes } : own(service);
}
