import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type Contractor, type Rate, writeContractor } from '../../../server/work/contractors/contract.ts';
import { call } from '../../api/call.ts';
import { t } from '../../i18n/console-contractors.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { cross, plus } from '../../ui/icons.ts';
import { TextField } from '../../ui/text-field.tsx';
import { keepMeans } from '../means/keep.ts';
import { type Errors, MeansForm, TitleFields, writing } from '../means/means-form.tsx';
import { centsOf, typedCents } from './amounts.ts';

interface CompanyFormProps {
	/** null: a new one. */
	it: Contractor | null;
	crews: readonly { code: string; of: string | null }[];
	again: () => void;
	onClose: () => void;
}

/** A rate as it is being typed; `key` stays the same while others come and go. */
type Typed = Omit<Rate, 'cents' | 'until'> & { cents: string; until: string; key: number };

const typed = (it: Rate, key: number): Typed => ({ ...it, cents: typedCents(it.cents), until: it.until ?? '', key });
const rateOf = ({ key: _, cents, until, ...it }: Typed): Rate => ({ ...it, cents: centsOf(cents), until: until || null });
const fresh = (rates: readonly Typed[]): Typed => ({
	...{ item: '', title: {}, unit: '', cents: '', from: new Date().toLocaleDateString('en-CA'), until: '' },
	key: Math.max(0, ...rates.map(({ key }) => key)) + 1,
});

/** A company: whom to ask for there, its crews, and what its work costs by the contract. */
export function CompanyForm({ it, crews, again, onClose }: CompanyFormProps): JSX.Element {
	const draft = useSignal({
		...{ code: it?.code ?? '', name: it?.name ?? '', contact: it?.contact ?? '', phone: it?.phone ?? '', email: it?.email ?? '' },
		...{ active: it?.active ?? true, crews: it?.crews ?? [], rates: (it?.rates ?? []).map(typed) },
	});
	const write = writing(draft);
	const now = draft.value;
	const keep = () => {
		const { phone, email, rates, ...rest } = draft.peek();
		const wish = { ...rest, phone: phone.trim() || null, email: email.trim() || null, rates: rates.map(rateOf) };
		return keepMeans<Contractor>({
			write: () => call(writeContractor, { ...wish, version: it?.version ?? null }),
			back: (kept) => call(writeContractor, { ...(it ?? { ...kept, active: false, crews: [] }), version: kept.version }),
			done: again,
		});
	};
	const theirs = crews.filter(({ of }) => of === null || of === it?.code);
	return (
		<MeansForm keep={keep} onClose={onClose}>
			{(errors) => (
				<>
					<TextField label={t('name')} error={errors['name']} maxLength={120} value={now.name} onText={(name) => write({ name })} />
					<TextField label={t('code')} disabled={it !== null} error={errors['code']} maxLength={40} value={now.code} onText={(code) => write({ code })} />
					<TextField label={t('contact')} optional error={errors['contact']} maxLength={120} value={now.contact} onText={(contact) => write({ contact })} />
					<div class="two">
						<TextField type="tel" label={t('phone')} optional error={errors['phone']} maxLength={24} value={now.phone} onText={(phone) => write({ phone })} />
						<TextField
							type="email"
							label={t('email')}
							optional
							error={errors['email']}
							maxLength={200}
							value={now.email}
							onText={(email) => write({ email })}
						/>
					</div>
					<Crews all={theirs} chosen={now.crews} onChoose={(chosen) => write({ crews: chosen })} />
					<h3>{t('rates')}</h3>
					<Rates list={now.rates} errors={errors} onRates={(rates) => write({ rates })} />
					<Checkbox label={t('active')} hint={t('activeHint')} checked={now.active} onCheck={(active) => write({ active })} />
				</>
			)}
		</MeansForm>
	);
}

interface CrewsProps {
	all: readonly { code: string }[];
	chosen: readonly string[];
	onChoose: (chosen: string[]) => void;
}

function Crews({ all, chosen, onChoose }: CrewsProps): JSX.Element | null {
	if (all.length === 0) return null;
	return (
		<fieldset class="stack close">
			<legend>{t('crews')}</legend>
			{all.map(({ code }) => (
				<Checkbox
					key={code}
					label={code}
					checked={chosen.includes(code)}
					onCheck={(yes) => onChoose(yes ? [...chosen, code] : chosen.filter((name) => name !== code))}
				/>
			))}
		</fieldset>
	);
}

interface RatesProps {
	list: readonly Typed[];
	errors: Errors;
	onRates: (list: Typed[]) => void;
}

function Rates({ list, errors, onRates }: RatesProps): JSX.Element {
	return (
		<>
			{list.map((rate, at) => (
				<RateFields
					key={rate.key}
					it={rate}
					at={at}
					errors={errors}
					put={(to) => onRates(list.flatMap((other) => (other.key === rate.key ? (to ?? []) : other)))}
				/>
			))}
			<div>
				<Button icon={plus} onClick={() => onRates([...list, fresh(list)])}>
					{t('addRate')}
				</Button>
			</div>
		</>
	);
}

interface RateFieldsProps {
	it: Typed;
	at: number;
	errors: Errors;
	/** null: take it away. */
	put: (to: Typed | null) => void;
}

function RateFields({ it, at, errors, put }: RateFieldsProps): JSX.Element {
	const error = (name: string): string | undefined => errors[`rates.${at}.${name}`];
	return (
		<fieldset class="means-task stack close">
			<legend class="row">
				{t('rate', { number: at + 1 })}
				<IconButton path={cross} label={t('rateAway', { number: at + 1 })} onClick={() => put(null)} />
			</legend>
			<TextField label={t('item')} error={error('item')} maxLength={40} value={it.item} onText={(item) => put({ ...it, item })} />
			<TitleFields label={t('called')} error={error('title')} title={it.title} onTitle={(title) => put({ ...it, title })} />
			<div class="two">
				<TextField label={t('unit')} error={error('unit')} maxLength={20} value={it.unit} onText={(unit) => put({ ...it, unit })} />
				<TextField inputMode="decimal" label={t('price')} error={error('cents')} value={it.cents} onText={(cents) => put({ ...it, cents })} />
			</div>
			<div class="two">
				<TextField type="date" label={t('from')} error={error('from')} value={it.from} onText={(from) => put({ ...it, from })} />
				<TextField type="date" label={t('until')} hint={t('untilHint')} error={error('until')} value={it.until} onText={(until) => put({ ...it, until })} />
			</div>
		</fieldset>
	);
}
