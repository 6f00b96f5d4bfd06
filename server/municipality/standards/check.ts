import { badField } from '../../platform/problem.ts';
import { catalogue } from '../catalogue.ts';
import type { StandardWish } from './contract.ts';

type Windows = NonNullable<StandardWish['calendars']>[number]['windows'];

const overlaps = (windows: Windows): boolean => {
	const spans = windows.flatMap((day, i) => day.map(([from, to]) => [i * 1440 + from, i * 1440 + to] as const)).sort((a, b) => a[0] - b[0]);
	return spans.some(([from, to], i) => to <= from || (spans[i + 1]?.[0] ?? Number.POSITIVE_INFINITY) < to);
};

function calendarsMake({ calendars = [] }: StandardWish, known: ReadonlyMap<string, unknown>): void {
	for (const { code, windows } of calendars) {
		if (!known.has(code)) throw badField(`calendars.${code}`, 'There is no such calendar.');
		if (overlaps(windows)) throw badField(`calendars.${code}`, 'These hours overlap, or end before they begin.');
		if (windows.every((day) => day.length === 0)) throw badField(`calendars.${code}`, 'A calendar must be open at some time.');
	}
}

const twice = (keys: readonly string[]): string | undefined => keys.find((key, i) => keys.indexOf(key) < i);

function servicesMake({ services = [] }: StandardWish, known: ReadonlyMap<string, unknown>): void {
	const again = twice(services.map(({ mode }) => mode));
	if (again) throw badField(`services.${again}`, 'It stands here twice.');
	for (const { mode, calendar, respond, resolve } of services) {
		if (!catalogue.modes.has(mode)) throw badField(`services.${mode}`, 'There is no such failure mode.');
		if (!known.has(calendar)) throw badField(`services.${mode}.calendar`, 'There is no such calendar.');
		if (respond > resolve) throw badField(`services.${mode}.respond`, 'The answer comes before the repair.');
	}
}

const families = new Set([...catalogue.modes.values()].map(({ mode }) => mode.family));

type Tier = NonNullable<StandardWish['tiers']>[number];

const keyOf = ({ mode, family, customers, criticality }: Tier): string => `${mode ?? family} ${customers} ${criticality}`;

/** What is wrong with a tier: the field and why. */
function faultOf({ mode, family, respond, resolve }: Tier): [field: string, why: string] | undefined {
	if ((mode === null) === (family === null)) return ['mode', 'Of one failure mode or of one family.'];
	if (mode !== null && !catalogue.modes.has(mode)) return ['mode', 'There is no such failure mode.'];
	if (family !== null && !families.has(family)) return ['family', 'There is no such family.'];
	return respond > resolve ? ['respond', 'The answer comes before the repair.'] : undefined;
}

function tiersMake({ tiers = [] }: StandardWish): void {
	const again = twice(tiers.map(keyOf));
	if (again) throw badField(`tiers.${tiers.findLastIndex((it) => keyOf(it) === again)}.customers`, 'It stands here twice.');
	tiers.forEach((tier, i) => {
		const [field, why] = faultOf(tier) ?? [];
		if (field && why) throw badField(`tiers.${i}.${field}`, why);
	});
}

/** Refuses what cannot be kept, by the field that is wrong. */
export function mustHold(wish: StandardWish, calendars: ReadonlyMap<string, unknown>): void {
	calendarsMake(wish, calendars);
	servicesMake(wish, calendars);
	tiersMake(wish);
	const day = twice((wish.holidays ?? []).map((it) => it.day));
	if (day) throw badField(`holidays.${day}`, 'It stands here twice.');
	const share = twice((wish.ladder ?? []).map((it) => String(it.share)));
	if (share) throw badField('ladder', 'Two steps are at the same share.');
}
