import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type * as z from 'zod/mini';
import type { Person } from '../../../server/auth/contract.ts';
import { passOnWork, readLeftWork, takeWorkBack } from '../../../server/work/leaver/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { language } from '../../i18n/language.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { toast } from '../../ui/toast.tsx';
import { hrefOf, orderHref, readRoute, spokenCode } from '../address.ts';
import { staff } from '../facts.ts';

/** What somebody still has, and giving all of it to somebody else: for those who leave. */
export function PersonWork({ person: { id, name } }: { person: Person }): JSX.Element {
	const left = useCall(readLeftWork, () => ({ id, language: language.value }));
	const to = useSignal('');
	const busy = useSignal(false);
	const it = left.data.value;
	const takeBack = async (passed: string): Promise<void> => {
		const { kept } = await call(takeWorkBack, { passed });
		toast({ text: kept.length > 0 ? t('leaver.keptSome', { count: kept.length }) : t('leaver.returned') });
		await left.reload();
	};
	const pass = async (): Promise<void> => {
		busy.value = true;
		try {
			const { passed, faults, orders, crews } = await call(passOnWork, { id, to: to.value || null });
			toast({ text: t('leaver.passed', { what: hasWords(faults, orders, crews) }), undo: () => takeBack(passed).catch(told) });
			await left.reload();
		} catch (thrown) {
			told(thrown);
		}
		busy.value = false;
	};
	const others = staff.value.filter((other) => other.id !== id).map((other) => ({ value: other.id, label: other.name }));
	const has = it !== undefined && it.faults.length + it.orders.length + it.crews.length > 0;
	return (
		<section class="stack close person-sign-in">
			<h3>{t('leaver.title')}</h3>
			{left.error.value && <ProblemNotice problem={left.error.value} onRetry={() => void left.reload()} />}
			{it && !has && <p class="quiet">{t('leaver.nothing', { name })}</p>}
			{it && has && (
				<>
					<p>
						{[hasWords(it.faults.length, it.orders.length, 0), it.crews.length > 0 && t('leaver.crews', { names: it.crews.join(', ') })]
							.filter(Boolean)
							.join(' · ')}
					</p>
					<Listed it={it} />
					<Select
						label={t('leaver.to')}
						value={to.value}
						options={[{ value: '', label: t('leaver.nobody') }, ...others]}
						onChoose={(chosen) => (to.value = chosen)}
					/>
					<div>
						<Button busy={busy.value} onClick={() => void pass()}>
							{t('leaver.pass')}
						</Button>
					</div>
				</>
			)}
			{it && it.standsInFor.length > 0 && (
				<p class="quiet">
					{t('leaver.standsInFor', { names: it.standsInFor.join(', ') })} <a href={hrefOf({ ...readRoute(''), view: 'away' })}>{t('place.away')}</a>
				</p>
			)}
		</section>
	);
}

/** How many there are of each, without those of which there are none. */
const hasWords = (faults: number, orders: number, crews: number): string =>
	[faults > 0 && t('leaver.faults', { count: faults }), orders > 0 && t('leaver.orders', { count: orders }), crews > 0 && t('leaver.places', { count: crews })]
		.filter(Boolean)
		.join(' · ');

/** So many of each are named; the rest is counted. */
const most = 20;

/** The faults and the work orders by name. */
function Listed({ it: { faults, orders } }: { it: z.infer<typeof readLeftWork.output> }): JSX.Element {
	const rest = Math.max(0, faults.length - most) + Math.max(0, orders.length - most);
	return (
		<ul class="bare-list stack tight">
			{faults.slice(0, most).map(({ code, title, street }) => (
				<li key={code} class="small">
					<a class="code" href={hrefOf({ ...readRoute(''), fault: code })}>
						{spokenCode(code)}
					</a>{' '}
					{[title, street].filter(Boolean).join(', ')}
				</li>
			))}
			{orders.slice(0, most).map(({ code, title, street }) => (
				<li key={`order ${code}`} class="small">
					<a class="code" href={orderHref(code)}>
						{code}
					</a>{' '}
					{t('leaver.order', { what: [title, street].filter(Boolean).join(', ') })}
				</li>
			))}
			{rest > 0 && <li class="small quiet">{t('leaver.more', { count: rest })}</li>}
		</ul>
	);
}

const told = (thrown: unknown): void => {
	toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
};
