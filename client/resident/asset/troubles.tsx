import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { meToo } from '../../../server/reports/contract.ts';
import type { AssetPage } from '../../../server/work/asset-page/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { date } from '../../i18n/format.ts';
import { language } from '../../i18n/language.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { t } from '../../i18n/resident-asset.ts';
import { t as pages } from '../../i18n/resident-pages.ts';
import { Button } from '../../ui/button.tsx';
import { check } from '../../ui/icons.ts';
import { StateSymbol } from '../../ui/state-symbol.tsx';
import { toast } from '../../ui/toast.tsx';
import { plainState } from '../plain-state.ts';
import { beginReport } from './begin-report.ts';

type Fault = AssetPage['faults'][number];

/** What is wrong with it now, and a way to say that one sees it too. */
export function OpenFaults({ it: { faults }, onChange }: { it: AssetPage; onChange: () => Promise<void> }): JSX.Element {
	return (
		<section class="stack close" aria-labelledby="asset-faults">
			<h2 id="asset-faults">{t('asset.faults', { count: faults.length })}</h2>
			{faults.length === 0 ? (
				<p class="quiet">{t('asset.noFaults')}</p>
			) : (
				<div class="panel">
					<ul class="rows asset-faults">
						{faults.map((fault) => (
							<OpenFault key={fault.code} fault={fault} onChange={onChange} />
						))}
					</ul>
				</div>
			)}
		</section>
	);
}

function OpenFault({ fault, onChange }: { fault: Fault; onChange: () => Promise<void> }): JSX.Element {
	const busy = useSignal(false);
	const done = useSignal(false);
	const join = async (): Promise<void> => {
		busy.value = true;
		try {
			await call(meToo, { code: fault.code, language: language.peek() });
			done.value = true;
			await onChange();
		} catch (thrown) {
			toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
		} finally {
			busy.value = false;
		}
	};
	const people = fault.reports + fault.meToos;
	return (
		<li>
			<a class="row-button" href={`/f/${fault.code}`}>
				<StateSymbol state={fault.state} size={20} />
				<span class="grow">
					<span>{fault.title}</span>
					<br />
					<span class="quiet small figures">
						{plainState(fault.state)} · {date(fault.since)} · {pages('facts.people', { count: people })}
					</span>
				</span>
			</a>
			{done.value ? (
				<span class="quiet small" role="status">
					{pages('fault.counted')}
				</span>
			) : (
				<Button icon={check} busy={busy.value} onClick={() => void join()}>
					{pages('fault.seeToo')}
				</Button>
			)}
		</li>
	);
}

/** What can be wrong with such an asset: choosing one begins a report about this very one. */
export function Troubles({ it }: { it: AssetPage }): JSX.Element {
	return (
		<section class="stack close" aria-labelledby="asset-troubles">
			<h2 id="asset-troubles">{t('asset.report')}</h2>
			<div class="asset-troubles">
				{it.modes.map(({ code, title }) => (
					<Button key={code} onClick={() => beginReport(it, code)}>
						{title}
					</Button>
				))}
				<Button kind="quiet" onClick={() => beginReport(it)}>
					{t('asset.other')}
				</Button>
			</div>
		</section>
	);
}
