import type { JSX } from 'preact';
import type { Calibration, CalibrationVersion } from '../../../server/faults/calibration/contract.ts';
import { t } from '../../i18n/console.ts';
import { dateTime, number, percent } from '../../i18n/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { check, undo } from '../../ui/icons.ts';
import { Table } from '../../ui/table.tsx';
import { letGoByItself, putInForce } from './change.ts';
import { points } from './figures.tsx';
import { LearntDetails } from './learnt-details.tsx';

interface Known {
	it: Calibration;
	again: () => Promise<void>;
}

/** What was learnt when, how it did on links it had not seen, and which of it is in force. */
export function Versions({ it, again }: Known): JSX.Element {
	const { live, byItself, versions, history } = it;
	return (
		<Card title={t('calibration.versions')}>
			<div class="stack">
				<Checkbox
					checked={byItself}
					onCheck={(checked) => void letGoByItself(checked, again)}
					label={t('calibration.itself')}
					hint={t('calibration.itselfHint')}
				/>
				<ol class="bare-list" aria-label={t('calibration.versions')}>
					{versions.map((version) => (
						<Version key={version.version} it={version} live={live} again={again} />
					))}
					<li class="calibration-version">
						<span class="cluster grow">
							<strong>{t('calibration.shipped')}</strong>
							{live === 0 && <Badge tone="good">{t('calibration.live')}</Badge>}
						</span>
						{live !== 0 && (
							<Button icon={undo} onClick={() => void putInForce({ version: 0, was: live }, again)}>
								{t('calibration.putShipped')}
							</Button>
						)}
					</li>
				</ol>
				{history.length > 0 && <History history={history} />}
			</div>
		</Card>
	);
}

const nameOf = (version: number): string => (version === 0 ? t('calibration.shipped') : t('calibration.version', { n: version }));

function History({ history }: { history: Calibration['history'] }): JSX.Element {
	return (
		<details>
			<summary>{t('calibration.history')}</summary>
			<ul>
				{history.map(({ version, at, by }) => (
					<li key={at}>{[nameOf(version), t('calibration.since', { at: dateTime(at) }), by].filter(Boolean).join(' · ')}</li>
				))}
			</ul>
		</details>
	);
}

const tones = { better: 'good', equal: 'plain', worse: 'warn' } as const;
const figureNames = { top1: 'calibration.right', error: 'calibration.error', coverage: 'calibration.covered', size: 'calibration.size' } as const;
type Figure = keyof typeof figureNames;

function Version({ it, live, again }: { it: CalibrationVersion; live: number; again: () => Promise<void> }): JSX.Element {
	const { version, at, by, links, verdict, worse } = it;
	const made = [t('calibration.madeOf', { at: dateTime(at), n: links }), by ? t('calibration.bySomebody', { name: by }) : t('calibration.byItself')];
	return (
		<li class="calibration-version">
			<div class="stack tight grow">
				<span class="cluster">
					<strong>{nameOf(version)}</strong>
					<Badge tone={tones[verdict]}>{t(`calibration.verdict.${verdict}`)}</Badge>
					{version === live && <Badge tone="good">{t('calibration.live')}</Badge>}
					<span class="quiet small">{made.join(' · ')}</span>
				</span>
				{worse.length > 0 && <span>{t('calibration.worseIn', { figures: worse.map((name) => t(figureNames[name])).join(', ') })}</span>}
				<Difference it={it} />
				<LearntDetails it={it} />
			</div>
			{version !== live && (
				<Button
					kind={verdict === 'worse' || version < live ? 'plain' : 'primary'}
					icon={check}
					aria-label={t('calibration.putOf', { n: version })}
					onClick={() => void putInForce({ version, was: live }, again)}
				>
					{t('calibration.put')}
				</Button>
			)}
		</li>
	);
}

const shown: Record<Figure, (value: number) => string> = {
	top1: (it) => percent(it, 1),
	error: points,
	coverage: (it) => percent(it, 1),
	size: (it) => number(it, 2),
};

/** Both on the same links, that neither had seen. */
function Difference({ it: { version, against, before, after } }: { it: CalibrationVersion }): JSX.Element {
	const caption = t('calibration.comparedWith', { n: after.n, version: nameOf(against) });
	return (
		<>
			<p class="quiet small">{caption}</p>
			<Table
				unlinked
				caption={`${nameOf(version)}: ${caption}`}
				rows={Object.keys(figureNames) as Figure[]}
				keyOf={(name) => name}
				columns={[
					{ key: 'figure', title: t('calibration.figure'), heading: true, cell: (name) => t(figureNames[name]) },
					{ key: 'before', title: t('calibration.before'), figures: true, cell: (name) => shown[name](before[name]) },
					{ key: 'after', title: t('calibration.after'), figures: true, cell: (name) => shown[name](after[name]) },
				]}
			/>
		</>
	);
}
