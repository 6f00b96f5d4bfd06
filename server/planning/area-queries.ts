import { type Sql, sql } from '../platform/sql.ts';
import { type Area, areaOf } from './area.ts';

type Text = Readonly<Record<string, string>>;

/** What has to be known of a question to tell where it is asked. */
interface Asked {
	readonly values: Readonly<Record<string, string>>;
	readonly wards: readonly { readonly id: number; readonly name: string }[];
	readonly suburbs: readonly { readonly id: number; readonly name: string }[];
	say(text: Text): string;
	number(value: number): string;
}

interface AreaParameter {
	readonly id: 'area';
	readonly title: Text;
	readonly kind: 'area';
	readonly choices: (setting: Pick<Asked, 'wards' | 'suburbs'>) => readonly { readonly id: string; readonly title: Text }[];
	readonly fallback: () => string;
}

const pointSql = ([lon, lat]: readonly [number, number]): Sql => sql`st_setsrid(st_makepoint(${lon}::float8, ${lat}::float8), 4326)`;
const ringSql = (ring: readonly (readonly [number, number])[]): Sql => sql`st_geomfromtext(${`POLYGON((${ring.map((it) => it.join(' ')).join(', ')}))`}, 4326)`;

/** The hexagons that are asked for; their numbers are stored with every asset and every fault. */
const cellsSql = (area: { kind: 'suburb'; id: number } | { kind: 'hex'; cells: readonly number[] }): Sql =>
	area.kind === 'hex'
		? sql`any (${area.cells}::bigint[])`
		: sql`any (array(select suburb_hex.hex from suburb_hex where suburb_hex.suburb_id = ${area.id}::bigint))`;

/** Assets in the area that was asked for; all where none was. */
export function assetsWithin({ values }: Pick<Asked, 'values'>): Sql {
	const area = areaOf(values['area'] ?? '');
	if (typeof area === 'string' || area.kind === 'all') return sql`true`;
	if (area.kind === 'ward') return sql`asset.ward_id = ${area.id}::bigint`;
	if (area.kind === 'suburb' || area.kind === 'hex') return sql`asset.hex = ${cellsSql(area)}`;
	if (area.kind === 'zone') return sql`asset.zone = ${area.code}`;
	if (area.kind === 'street') return sql`asset.street = ${area.name}`;
	if (area.kind === 'polygon') return sql`st_intersects(asset.geom_3857, st_transform(${ringSql(area.ring)}, 3857))`;
	const centre = sql`metric(${pointSql(area.centre)})`;
	return sql`asset.geom_3857 && st_transform(st_buffer(${centre}, ${area.metres}::float8), 3857) and st_dwithin(asset.geom_m, ${centre}, ${area.metres}::float8)`;
}

/** Faults in the area that was asked for, at their asset or street; all where none was. */
export function faultsWithin({ values }: Pick<Asked, 'values'>): Sql {
	const area = areaOf(values['area'] ?? '');
	if (typeof area === 'string' || area.kind === 'all') return sql`true`;
	if (area.kind === 'ward') return sql`fault.ward_id = ${area.id}::bigint`;
	if (area.kind === 'suburb' || area.kind === 'hex') return sql`fault.hex = ${cellsSql(area)}`;
	if (area.kind === 'zone') return sql`fault.zone = ${area.code}`;
	if (area.kind === 'street') return sql`fault.street = ${area.name}`;
	if (area.kind === 'polygon') return sql`st_intersects(fault.public_geom_3857, st_transform(${ringSql(area.ring)}, 3857))`;
	const centre = sql`metric(${pointSql(area.centre)})`;
	return sql`fault.public_geom_3857 && st_transform(st_buffer(${centre}, ${area.metres}::float8), 3857) and st_dwithin(metric(fault.public_geom), ${centre}, ${area.metres}::float8)`;
}

const suburbTitle = (name: string): Text => ({ en: `${name} (suburb)`, af: `${name} (woonbuurt)`, xh: `${name} (idolophana)` });

