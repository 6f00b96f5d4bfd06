import type { JSX } from 'preact';
import { t } from '../../i18n/crew.ts';
import { time } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { play } from '../../ui/icons.ts';
import { clock } from '../../ui/staff-icons.ts';
import { attempt } from '../attempt.ts';
import type { ShownStop } from '../kept/apply.ts';
import { perform } from '../kept/run.ts';

type Kind = 'work' | 'travel';

/** The clock of a stop, under the thumb: setting off, arriving, and stopping. */
export function Clock({ stop }: { stop: ShownStop }): JSX.Element {
	const running = stop.times.find(({ until }) => until === null);
	const where = { order: stop.code, item: null };
	const start = (kind: Kind) => attempt(() => perform(where, { kind: 'time', act: 'start', time: kind }));
	const end = (kind: Kind) => attempt(() => perform(where, { kind: 'time', act: 'stop', time: kind }));
	return (
		<div class="stop-clock no-print">
			{running && (
				<strong class="figures" role="status">
					{t(running.kind === 'work' ? 'time.working' : 'time.travelling', { time: time(running.from) })}
				</strong>
			)}
			<div class="cluster">
				{!running && (
					<>
						<Button icon={play} onClick={() => void start('travel')}>
							{t('time.leave')}
						</Button>
						<Button kind="primary" icon={clock} onClick={() => void start('work')}>
							{t('time.start')}
						</Button>
					</>
				)}
				{running?.kind === 'travel' && (
					<Button kind="primary" icon={clock} onClick={() => void start('work')}>
						{t('time.arrive')}
					</Button>
				)}
				{running && (
					<Button icon={clock} onClick={() => void end(running.kind)}>
						{t('time.stop')}
					</Button>
				)}
			</div>
		</div>
	);
}
