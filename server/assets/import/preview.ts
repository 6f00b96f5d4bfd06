import type { Knex } from 'knex';
import { inLanguage } from '../../municipality/index.ts';
import type { ReadingOptions } from './contract.ts';
import { type Intent, planFor } from './prepare.ts';
import type { Mapping } from './review/contract.ts';
import { type RegisterField, registerFields } from './said.ts';
import { type Plan, registerValue } from './staged.ts';
import { attributeValue, textOf, type Understood } from './values.ts';

type Understanding = Mapping['columns'][number]['samples'][number];
type Value = Understanding['understood'];

/** So many different values of each column are shown. */
const shown = 5;
const longest = 120;

const fieldTitles: Readonly<Record<RegisterField, { title: Record<string, string>; kind: Mapping['targets'][number]['kind'] }>> = {
	owner: { title: { en: 'Owner', af: 'Eienaar', xh: 'Umnini' }, kind: 'text' },
	status: { title: { en: 'Status', af: 'Status', xh: 'Ubume' }, kind: 'text' },
	installed_on: { title: { en: 'Installed on', af: 'Geïnstalleer op', xh: 'Yafakwa ngomhla' }, kind: 'date' },
	retired_on: { title: { en: 'Retired on', af: 'Uit diens op', xh: 'Yarhoxiswa ngomhla' }, kind: 'date' },
	condition_grade: { title: { en: 'Condition grade', af: 'Toestandsgraad', xh: 'Inqanaba lemeko' }, kind: 'grade' },
	condition_on: { title: { en: 'Condition seen on', af: 'Toestand gesien op', xh: 'Imeko ibonwe ngomhla' }, kind: 'date' },
	criticality: { title: { en: 'Criticality', af: 'Kritiekheid', xh: 'Ukubaluleka' }, kind: 'grade' },
	street: { title: { en: 'Street', af: 'Straat', xh: 'Isitalato' }, kind: 'text' },
	zone: { title: { en: 'Zone', af: 'Sone', xh: 'Indawo yonikezelo' }, kind: 'text' },
};

const isField = (name: string): name is RegisterField => (registerFields as readonly string[]).includes(name);

function understoodAs(plan: Plan, target: string, value: unknown): Understood<unknown> {
	const attribute = plan.layer.attributes.find((it) => it.id === target);
	if (attribute) return attributeValue(value, attribute, plan.dates);
	return isField(target) ? registerValue(target, value, plan) : { value: textOf(value) };
}

function sampleOf(plan: Plan, target: string | undefined, value: unknown): Understanding {
	const given = textOf(value).slice(0, longest);
	if (target === undefined) return { given, understood: null, problem: null };
	const found = understoodAs(plan, target, value);
	if ('value' in found) return { given, understood: found.value as Value, problem: null };
	return { given, understood: null, problem: 'wrong' in found ? found.wrong : 'means that the day is not known' };
}

function samplesOf(values: readonly unknown[]): unknown[] {
	const seen = new Map<string, unknown>();
	for (const value of values) {
		const text = textOf(value);
		if (text !== '' && !seen.has(text)) seen.set(text, value);
		if (seen.size === shown) break;
	}
	return [...seen.values()];
}

/** Which column of a source fills what, with some values as given and as understood; and what there is to be filled. */
export async function preview(db: Knex, intent: Intent & { options: ReadingOptions }, language: string): Promise<Mapping> {
	const { opened, plan } = await planFor(db, intent);
	const { mapping, layer } = plan;
	const filled = [...Object.entries(mapping.attributes), ...Object.entries(mapping.register)];
	const names = [...new Set(opened.sample.flatMap((it) => Object.keys(it.properties)))];
	const columns = names.slice(0, 500).map((column) => {
		const fills = filled.filter(([, it]) => it === column).map(([target]) => target);
		const values = samplesOf(opened.sample.map((it) => it.properties[column]));
		const target = fills[0] ?? (mapping.key === column ? 'key' : undefined);
		return { column, fills: mapping.key === column ? ['key', ...fills] : fills, samples: values.map((value) => sampleOf(plan, target, value)) };
	});
	// The rows after the sample are not wanted: the source is closed.
	await opened.rows[Symbol.asyncIterator]().return?.();
	return {
		format: opened.source.title,
		srid: plan.srid,
		namedSystem: opened.sample.find((it) => it.crs !== undefined)?.crs ?? null,
		key: mapping.key,
		warning: mapping.warning ?? null,
		columns,
		targets: [
			...layer.attributes.map((it) => ({ id: it.id, title: inLanguage(it.title, language), kind: it.kind, of: 'attribute' as const })),
			...registerFields.map((id) => ({ id, title: inLanguage(fieldTitles[id].title, language), kind: fieldTitles[id].kind, of: 'register' as const })),
		],
	};
}
