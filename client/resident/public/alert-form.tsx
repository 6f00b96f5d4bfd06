import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type Found, search } from '../../../server/assets/contract.ts';
import { wishAlert } from '../../../server/reports/alerts/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, fieldErrors, type Problem } from '../../api/problem.ts';
import { theTown } from '../../api/town.ts';
import { language } from '../../i18n/language.ts';
import { t as form } from '../../i18n/resident.ts';
import { t as pages } from '../../i18n/resident-pages.ts';
import { t } from '../../i18n/resident-public.ts';
import type { Area } from '../../map/tools/draw-area.ts';
import { Button } from '../../ui/button.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { bell } from '../../ui/icons.ts';
import { lazy } from '../../ui/lazy.tsx';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { RadioList } from '../../ui/radio-list.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { route } from '../route.ts';
import { classes } from './filters.tsx';

const AlertMap = lazy(async () => (await import('./alert-map.tsx')).AlertMap);

/** What somebody wants to hear of. */
interface Wish {
	where: 'ward' | 'street' | 'area';
	ward: string;
	street: string;
	area: Area | null;
	class: string;
	pace: 'daily' | 'at-once';
}

/** What the address says: the map hands on how it was narrowed. */
function first(): Wish {
	const { query } = route.peek();
	const street = query.get('street') ?? '';
	const ward = query.get('ward') ?? theTown().wards[0]?.code ?? '';
	return { where: street ? 'street' : 'ward', ward, street, area: null, class: query.get('class') ?? '', pace: 'daily' };
}

const missing = ({ where, area, street }: Wish): string | null => {
	if (where === 'area' && !area) return t('alert.areaMissing');
	return where === 'street' && !street ? t('alert.streetMissing') : null;
};

const placeOf = ({ where, ward, street, area }: Wish) => {
	if (where === 'ward') return { ward };
	if (where === 'street') return { street };
	return area ? { area: area as { type: 'Polygon'; coordinates: [number, number][][] } } : {};
};

/** Asks where, what and how often, and for an address; a link is sent there before anything else is. */
export function AlertForm(): JSX.Element {
	const wish = useSignal<Wish>(first());
	const email = useSignal('');
	const busy = useSignal(false);
	const lacking = useSignal<string | null>(null);
	const problem = useSignal<Problem | null>(null);
	const sent = useSignal('');
	const submit = async (event: Event): Promise<void> => {
		event.preventDefault();
		lacking.value = missing(wish.peek());
		if (lacking.value) return;
		busy.value = true;
		problem.value = null;
		const { class: of, pace } = wish.peek();
		const address = email.peek().trim();
		try {
			await call(wishAlert, { ...placeOf(wish.peek()), ...(of && { class: of }), pace, email: address, language: language.peek() });
			sent.value = address;
		} catch (thrown) {
			problem.value = asProblem(thrown);
		} finally {
			busy.value = false;
		}
	};
	if (sent.value) return <Notice kind="good">{t('alert.sent', { email: sent.value })}</Notice>;
	const wrong = fieldErrors(problem.value)['email'];
	return (
		<form class="stack loose" noValidate onSubmit={(event) => void submit(event)}>
			<Where wish={wish} />
			<What wish={wish} />
			<TextField
				label={form('send.email')}
				type="email"
				autoComplete="email"
				hint={t('alert.hint')}
				value={email.value}
				error={wrong && form('send.emailWrong')}
				onText={(it) => (email.value = it)}
			/>
			{lacking.value && <Notice kind="warn">{lacking.value}</Notice>}
			{problem.value && !wrong && <ProblemNotice problem={problem.value} />}
			<Button type="submit" kind="primary" icon={bell} wide busy={busy.value} disabled={!email.value.trim()}>
				{t('alert.submit')}
			</Button>
		</form>
	);
}

function Where({ wish }: { wish: Signal<Wish> }): JSX.Element {
	const it = wish.value;
	const change = (part: Partial<Wish>): void => {
		wish.value = { ...wish.peek(), ...part };
	};
	return (
		<>
			<RadioList
				label={t('alert.where')}
				value={it.where}
				choices={[
					{ value: 'ward' as Wish['where'], label: t('alert.ward') },
					{ value: 'street', label: t('alert.street') },
					{ value: 'area', label: t('alert.area') },
				]}
				onChoose={(where) => change({ where })}
			/>
			{it.where === 'ward' && (
				<Select
					label={pages('faults.ward')}
					value={it.ward}
					options={theTown().wards.map(({ code, name }) => ({ value: code, label: name }))}
					onChoose={(ward) => change({ ward })}
				/>
			)}
			{it.where === 'street' && <Street start={it.street} onChoose={(street) => change({ street })} />}
			{it.where === 'area' && <AlertMap drawn={it.area !== null} onDrawn={(area) => change({ area })} />}
		</>
	);
}

function Street({ start, onChoose }: { start: string; onChoose: (street: string) => void }): JSX.Element {
	return (
		<Combobox<Found>
			label={t('alert.streetFind')}
			start={start}
			find={async (q, signal) =>
				(await call(search, { q, language: language.peek() }, { signal })).found
					.filter(({ kind }) => kind === 'street')
					.map((value) => ({ key: `${value.title} ${value.detail}`, value, title: value.title, detail: value.detail }))
			}
			onChoose={({ title }) => onChoose(title)}
		/>
	);
}

function What({ wish }: { wish: Signal<Wish> }): JSX.Element {
	const it = wish.value;
	return (
		<>
			<Select
				label={t('alert.class')}
				value={it.class}
				options={[{ value: '', label: pages('faults.anyClass') }, ...classes()]}
				onChoose={(of) => (wish.value = { ...it, class: of })}
			/>
			<RadioList
				label={t('alert.pace')}
				value={it.pace}
				choices={[
					{ value: 'daily' as Wish['pace'], label: t('alert.daily') },
					{ value: 'at-once', label: t('alert.once') },
				]}
				onChoose={(pace) => (wish.value = { ...it, pace })}
			/>
		</>
	);
}
