import { type Sql, sql } from '../platform/sql.ts';
import { areaOf } from './area.ts';

type Text = Readonly<Record<string, string>>;

/** What has to be known of a question to tell where it is asked. */
interface Asked {
	readonly values: Readonly<Record<string, string>>;
	readonly wards: readonly { readonly id: number; readonly name: string }[];
	say(text: Text): string;
	number(value: number): string;
}

interface AreaParameter {
	readonly id: 'area';
	readonly title: Text;
	readonly kind: 'area';
	readonly choices: (setting: Pick<Asked, 'wards'>) => readonly { readonly id: string; readonly title: Text }[];
	readonly fallback: () => string;
}

const pointSql = ([lon, lat]: readonly [number, number]): Sql => sql`st_setsrid(st_makepoint(${lon}::float8, ${lat}::float8), 4326)`;
const ringSql = (ring: readonly (readonly [number, number])[]): Sql => sql`st_geomfromtext(${`POLYGON((${ring.map((it) => it.join(' ')).join(', ')}))`}, 4326)`;

/** Assets in the area that was asked for; all where none was. */
export function assetsWithin({ values }: Pick<Asked, 'values'>): Sql {
	const area = areaOf(values['area'] ?? '');
	if (typeof area === 'string' || area.kind === 'all') return sql`true`;
	if (area.kind === 'ward') return sql`asset.ward_id = ${area.id}::bigint`;
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
	if (area.kind === 'zone') return sql`exists (select from asset as hit where hit.id = fault.asset_id and hit.zone = ${area.code})`;
	if (area.kind === 'street') return sql`fault.street = ${area.name}`;
	if (area.kind === 'polygon') return sql`st_intersects(fault.public_geom_3857, st_transform(${ringSql(area.ring)}, 3857))`;
	const centre = sql`metric(${pointSql(area.centre)})`;
	return sql`fault.public_geom_3857 && st_transform(st_buffer(${centre}, ${area.metres}::float8), 3857) and st_dwithin(metric(fault.public_geom), ${centre}, ${area.metres}::float8)`;
}

/** Where: the whole town, or a part of it. */
export const areaParameter: AreaParameter = {
	id: 'area',
	title: { en: 'Where', af: 'Waar', xh: 'Phi' },
	kind: 'area',
	choices: ({ wards }) => wards.map(({ id, name }) => ({ id: `ward:${id}`, title: { en: name } })),
	fallback: () => '',
};

const areaWords = {
	circle: { en: 'within {metres} m of a point', af: 'binne {metres} m van ’n punt', xh: 'kwi-{metres} m ukusuka endaweni' },
	polygon: { en: 'within a drawn area', af: 'binne ’n getekende gebied', xh: 'kwindawo ezotyiweyo' },
};

/** The part of the town that was asked for, in words; nothing for all of it. */
export function placeOf({ values, wards, say, number }: Asked): string {
	const area = areaOf(values['area'] ?? '');
	if (typeof area === 'string' || area.kind === 'all') return '';
	if (area.kind === 'ward') return wards.find(({ id }) => id === area.id)?.name ?? '';
	if (area.kind === 'zone') return area.code;
	if (area.kind === 'street') return area.name;
	return area.kind === 'circle' ? say(areaWords.circle).replace('{metres}', number(area.metres)) : say(areaWords.polygon);
}
