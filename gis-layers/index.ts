import * as z from 'zod/mini';
import { legendOf, marksOf } from './drawing/legend.ts';
import { styleOf, type Theme } from './drawing/style.ts';
import type { Drawing, LegendEntry, StyleRule, Swatch, Text } from './drawing/types.ts';
import { type NetworkRole, networkRoleSchema } from './network/roles.ts';

export type { Category, Drawing, LegendEntry, Shape, StyleRule, Swatch, Text } from './drawing/types.ts';
export type { NetworkRole, Utility } from './network/roles.ts';

/** Names of the drawings in the client's set of icons. */
export const icons = [
	'lamp',
	'pipe',
	'valve',
	'hydrant',
	'sewer',
	'manhole',
	'inlet',
	'culvert',
	'road',
	'signal',
	'sign',
	'kiosk',
	'cable',
	'reservoir',
	'pump',
	'house',
	'park',
] as const;
export const themes = ['lighting', 'water', 'sewer', 'stormwater', 'roads', 'electricity', 'public'] as const;
export const departments = ['electricity', 'water', 'sewer', 'roads', 'stormwater', 'parks', 'waste', 'traffic'] as const;

export type Icon = (typeof icons)[number];
export type AssetTheme = (typeof themes)[number];
export type Department = (typeof departments)[number];

export interface Choice {
	readonly id: string;
	readonly title: Text;
}

/** One short question to the resident. The answers of `yes-no` are `yes` and `no`. */
export interface Question {
	readonly id: string;
	readonly title: Text;
	readonly kind: 'choice' | 'yes-no' | 'text' | 'number';
	readonly choices?: readonly Choice[];
	readonly required?: boolean;
	/** Asked only where an earlier question was answered so. */
	readonly when?: { readonly question: string; readonly is: string };
	/** Answers that make an emergency of the report: the form stops and shows the number. */
	readonly emergencyIf?: readonly string[];
}

export interface FailureMode {
	/** `street-light.out`: never changes its meaning. To find the class of a code look it up, the first half is only for reading. */
	readonly code: string;
	/** The resident's plain words. */
	readonly title: Text;
	/** The words of the works. */
	readonly works: Text;
	/** Modes that describe one trouble, also of different classes, share a family. */
	readonly family: string;
	/** 1 can wait … 5 danger to life. */
	readonly urgency: 1 | 2 | 3 | 4 | 5;
	readonly emergency: boolean;
	/** Words, divided by commas, by which a search or a sentence of a resident finds this mode. */
	readonly keywords: Text;
	readonly questions: readonly Question[];
	readonly department: Department;
	/** Faults a year: of one asset, of a kilometre of line, of a square kilometre of area. An assumption until there is history to learn from. */
	readonly rate: number;
	/** The trouble of one house: what the public sees is a hexagon, never the asset. */
	readonly houseLevel: boolean;
	/** May it be reported where the register has no such asset? */
	readonly offAsset: 'allowed' | 'ask' | 'never';
	readonly respondHours: number;
	readonly resolveHours: number;
	/** Whether the hours run by day and night or only while the offices are open. */
	readonly calendar: 'always' | 'office';
	/** Asset class → how often such a report is truly about that class; sums to 1. */
	readonly about: Readonly<Record<string, number>>;
}

export interface Attribute {
	readonly id: string;
	readonly title: Text;
	readonly kind: 'text' | 'number' | 'date' | 'choice' | 'boolean';
	readonly unit?: string;
	readonly choices?: readonly Choice[];
	/** May residents see it? */
	readonly public: boolean;
	/** Can it be seen from the road? Then it helps to tell one from its neighbour. */
	readonly seen?: boolean;
}

export interface AssetClass {
	readonly id: string;
	/** The number in the database: unique, never changes. */
	readonly number: number;
	readonly title: Text;
	/** One of them. */
	readonly one: Text;
	/** Of public references: SL-10482. */
	readonly prefix: string;
	readonly geometry: 'Point' | 'LineString' | 'Polygon';
	readonly icon: Icon;
	readonly theme: AssetTheme;
	readonly attributes: readonly Attribute[];
	/** Column names that exports of other systems use: for the register's key, and for each attribute. */
	readonly source: { readonly keys: readonly string[]; readonly attributes: Readonly<Record<string, readonly string[]>> };
	readonly drawing: Drawing;
	/** Rules of an OpenLayers flat style, computed from the drawing, on the light and on the dark base map. */
	readonly style: readonly StyleRule[];
	readonly styleDark: readonly StyleRule[];
	/** From this zoom on it is shown. */
	readonly minZoom: number;
	readonly modes: readonly FailureMode[];
	/** Metres: how far from a pin such assets are looked for, and how far beside them people stand (methods §1.3, tau). */
	readonly snap: { readonly reach: number; readonly standOff: number };
	/** What residents may see: position and public attributes, position alone, or nothing. */
	readonly secrecy: 'public' | 'class-only' | 'staff';
	/** What it is in the networks it belongs to. */
	readonly network?: readonly NetworkRole[];
}

type Defaulted = 'emergency' | 'questions' | 'houseLevel' | 'about';

/** A failure mode as its file states it; what is left out is: no emergency, no questions, not of one house, always about its own class. */
export type ModeDefinition = Omit<FailureMode, Defaulted> & Partial<Pick<FailureMode, Defaulted>>;

