import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type DelayCost, writeDelayCost } from '../../../server/work/priorities/contract.ts';
import { call } from '../../api/call.ts';
import { t } from '../../i18n/console.ts';
import { number } from '../../i18n/format.ts';
import { language } from '../../i18n/language.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { keepMeans } from '../means/keep.ts';
import { amountOf, MeansForm, writing } from '../means/means-form.tsx';

interface CostFormProps {
	it: DelayCost;
	again: () => void;
	onClose: () => void;
}

const figures = [
	{ name: 'safety', label: 'priorities.safety' },
	{ name: 'waterKl', label: 'priorities.waterKl' },
	{ name: 'people', label: 'priorities.people', hint: 'priorities.peopleHint' },
	{ name: 'perPersonHour', label: 'priorities.perPersonHour' },
	{ name: 'damage', label: 'priorities.damage' },
	{ name: 'late', label: 'priorities.late', hint: 'priorities.lateHint' },
	{ name: 'hours', label: 'priorities.assumed' },
] as const;
type Figure = (typeof figures)[number]['name'];

/** Whether the hours that were learnt count, and from how many repairs. */
const learntWords = ({ learntFrom, learntHours }: DelayCost): string =>
	learntFrom >= 20 && learntHours !== null
		? t('priorities.learnt', { count: learntFrom, hours: number(learntHours) })
		: t('priorities.notYet', { count: learntFrom });

/** What a day of waiting costs for one failure mode. */
export function CostForm({ it, again, onClose }: CostFormProps): JSX.Element {
	const typed = Object.fromEntries(figures.map(({ name }) => [name, String(it[name])])) as Record<Figure, string>;
	// Whoever changes figures has looked at them.
	const draft = useSignal({ ...typed, toVerify: it.toVerify });
	const write = writing(draft);
	const keep = () => {
		const { toVerify, ...now } = draft.peek();
		const amounts = Object.fromEntries(figures.map(({ name }) => [name, amountOf(now[name])])) as Record<Figure, number>;
		const common = { mode: it.mode, language: language.peek() };
		return keepMeans<DelayCost>({
			write: () => call(writeDelayCost, { ...common, ...amounts, toVerify, version: it.version }),
			back: (kept) =>
				call(writeDelayCost, {
					...common,
					...{ safety: it.safety, waterKl: it.waterKl, people: it.people, perPersonHour: it.perPersonHour, damage: it.damage, late: it.late },
					...{ hours: it.hours, toVerify: it.toVerify, version: kept.version },
				}),
			done: again,
		});
	};
	return (
		<MeansForm keep={keep} onClose={onClose}>
			{(errors) => (
				<>
					{figures.map((figure) => (
						<TextField
							key={figure.name}
							inputMode="decimal"
							label={t(figure.label)}
							hint={'hint' in figure ? t(figure.hint) : figure.name === 'hours' ? learntWords(it) : undefined}
							error={errors[figure.name]}
							value={draft.value[figure.name]}
							onText={(words) => write({ [figure.name]: words, toVerify: false })}
						/>
					))}
					<Checkbox label={t('priorities.verify')} checked={draft.value.toVerify} onCheck={(toVerify) => write({ toVerify })} />
				</>
			)}
		</MeansForm>
	);
}
