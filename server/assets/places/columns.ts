import type { PlaceKind } from '../contract.ts';
import { SourceError, type SourceRow } from '../sources/index.ts';

/** Which column of a file says what of a place. */
export interface Columns {
	readonly name: string;
	readonly number: string | null;
	readonly suburb: string | null;
	/** The source's own key; without one, a place is known by what it is called. */
	readonly key: string | null;
}

export interface ColumnsWish {
	readonly nameColumn?: string | undefined;
	readonly numberColumn?: string | undefined;
	readonly suburbColumn?: string | undefined;
	readonly keyColumn?: string | undefined;
}

const suburbs = ['suburb', 'suburb_name', 'sub_name', 'ofc_sbrb_name', 'township', 'allotment', 'town'];
const streets = ['street_name', 'streetname', 'str_name', 'street', 'road_name', 'full_street_name'];
const numbers = ['house_number', 'house_no', 'houseno', 'street_number', 'street_no', 'str_no', 'adr_no', 'addr_no', 'number', 'no'];
const names: Readonly<Record<PlaceKind, readonly string[]>> = {
	street: [...streets, 'name', 'label'],
	suburb: [...suburbs, 'name', 'label'],
	address: [...streets, 'address', 'full_address', 'full_adr', 'name'],
	landmark: ['name', 'title', 'label', 'facility', 'place_name'],
	erf: ['erf_no', 'erf_number', 'erf', 'stand_no', 'parcel_no', 'parcel', 'prcl_no', 'tag_value', 'name'],
	meter: ['meter_no', 'meter_number', 'meter', 'account_no', 'account_number', 'account', 'acc_no', 'name'],
};

/** Finds the columns of a file: those named, else by the names they usually have. */
export function columnsOf(kind: PlaceKind, rows: readonly SourceRow[], wish: ColumnsWish): Columns {
	const present = [...new Set(rows.flatMap((it) => Object.keys(it.properties)))];
	const called = (name: string): string | undefined => present.find((it) => it === name) ?? present.find((it) => it.toLowerCase() === name.toLowerCase());
	const asked = (name: string | undefined): string | undefined => {
		if (name === undefined) return undefined;
		const found = called(name);
		if (found === undefined) throw new SourceError(`there is no column "${name}"; there are: ${present.join(', ') || 'none'}`);
		return found;
	};
	const guessed = (usual: readonly string[]): string | undefined => usual.map(called).find((it) => it !== undefined);
	const name = asked(wish.nameColumn) ?? guessed(names[kind]);
	if (name === undefined) throw new SourceError(`no column looks like the name; say which with --name-column: ${present.join(', ') || 'there are none'}`);
	const others = (usual: readonly string[]): string | null => {
		const found = guessed(usual);
		return found === undefined || found === name ? null : found;
	};
	return {
		name,
		number: asked(wish.numberColumn) ?? (kind === 'address' ? others(numbers) : null),
		suburb: asked(wish.suburbColumn) ?? (kind === 'suburb' ? null : others(suburbs)),
		key: asked(wish.keyColumn) ?? null,
	};
}
