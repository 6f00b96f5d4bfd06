import { plainTitle } from '../faults/index.ts';
import { catalogue, inLanguage, type Town } from '../municipality/index.ts';
import type { FaultRow } from './queries.ts';

/** Why a fault cannot be handed on; null: it can. */
export type Hindrance = 'over' | 'already' | 'of-a-home' | 'not-public' | 'no-service' | null;

interface Server {
	services: Readonly<Record<string, string>>;
	otherwise: string | null;
}

/** What they call such a trouble. */
export const serviceFor = (mode: string, { services, otherwise }: Server): string | null => services[mode] ?? otherwise;

/**
 * What stands in the way. Their server publishes what it is told, so what our own public may not see is not handed on: the trouble of one home, and
 * what nobody may know of.
 */
export function hindranceOf(fault: FaultRow, server: Server): Hindrance {
	if (!fault.open) return 'over';
	if (fault.live) return 'already';
	if (catalogue.modes.get(fault.mode)?.mode.houseLevel === true) return 'of-a-home';
	if (fault.lon === null) return 'not-public';
	return serviceFor(fault.mode, server) === null ? 'no-service' : null;
}

interface Site {
	town: Town;
	publicUrl: string;
}

/** Where anyone may read of a fault. */
export const linkTo = (code: string, { publicUrl }: Pick<Site, 'publicUrl'>): string => `${publicUrl}/f/${code}`;

/** The name by which we know it, in theirs: the same again is the same. */
export const ownName = (code: string, { town }: Pick<Site, 'town'>): string => `${town.municipality.slug}-F-${code}`;

/** What leaves: what anyone may see here, in words of the catalogue. No word of a resident, no contact. */
export function parcelOf(fault: FaultRow, { serviceCode, officeEmail }: { serviceCode: string; officeEmail: string | null }, site: Site) {
	const { municipality } = site.town;
	const language = municipality.languages[0] ?? 'en';
	const home = fault.asset === null ? undefined : catalogue.modes.get(fault.mode)?.home;
	const place = [home && `${inLanguage(home.one, language)} ${fault.asset}`, fault.street].filter(Boolean).join(', ');
	const title = [plainTitle(fault.mode, language), place].filter(Boolean).join(' – ');
	const link = linkTo(fault.code, site);
	return {
		service_code: serviceCode,
		lat: fault.lat?.toFixed(6),
		long: fault.lon?.toFixed(6),
		address_string: place || undefined,
		description: `${title}\n\n${municipality.name}, F-${fault.code}, ${fault.since}\n\n${link}\n`,
		media_url: fault.photo === null ? undefined : `${site.publicUrl}/media/${fault.photo}.jpg`,
		...(officeEmail !== null && { email: officeEmail, first_name: municipality.name, last_name: '-' }),
		'attribute[external_id]': ownName(fault.code, site),
		'attribute[report_url]': link,
	};
}