/** An asset class as its file states it. */
export type AssetClassDefinition = Omit<AssetClass, 'modes' | 'style' | 'styleDark'> & { readonly modes: readonly ModeDefinition[] };

const text = z.record(z.string().check(z.regex(/^[a-z]{2,3}$/)), z.string().check(z.minLength(1), z.trim()));
const word = z.string().check(z.regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/));
/** A value as registers write it: AC, uPVC, R. */
const value = z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9 _-]*$/));
const choices = z.optional(z.array(z.strictObject({ id: value, title: text })).check(z.minLength(2)));
const color = z.strictObject({ light: z.string(), dark: z.string() });
const size = z.number().check(z.positive(), z.maximum(40));
const dash = z.optional(z.array(z.number().check(z.positive())));

const question = z.strictObject({
	id: word,
	title: text,
	kind: z.enum(['choice', 'yes-no', 'text', 'number']),
	choices,
	required: z.optional(z.boolean()),
	when: z.optional(z.strictObject({ question: word, is: word })),
	emergencyIf: z.optional(z.array(word)),
});

const failureMode = z.strictObject({
	code: z.string().check(z.regex(/^[a-z-]+\.[a-z-]+$/)),
	title: text,
	works: text,
	family: word,
	urgency: z.literal([1, 2, 3, 4, 5]),
	emergency: z.boolean(),
	keywords: text,
	questions: z.array(question).check(z.maxLength(3)),
	department: z.enum(departments),
	rate: z.number().check(z.positive()),
	houseLevel: z.boolean(),
	offAsset: z.enum(['allowed', 'ask', 'never']),
	respondHours: z.number().check(z.positive()),
	resolveHours: z.number().check(z.positive()),
	calendar: z.enum(['always', 'office']),
	about: z.record(word, z.number().check(z.positive(), z.maximum(1))),
});

const drawing = z.strictObject({
	color,
	outline: z.optional(color),
	shape: z.optional(z.string()),
	size,
	core: z.optional(z.strictObject({ color, size, dash })),
	by: z.optional(
		z.strictObject({
			attribute: z.string(),
			categories: z.array(
				z.strictObject({ is: z.optional(value), from: z.optional(z.number()), title: text, color: z.optional(color), size: z.optional(size) }),
			),
			others: text,
		}),
	),
});

const attribute = z.strictObject({
	id: z.string().check(z.regex(/^[a-z][a-z_]*$/)),
	title: text,
	kind: z.enum(['text', 'number', 'date', 'choice', 'boolean']),
	unit: z.optional(z.string()),
	choices,
	public: z.boolean(),
	seen: z.optional(z.boolean()),
});

const rules = z.array(z.strictObject({ filter: z.array(z.unknown()), style: z.array(z.record(z.string(), z.unknown())) }));

/** What every file on this shelf must be; nothing unknown is let through. */
export const assetClassSchema = z.strictObject({
	id: word,
	number: z.int().check(z.positive(), z.maximum(32767)),
	title: text,
	one: text,
	prefix: z.string().check(z.regex(/^[A-Z]{2}$/)),
	geometry: z.enum(['Point', 'LineString', 'Polygon']),
	icon: z.enum(icons),
	theme: z.enum(themes),
	attributes: z.array(attribute),
	source: z.strictObject({ keys: z.array(z.string()).check(z.minLength(1)), attributes: z.record(z.string(), z.array(z.string())) }),
	drawing,
	style: rules,
	styleDark: rules,
	minZoom: z.number().check(z.minimum(0), z.maximum(22)),
	modes: z.array(failureMode).check(z.minLength(1)),
	snap: z.strictObject({ reach: z.number().check(z.positive(), z.maximum(250)), standOff: z.number().check(z.positive()) }),
	secrecy: z.enum(['public', 'class-only', 'staff']),
	network: z.optional(z.array(networkRoleSchema)),
});

const kindOf = (geometry: AssetClass['geometry']): Swatch['kind'] => (({ Point: 'point', LineString: 'line', Polygon: 'area' }) as const)[geometry];

/** Makes an asset class of what its file states: fills in what is left out, computes its styles, throws where it is not sound. */
export const assetClass = (definition: AssetClassDefinition): AssetClass => {
	const { id, drawing, geometry } = definition;
	const whole: AssetClass = {
		...definition,
		style: styleOf(drawing, kindOf(geometry), 'light'),
		styleDark: styleOf(drawing, kindOf(geometry), 'dark'),
		modes: definition.modes.map((mode) => ({ emergency: false, questions: [], houseLevel: false, about: { [id]: 1 }, ...mode })),
	};
	assetClassSchema.parse(whole);
	return whole;
};

const themeOf = (dark: boolean): Theme => (dark ? 'dark' : 'light');

/** The legend of a class from the same data as its style: one row a category, or one for the class. */
export const legend = ({ drawing, geometry, title }: AssetClass, dark: boolean): readonly LegendEntry[] =>
	legendOf(drawing, kindOf(geometry), themeOf(dark), title);

/** The rows that explain, in the class's own symbol, how the retired and those of doubtful position are marked. */
export const legendMarks = ({ drawing, geometry }: AssetClass, dark: boolean): readonly LegendEntry[] => marksOf(drawing, kindOf(geometry), themeOf(dark));
