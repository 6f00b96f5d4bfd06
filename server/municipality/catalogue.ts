import type { AssetClass, FailureMode } from '../../gis-layers/index.ts';
import { readShelf } from '../platform/shelf.ts';

/** The shelf of asset classes, ready to be asked. */
export interface Catalogue {
	classes: readonly AssetClass[];
	byId: ReadonlyMap<string, AssetClass>;
	byNumber: ReadonlyMap<number, AssetClass>;
	/** Failure mode by code, with the class on whose file it stands. */
	modes: ReadonlyMap<string, { mode: FailureMode; home: AssetClass }>;
}

async function readCatalogue(): Promise<Catalogue> {
	const classes = (await readShelf<AssetClass>(new URL('../../gis-layers/', import.meta.url))).sort((a, b) => a.number - b.number);
	return {
		classes,
		byId: new Map(classes.map((it) => [it.id, it])),
		byNumber: new Map(classes.map((it) => [it.number, it])),
		modes: new Map(classes.flatMap((home) => home.modes.map((mode) => [mode.code, { mode, home }] as const))),
	};
}

/** Classes and failure modes are code: the same for every municipality this process serves. */
export const catalogue: Catalogue = await readCatalogue();

/** A text in the language asked for, else in the first that is there. */
export const inLanguage = (text: Readonly<Record<string, string>>, language: string): string => text[language] ?? text['en'] ?? Object.values(text)[0] ?? '';
