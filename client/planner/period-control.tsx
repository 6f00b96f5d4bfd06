import type { JSX } from 'preact';
import type { Parameter } from '../../server/planning/contract.ts';
import { theTown } from '../api/town.ts';
import { t } from '../i18n/planner.ts';
import { Select } from '../ui/select.tsx';
import { filled, type Values } from './asked.ts';
import { type Period, periodOf, periodsUpTo } from './periods.ts';

interface PeriodControlProps {
	params: readonly Parameter[];
	values: Values;
	onSet: (changes: Values) => void;
}

const usual = 'usual';
const own = 'own';

const titleOf = ({ year, quarter, current }: Period): string => {
	if (quarter !== undefined) return t(current ? 'period.quarterSoFar' : 'period.quarter', { year, quarter });
	return t(current ? 'period.yearSoFar' : 'period.year', { year });
};

/** Financial years and quarters by their names, beside the dates that they set; nothing where a report asks for no period. */
export function PeriodControl({ params, values, onSet }: PeriodControlProps): JSX.Element | null {
	const asked = periodOf(params);
	if (!asked) return null;
	const { from, to } = asked;
	// What is usual ends on the municipality's own today.
	const known = [{ id: usual, from: from.default, to: to.default }, ...periodsUpTo(to.default, theTown().financialYearMonth)];
	const now = filled(params, values);
	const chosen = known.find((it) => it.from === now['from'] && it.to === now['to'])?.id ?? own;
	const options = known.map((it) => ({ value: it.id, label: 'year' in it ? titleOf(it) : t('period.usual') }));
	return (
		<Select
			label={t('period.title')}
			value={chosen}
			options={chosen === own ? [{ value: own, label: t('period.own') }, ...options] : options}
			onChoose={(id) => {
				const period = known.find((it) => it.id === id);
				if (period) onSet({ from: period.from, to: period.to });
			}}
		/>
	);
}
