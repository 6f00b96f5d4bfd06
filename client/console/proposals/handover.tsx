import type { JSX } from 'preact';
import { acknowledgeHandover, readHandover } from '../../../server/assets/feed/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { check, download } from '../../ui/icons.ts';
import { toast } from '../../ui/toast.tsx';

/** Approved proposals on their way to the system of record: a file to take there, and the word that it has arrived. */
export function Handover(): JSX.Element | null {
	const read = useCall(readHandover, () => ({}));
	const waiting = read.data.value?.proposals ?? [];
	if (waiting.length === 0) return null;
	const done = async (): Promise<void> => {
		try {
			const { acknowledged } = await call(acknowledgeHandover, { codes: waiting.map(({ code }) => code) });
			toast({ text: t('care.handoverDone', { count: acknowledged }) });
			await read.reload();
		} catch (thrown) {
			toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
		}
	};
	return (
		<Card title={t('care.handover')}>
			<div class="stack close">
				<p class="quiet">{t('care.handoverHint')}</p>
				<div class="cluster">
					<ButtonLink icon={download} href="/api/register/handover.csv" download>
						{t('care.handoverCsv')}
					</ButtonLink>
					<ButtonLink icon={download} href="/api/register/handover.geojson" download>
						GeoJSON
					</ButtonLink>
					<Button icon={check} onClick={() => void done()}>
						{t('care.handoverMark')}
					</Button>
				</div>
			</div>
		</Card>
	);
}
