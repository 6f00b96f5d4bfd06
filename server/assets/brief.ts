import type { AssetClass } from '../../gis-layers/index.ts';
import { catalogue, inLanguage } from '../municipality/index.ts';
import type { AssetBrief } from './contract.ts';

interface Row {
	id: number;
	reference: string;
	class: number;
	street: string | null;
	owner: string;
	attributes: Record<string, unknown>;
	lon: number;
	lat: number;
}

/** The attributes an asker may see, with the words of the language and of the choices. */
export function attributesOf(
	home: AssetClass,
	values: Record<string, unknown>,
	{ language, staff }: { language: string; staff: boolean },
): AssetBrief['attributes'] {
	return home.attributes.flatMap((attribute) => {
		const value = values[attribute.id];
		if (value === undefined || value === null || value === '' || !(staff || attribute.public)) return [];
		const choice = attribute.choices?.find((it) => it.id === value);
		const shown = choice ? inLanguage(choice.title, language) : String(value);
		const written = attribute.unit ? `${shown} ${attribute.unit}` : shown;
		return [{ id: attribute.id, title: inLanguage(attribute.title, language), value: written, ...(attribute.seen && { seen: true }) }];
	});
}

/** A row of the register as it may be shown in a list. */
export function brief(row: Row, asker: { language: string; staff: boolean }): AssetBrief {
	const home = catalogue.byNumber.get(row.class);
	if (!home) throw new Error(`asset class ${row.class} is not on the shelf`);
	const { id, reference, street, owner, lon, lat } = row;
	const hidden = !asker.staff && home.secrecy !== 'public';
	return {
		id,
		reference,
		class: home.id,
		title: `${inLanguage(home.one, asker.language)} ${reference}`,
		street,
		lon,
		lat,
		owner,
		attributes: hidden ? [] : attributesOf(home, row.attributes, asker),
	};
}