/** Where: the whole town, or a part of it. */
export const areaParameter: AreaParameter = {
	id: 'area',
	title: { en: 'Where', af: 'Waar', xh: 'Phi' },
	kind: 'area',
	choices: ({ wards, suburbs }) => [
		...wards.map(({ id, name }) => ({ id: `ward:${id}`, title: { en: name } })),
		...suburbs.map(({ id, name }) => ({ id: `suburb:${id}`, title: suburbTitle(name) })),
	],
	fallback: () => '',
};

const areaWords = {
	hexagon: { en: 'in a hexagon of 250 m', af: 'in ’n seshoek van 250 m', xh: 'kwiheksagoni ye-250 m' },
	hexagons: { en: 'in {count} hexagons of 250 m', af: 'in {count} seshoeke van 250 m', xh: 'kwiiheksagoni ezi-{count} ze-250 m' },
	circle: { en: 'within {metres} m of a point', af: 'binne {metres} m van ’n punt', xh: 'kwi-{metres} m ukusuka endaweni' },
	polygon: { en: 'within a drawn area', af: 'binne ’n getekende gebied', xh: 'kwindawo ezotyiweyo' },
};

const nameOf = (among: readonly { readonly id: number; readonly name: string }[], wanted: number): string => among.find(({ id }) => id === wanted)?.name ?? '';

const inWords: { readonly [Kind in Area['kind']]: (area: Extract<Area, { kind: Kind }>, asked: Asked) => string } = {
	all: () => '',
	ward: ({ id }, { wards }) => nameOf(wards, id),
	suburb: ({ id }, { suburbs }) => nameOf(suburbs, id),
	hex: ({ cells }, { say, number }) => (cells.length === 1 ? say(areaWords.hexagon) : say(areaWords.hexagons).replace('{count}', number(cells.length))),
	zone: ({ code }) => code,
	street: ({ name }) => name,
	circle: ({ metres }, { say, number }) => say(areaWords.circle).replace('{metres}', number(metres)),
	polygon: (_, { say }) => say(areaWords.polygon),
};

/** The part of the town that was asked for, in words; nothing for all of it. */
export function placeOf(asked: Asked): string {
	const area = areaOf(asked.values['area'] ?? '');
	if (typeof area === 'string') return '';
	const say = inWords[area.kind] as (area: Area, asked: Asked) => string;
	return say(area, asked);
}

const suburbText: Text = {
	en: 'A suburb is counted in hexagons of 250 m: those whose middle lies in its shape, where the gazetteer has one; otherwise those nearer to its point than to that of any other suburb without a shape.',
	af: '’n Woonbuurt word in seshoeke van 250 m getel: dié waarvan die middel in sy vorm lê, waar die plekregister een het; anders dié wat nader aan sy punt is as aan dié van enige ander woonbuurt sonder ’n vorm.',
	xh: 'Idolophana ibalwa ngeeheksagoni ze-250 m: ezo umbindi wazo ukwimilo yayo, apho uluhlu lweendawo lunayo; kungenjalo ezo zikufutshane nenqaku layo kunelayo nayiphi na enye idolophana engenamilo.',
};

const zoneText: Text = {
	en: 'A network zone is drawn as the hexagons of 250 m in which it had more assets than any other when the register was last read in; one that has them nowhere is in the table alone.',
	af: '’n Netwerksone word geteken as die seshoeke van 250 m waarin dit meer bates as enige ander gehad het toe die register laas ingelees is; een wat dit nêrens het nie, staan net in die tabel.',
	xh: 'Ummandla wothungelwano uzotywa njengeeheksagoni ze-250 m apho ubunempahla engaphezu kwayo nayiphi na enye ekufundweni kokugqibela kwerejista; ongenazo naphi na usetheyibhileni kuphela.',
};

/** What is meant by a suburb, wherever an answer is about some, and what is drawn as a zone. */
export function areaNotes({ values, say }: Pick<Asked, 'values' | 'say'>): string[] {
	const { by, area } = values;
	return [...(by === 'suburb' || area?.startsWith('suburb:') ? [say(suburbText)] : []), ...(by === 'zone' ? [say(zoneText)] : [])];
}
