import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type CrewSetting, writeCrew } from '../../../server/work/means/contract.ts';
import { call } from '../../api/call.ts';
import { theTown } from '../../api/town.ts';
import { t } from '../../i18n/console.ts';
import { text } from '../../i18n/text.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { lazy } from '../../ui/lazy.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Several } from '../authorities/several.tsx';
import { clockWords, minutesOf } from './clock-words.ts';
import { keepMeans } from './keep.ts';
import { amountOf, InUse, MeansForm, writing } from './means-form.tsx';

const DepotMap = lazy(() => import('./depot-map.tsx').then((it) => it.DepotMap));

interface CrewFormProps {
	/** null: a new one. */
	it: CrewSetting | null;
	staff: readonly { id: string; name: string }[];
	again: () => void;
	onClose: () => void;
}

/** What stands in the form, as it is typed. */
const draftOf = (it: CrewSetting | null) => ({
	...{ code: it?.code ?? '', department: it?.department ?? theTown().departments[0]?.code ?? '', people: String(it?.people ?? 2) },
	...{ hourly: String(it?.hourlyCost ?? 0), from: clockWords(it?.shiftFrom ?? 450), until: clockWords(it?.shiftUntil ?? 960), depot: it?.depot ?? null },
	...{ contractor: it?.contractor ?? false, active: it?.active ?? true, members: it?.members ?? [] },
});

/** Who goes out together: whose, how many, when, from where, at what cost. */
export function CrewForm({ it, staff, again, onClose }: CrewFormProps): JSX.Element {
	const draft = useSignal(draftOf(it));
	const write = writing(draft);
	const now = draft.value;
	const keep = () => {
		const { hourly, from, until, people, ...rest } = draft.peek();
		const shiftFrom = minutesOf(from);
		const ends = minutesOf(until);
		// A shift that ends earlier than it begins ends on the next day.
		const wish = { ...rest, people: amountOf(people), hourlyCost: amountOf(hourly), shiftFrom, shiftUntil: ends > shiftFrom ? ends : ends + 1440 };
		return keepMeans<CrewSetting>({
			write: () => call(writeCrew, { ...wish, was: it?.code ?? null, version: it?.version ?? null }),
			back: (kept) => call(writeCrew, { ...(it ?? { ...kept, active: false }), was: kept.code, version: kept.version }),
			done: again,
		});
	};
	return (
		<MeansForm keep={keep} onClose={onClose}>
			{(errors) => (
				<>
					<TextField label={t('means.crewName')} error={errors['code']} maxLength={80} value={now.code} onText={(code) => write({ code })} />
					<Select
						label={t('fact.department')}
						error={errors['department']}
						value={now.department}
						options={theTown().departments.map(({ code, title }) => ({ value: code, label: text(title) }))}
						onChoose={(department) => write({ department })}
					/>
					<div class="two">
						<TextField inputMode="numeric" label={t('means.people')} error={errors['people']} value={now.people} onText={(people) => write({ people })} />
						<TextField
							inputMode="decimal"
							label={t('means.hourly')}
							hint={t('means.hourlyHint')}
							error={errors['hourlyCost']}
							value={now.hourly}
							onText={(hourly) => write({ hourly })}
						/>
					</div>
					<div class="two">
						<TextField type="time" label={t('means.from')} error={errors['shiftFrom']} value={now.from} onText={(from) => write({ from })} />
						<TextField type="time" label={t('means.until')} error={errors['shiftUntil']} value={now.until} onText={(until) => write({ until })} />
					</div>
					<Several
						label={t('means.members')}
						hint={t('means.membersHint')}
						add={t('means.addMember')}
						error={errors['members']}
						options={staff.map(({ id, name }) => ({ value: id, label: name }))}
						chosen={now.members}
						onChange={(members) => write({ members })}
					/>
					<DepotMap depot={now.depot} onDepot={(depot) => write({ depot })} />
					<Checkbox label={t('means.contractor')} checked={now.contractor} onCheck={(contractor) => write({ contractor })} />
					<InUse active={now.active} onCheck={(active) => write({ active })} />
				</>
			)}
		</MeansForm>
	);
}
