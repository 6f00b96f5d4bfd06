import type { PublicFault } from '../../faults/contract.ts';
import { publicFaults } from '../../faults/index.ts';
import { type Context, catalogue, inLanguage } from '../../municipality/index.ts';
import { feedWords } from './words.ts';

type Wish = Parameters<typeof publicFaults>[1];

/** What a feed holds, before it is written in one format or another. */
export interface Feed {
	title: string;
	language: string;
	author: string;
	/** Its own address, and that of the page that shows the same. */
	self: string;
	page: string;
	updated: string;
	entries: readonly Entry[];
}

export interface Entry {
	link: string;
	title: string;
	/** Local days; the hour is nobody's business. */
	published: string;
	updated: string;
	text: string;
	category: string;
	lon: number;
	lat: number;
}

const offsetOf = (day: string, zone: string): string => {
	const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(new Date(`${day}T00:00:00Z`));
	return parts.find(({ type }) => type === 'timeZoneName')?.value.slice(3) || '+00:00';
};

/** The beginning of a local day as an instant. */
export const midnight = (day: string, zone: string): string => `${day}T00:00:00${offsetOf(day, zone)}`;

function textOf(fault: PublicFault, language: string): string {
	const words = feedWords(language);
	const lines: [string, string | null][] = [
		[words.where, [fault.asset, fault.street].filter(Boolean).join(', ') || null],
		[words.ward, fault.ward],
		[words.since, fault.since],
		[words.due, fault.due],
		[words.reports, fault.reports + fault.meToos > 1 ? String(fault.reports + fault.meToos) : null],
	];
	return lines.flatMap(([label, value]) => (value ? [`${label}: ${value}`] : [])).join('\n');
}

function titleOf({ town }: Context, { language, ward, class: id, street, asset }: Wish): string {
	const home = id === undefined ? undefined : catalogue.byId.get(id);
	const narrowed = [home && inLanguage(home.title, language), town.wards.find(({ code }) => code === ward)?.name, street, asset?.toUpperCase()].filter(Boolean);
	return [feedWords(language).title.replace('{town}', town.municipality.name), ...narrowed].join(' · ');
}

/** The faults that are wished for, newest first, as a feed. */
export async function feedOf(context: Context, wish: Wish, { self, publicUrl }: { self: string; publicUrl: string }): Promise<Feed> {
	const { zone, name } = context.town.municipality;
	const { faults } = await publicFaults(context, wish);
	const entries = faults.map(
		(fault): Entry => ({
			link: `${publicUrl}/f/${fault.code}`,
			title: `${fault.title} – ${feedWords(wish.language).states[fault.state]}`,
			published: midnight(fault.since, zone),
			updated: midnight(fault.stateSince, zone),
			text: textOf(fault, wish.language),
			category: fault.class,
			lon: fault.lon,
			lat: fault.lat,
		}),
	);
	const page = new URLSearchParams();
	for (const key of ['state', 'class', 'ward', 'street', 'age'] as const) if (wish[key]) page.set(key, wish[key]);
	const latest = entries.map((it) => it.updated).sort((a, b) => Date.parse(b) - Date.parse(a))[0];
	return {
		title: titleOf(context, wish),
		language: wish.language,
		author: name,
		self,
		page: `${publicUrl}/map?${page}`,
		updated: latest ?? midnight(context.town.municipality.registerFrom, zone),
		entries,
	};
}
