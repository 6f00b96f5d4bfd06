import type { Position } from '../municipality/contract.ts';
import { type Context, catalogue, inLanguage, positionsTyped } from '../municipality/index.ts';
import type { Serve } from '../platform/http.ts';
import { badField, notFound, Problem } from '../platform/problem.ts';
import { all } from '../platform/sql.ts';
import { brief } from './brief.ts';
import { type Found, nearAssets, readAsset, search } from './contract.ts';
import { routes as edits } from './edit/routes.ts';
import { findAsset } from './index.ts';
import { routes as layers } from './layers/routes.ts';
import { listNearSql, type Near, pinSql } from './queries.ts';
import { searchSql } from './search-queries.ts';
import { assetView } from './view.ts';

interface PlaceRow {
	kind: Found['kind'];
	name: string;
	suburb: string | null;
	lon: number;
	lat: number;
	reference: string | null;
	class: number | null;
}

const staff = (context: Context): boolean => context.actor.may('asset.read');

/** Classes whose assets the asker may pick from a list. */
const visible = (context: Context): number[] => catalogue.classes.filter((it) => it.secrecy === 'public' || staff(context)).map((it) => it.number);

function classesFor(context: Context, { mode, class: id }: { mode?: string | undefined; class?: string | undefined }): number[] {
	const seen = visible(context);
	if (mode !== undefined) {
		const known = catalogue.modes.get(mode);
		if (!known) throw new Problem('unknown-failure-mode');
		return Object.keys(known.mode.about)
			.flatMap((it) => catalogue.byId.get(it)?.number ?? [])
			.filter((it) => seen.includes(it));
	}
	if (id === undefined) return seen;
	const known = catalogue.byId.get(id);
	if (!known) throw badField('class', 'There is no such asset class.');
	return seen.includes(known.number) ? [known.number] : [];
}

/** Answers questions about the register. */
export function routes(serve: Serve<Context>): void {
	edits(serve);
	layers(serve);

	serve(nearAssets, async (context, { lon, lat, mode, class: id, limit, within, at, language }) => {
		const classes = classesFor(context, { mode, class: id });
		const rows = await all<Near & { bearing: number }>(context.db, listNearSql({ pin: pinSql(lon, lat), classes, reach: within, limit, lon, lat, at }));
		return { assets: rows.map((row) => ({ ...brief(row, { language, staff: staff(context) }), metres: row.metres, bearing: row.bearing })) };
	});

	serve(readAsset, async (context, { reference, at, language }) => {
		const row = await findAsset(context.db, { reference }, at);
		if (!row || !visible(context).includes(row.class)) throw notFound('asset');
		return assetView(row, { language, staff: staff(context) });
	});

	serve(search, async (context, { q, limit, at, language }) => {
		const typed = (await positionsTyped(context.db, context.town.municipality, q)).filter((it) => it.inside);
		const rows = await all<PlaceRow>(context.db, searchSql({ q, classes: visible(context), limit, staff: context.actor.may('contact.read'), at }));
		return { found: [...typed.map(position), ...rows.map((row) => found(row, language))].slice(0, limit) };
	});
}

/** A position by how it was typed, and beside that by what everybody's map understands. */
function position({ lon, lat, system, text, written }: Position): Found {
	const detail = system === 'WGS 84' ? written.slice(1, 2).map((it) => `${it.system} ${it.text}`) : written.slice(0, 1).map((it) => it.text);
	const title = system === 'WGS 84' || system === 'Plus code' ? text : `${system} ${text}`;
	return { kind: 'position', title, detail: detail.join(), lon, lat, reference: null, class: null };
}

/** What is known by its number alone says beside it what it is. */
const numbered: Partial<Record<Found['kind'], Record<string, string>>> = {
	erf: { en: 'Erf', af: 'Erf', xh: 'Isiza' },
	meter: { en: 'Meter', af: 'Meter', xh: 'Imitha' },
};

function found({ kind, name, suburb, lon, lat, reference, class: number }: PlaceRow, language: string): Found {
	const home = number === null ? undefined : catalogue.byNumber.get(number);
	const called = home?.one ?? numbered[kind];
	const detail = [called && inLanguage(called, language), suburb].filter(Boolean).join(', ');
	return { kind, title: name, detail, lon, lat, reference, class: home?.id ?? null };
}
