import type { JSX } from 'preact';
import type { Check, FamilyResult } from '../../../server/planning/self-test/contract.ts';
import { number } from '../../i18n/format.ts';
import { t } from '../../i18n/planner-self-test.ts';
import { Badge } from '../../ui/badge.tsx';
import { type Column, Table } from '../../ui/table.tsx';

type Known = Parameters<typeof t>[0] extends infer Key ? Extract<Key, `family.${string}`> : never;

const titleOf = ({ id }: FamilyResult): string => t(`family.${id}` as Known);

/** How near a comparison came to what is allowed: what is not known at all is furthest. */
const strain = ({ deviation, tolerance }: Check): number => {
	if (deviation === null) return Number.POSITIVE_INFINITY;
	return tolerance > 0 ? deviation / tolerance : deviation * Number.MAX_VALUE;
};

const worst = (checks: readonly Check[]): Check | undefined => [...checks].sort((a, b) => strain(b) - strain(a))[0];

/** Very small numbers as one digit and a power of ten: it is the power that matters. */
const small = (value: number | null | undefined): string => {
	if (value === undefined) return '–';
	if (value === null) return t('nothing');
	if (value === 0 || (value >= 0.001 && value < 1e4)) return number(value, 3);
	const [digit, power = ''] = value.toExponential(0).split('e');
	return `${digit} × 10${power
		.replace(/\d/g, (it) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(it)] ?? '')
		.replace('-', '⁻')
		.replace('+', '')}`;
};

function Result({ passed }: { passed: boolean | null }): JSX.Element {
	if (passed === null) return <Badge>{t('untried')}</Badge>;
	return <Badge tone={passed ? 'good' : 'bad'}>{t(passed ? 'agrees' : 'differs')}</Badge>;
}

const familyColumns = (): Column<FamilyResult>[] => [
	{ key: 'method', title: t('column.method'), heading: true, cell: titleOf },
	{ key: 'result', title: t('column.result'), cell: ({ passed }) => <Result passed={passed} /> },
	{ key: 'figures', title: t('column.figures'), figures: true, cell: ({ checks }) => number(checks.reduce((sum, it) => sum + it.values, 0)) },
	{ key: 'worst', title: t('column.worst'), figures: true, cell: ({ checks }) => small(worst(checks)?.deviation) },
	{ key: 'allowed', title: t('column.allowed'), figures: true, cell: ({ checks }) => small(worst(checks)?.tolerance) },
	{ key: 'oracle', title: t('column.oracle'), cell: ({ oracle }) => <span class="quiet small">{oracle}</span> },
];

/** Each family of methods, with the comparison that came nearest to what is allowed. */
export const Families = ({ families }: { families: readonly FamilyResult[] }): JSX.Element => (
	<Table caption={t('title')} columns={familyColumns()} rows={families} keyOf={({ id }) => id} unlinked />
);

interface Compared extends Check {
	readonly family: string;
}

const checkColumns = (): Column<Compared>[] => [
	{ key: 'method', title: t('column.method'), cell: ({ family }) => family },
	{ key: 'part', title: t('column.part'), heading: true, cell: ({ part }) => <code>{part}</code> },
	{ key: 'figures', title: t('column.figures'), figures: true, cell: ({ values }) => number(values) },
	{ key: 'deviation', title: t('column.worst'), figures: true, cell: ({ deviation }) => small(deviation) },
	{ key: 'allowed', title: t('column.allowed'), figures: true, cell: ({ tolerance }) => small(tolerance) },
	{ key: 'result', title: t('column.result'), cell: ({ passed }) => <Result passed={passed} /> },
];

/** Every comparison there is. */
export function Comparisons({ families }: { families: readonly FamilyResult[] }): JSX.Element {
	const rows = families.flatMap((family) => family.checks.map((it) => ({ ...it, family: titleOf(family) })));
	return <Table caption={t('every')} columns={checkColumns()} rows={rows} keyOf={({ family, part }) => `${family}/${part}`} unlinked />;
}
