import type { AssetClass } from '../../../gis-layers/index.ts';
import { type DateOrder, dayOf, gradeOf, textOf } from '../import/values.ts';
import { SourceError, type SourceRow } from '../sources/index.ts';
import { defectsOf } from './defects.ts';
import { dayRefused } from './inspect.ts';
import type { NewInspection } from './queries.ts';

export const roundFields = ['asset', 'on', 'grade', 'inspector', 'note', 'defect', 'severity'] as const;
type Field = (typeof roundFields)[number];
/** Which column of a table says what. */
export type Columns = Partial<Record<Field, string>>;

const usual: Readonly<Record<Field, readonly string[]>> = {
	asset: ['asset', 'reference', 'asset_reference', 'asset_ref', 'ref', 'asset_id', 'asset_no', 'asset_key', 'bate', 'key', 'id'],
	on: ['on', 'date', 'day', 'inspected_on', 'inspection_date', 'inspected', 'date_inspected', 'datum', 'inspeksiedatum', 'umhla'],
	grade: ['grade', 'condition_grade', 'condition', 'rating', 'score', 'toestand', 'gradering', 'imeko'],
	inspector: ['inspector', 'inspected_by', 'inspector_name', 'by', 'inspekteur', 'umhloli'],
	note: ['note', 'notes', 'comment', 'comments', 'remark', 'remarks', 'opmerking', 'opmerkings', 'amanqaku'],
	defect: ['defect', 'defects', 'defect_code', 'defect_codes', 'gebrek', 'gebreke', 'isiphene'],
	severity: ['severity', 'defect_severity', 'erns', 'ubuzima'],
};

/** Which column says what: as told, else by the names that such tables usually have. */
export function columnsOf(home: AssetClass, sample: readonly SourceRow[], told: Columns): Columns {
	const names = [...new Set(sample.flatMap((it) => Object.keys(it.properties)))];
	const named = (wish: string): string | undefined => names.find((it) => it.toLowerCase() === wish.toLowerCase());
	const found = roundFields.map((field): [Field, string | undefined] => {
		const wish = told[field];
		if (wish !== undefined && named(wish) === undefined) throw new SourceError(`there is no column "${wish}"; the file has: ${names.join(', ')}`);
		const guesses = field === 'asset' ? [...usual.asset.slice(0, -2), ...home.source.keys, ...usual.asset.slice(-2)] : usual[field];
		return [field, wish === undefined ? guesses.map(named).find((it) => it !== undefined) : named(wish)];
	});
	const columns: Columns = Object.fromEntries(found.filter(([, it]) => it !== undefined));
	const lacking = (['asset', 'on', 'grade'] as const).filter((it) => columns[it] === undefined);
	if (lacking.length) throw new SourceError(`which column holds ${lacking.map((it) => `the ${needed[it]}`).join(', ')}? The file has: ${names.join(', ')}`);
	return columns;
}

const needed = { asset: 'asset (--asset)', on: 'day (--on)', grade: 'grade (--grade)' } as const;

export type Understood = Omit<NewInspection, 'assetId'> & { name: string };

interface Reading {
	home: AssetClass;
	columns: Columns;
	dates: DateOrder | undefined;
	today: string;
}

const defaultSeverity = 3;

/** Codes or titles in any language, divided by ; or |, each perhaps with its severity: `leaning:4; Corrosion`. */
function defectsIn(text: string, home: AssetClass, severity: number): NewInspection['defects'] | { wrong: string } {
	const known = defectsOf(home.id);
	const found = new Map<string, NewInspection['defects'][number]>();
	for (const part of text.split(/[;|]/).map((it) => it.trim())) {
		if (part === '') continue;
		const [, name = '', grade] = /^(.*?)(?:\s*:\s*([1-5]))?$/s.exec(part) ?? [];
		const wanted = name.toLowerCase();
		const kind = known.find((it) => it.code === wanted || Object.values(it.title).some((title) => title.toLowerCase() === wanted));
		if (!kind) return { wrong: `there is no defect "${name.slice(0, 60)}" of this layer` };
		found.set(kind.code, { code: kind.code, severity: grade ? Number(grade) : severity, words: '' });
	}
	return [...found.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

const short = (text: string, longest: number): string => text.slice(0, longest);

interface Wrong {
	wrong: string;
}

function dayIn(field: unknown, { dates, today }: Reading): string | Wrong {
	const day = dayOf(field, dates);
	if ('wrong' in day) return { wrong: `its day: ${day.wrong}` };
	const on = 'value' in day ? day.value : null;
	if (on === null) return { wrong: 'its day is not known' };
	return dayRefused(on, today) ? { wrong: 'its day has not come yet' } : on;
}

function gradesIn(grade: unknown, severity: unknown): { grade: number; severity: number } | Wrong {
	const [graded, severe] = [gradeOf(grade), gradeOf(severity)];
	if (!('value' in graded) || graded.value === null) return { wrong: 'no grade from 1 to 5' };
	return 'value' in severe ? { grade: graded.value, severity: severe.value ?? defaultSeverity } : { wrong: 'no severity from 1 to 5' };
}

/** What one row of a round says; or why it cannot be taken. */
export function understand(row: SourceRow, reading: Reading): Understood | Wrong {
	if (row.problem !== undefined) return { wrong: row.problem };
	const field = (name: Field): unknown => (reading.columns[name] === undefined ? undefined : row.properties[reading.columns[name]]);
	const name = textOf(field('asset'));
	if (name === '') return { wrong: 'it does not say which asset' };
	const on = dayIn(field('on'), reading);
	if (typeof on !== 'string') return on;
	const grades = gradesIn(field('grade'), field('severity'));
	if ('wrong' in grades) return grades;
	const defects = defectsIn(textOf(field('defect')), reading.home, grades.severity);
	if ('wrong' in defects) return defects;
	return { name, on, grade: grades.grade, inspector: short(textOf(field('inspector')), 200), note: short(textOf(field('note')), 2000), defects };
}
