import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { type Calibration, readCalibration } from '../../../server/faults/calibration/contract.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { date } from '../../i18n/format.ts';
import { language } from '../../i18n/language.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { pin, refresh } from '../../ui/icons.ts';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { ReliabilityPlot } from '../../ui/reliability-plot.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { RoomFrame } from '../rooms/room-frame.tsx';
import { learnNow } from './change.ts';
import { BinTable, ClassTable, MethodTable, Overall } from './figures.tsx';
import { Versions } from './versions.tsx';
import './calibration.css';

/** How often it is looked whether the version that was asked for is there, in ms. */
const glance = 3000;

/** The room in which those who look after the register see how often snapping was right, and say by which numbers it goes. */
export function CalibrationRoom(): JSX.Element {
	const read = useCall(readCalibration, () => ({ language: language.value }));
	const it = read.data.value;
	const running = it?.running ?? false;
	useEffect(() => {
		if (!running) return undefined;
		const timer = setInterval(() => void read.reload(), glance);
		return () => clearInterval(timer);
	}, [running]);
	const learn = it && it.confirmed >= it.fewest && (
		<Button kind="primary" icon={refresh} busy={running} onClick={() => void learnNow(read.reload)}>
			{t('calibration.learn')}
		</Button>
	);
	return (
		<RoomFrame title={t('calibration.title')} hint={t('calibration.hint')} actions={learn}>
			{read.error.value && <ProblemNotice problem={read.error.value} onRetry={() => void read.reload()} />}
			{it ? <Known it={it} again={read.reload} /> : <Skeleton kind="rows" count={8} />}
		</RoomFrame>
	);
}

function Known({ it, again }: { it: Calibration; again: () => Promise<void> }): JSX.Element {
	if (it.confirmed === 0)
		return (
			<EmptyState icon={pin} title={<h2>{t('calibration.none')}</h2>}>
				{t('calibration.noneHint', { fewest: it.fewest })}
			</EmptyState>
		);
	return (
		<>
			{it.running && <Notice>{t('calibration.learning')}</Notice>}
			{it.confirmed < it.fewest && <Notice>{t('calibration.few', { n: it.confirmed, fewest: it.fewest })}</Notice>}
			{it.from && it.to && <p class="quiet">{t('calibration.about', { n: it.overall.n, from: date(it.from), to: date(it.to) })}</p>}
			{it.forgotten > 0 && <p class="quiet small">{t('calibration.forgotten', { n: it.forgotten })}</p>}
			<Overall it={it} />
			<div class="calibration-pair">
				<Card title={t('calibration.plot')}>
					<div class="stack">
						<p class="quiet small">{t('calibration.plotHint')}</p>
						<ReliabilityPlot bins={it.bins} label={t('calibration.plotLabel')} said={t('calibration.said')} right={t('calibration.true')} />
						<BinTable bins={it.bins} />
					</div>
				</Card>
				<Card title={t('calibration.byClass')} flush>
					<ClassTable it={it} />
				</Card>
			</div>
			<Card title={t('calibration.byMethod')} flush>
				<MethodTable it={it} />
			</Card>
			<Versions it={it} again={again} />
		</>
	);
}
