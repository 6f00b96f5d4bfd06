import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
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
			const { passed, faults } = await call(passOnWork, { id, to: to.value || null });
			toast({ text: t('leaver.passed', { count: faults }), undo: () => takeBack(passed).catch(told) });
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
						{[
							t('leaver.faults', { count: it.faults.length }),
							it.orders.length > 0 && t('leaver.orders', { count: it.orders.length }),
							it.crews.length > 0 && t('leaver.crews', { names: it.crews.join(', ') }),
						]
							.filter(Boolean)
							.join(' · ')}
					</p>
					<ul class="bare-list stack tight">
						{it.faults.slice(0, 20).map(({ code, title, street }) => (
							<li key={code} class="small">
								<a class="code" href={hrefOf({ ...readRoute(''), fault: code })}>
									{spokenCode(code)}
								</a>{' '}
								{[title, street].filter(Boolean).join(', ')}
							</li>
						))}
						{it.orders.slice(0, 20).map((code) => (
							<li key={code} class="small">
								<a class="code" href={orderHref(code)}>
									{code}
								</a>{' '}
								{t('leaver.order')}
							</li>
						))}
					</ul>
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
			{it && it.standsInFor.length > 0 && <p class="quiet">{t('leaver.standsInFor', { names: it.standsInFor.join(', ') })}</p>}
		</section>
	);
}

const told = (thrown: unknown): void => {
	toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
};
