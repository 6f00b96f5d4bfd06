import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { t } from '../../i18n/first-hour.ts';
import { Button } from '../button.tsx';
import { Icon } from '../icon.tsx';
import { check, undo } from '../icons.ts';
import { Progress } from '../progress.tsx';
import { Select } from '../select.tsx';
import { SidePanel } from '../side-panel.tsx';
import { type Moment, type Path, screenAt, steps } from './paths.ts';
import { beginAgain, isDone, progress, putAway } from './progress.ts';
import './help.css';

interface HelpPanelProps {
	own: readonly Path[];
	moment: Moment;
	onClose: () => void;
}

/** What this screen is for, and the first hour of whoever is signed in. */
export function HelpPanel({ own, moment, onClose }: HelpPanelProps): JSX.Element {
	const screen = screenAt(moment);
	return (
		<SidePanel title={t('help.title')} over onClose={onClose}>
			<div class="stack loose">
				<section class="stack close" aria-labelledby="help-here">
					<h3 id="help-here">{t('help.here')}</h3>
					<p>{t(`screen.${screen}`)}</p>
					<p class="small quiet">{t(screen === 'desk' ? 'help.deskKeys' : screen.startsWith('crew') ? 'help.crewKeys' : 'help.keys')}</p>
				</section>
				{own.length > 0 && <FirstHour own={own} />}
			</div>
		</SidePanel>
	);
}

function FirstHour({ own }: Pick<HelpPanelProps, 'own'>): JSX.Element {
	const chosen = useSignal<Path>(own[0] as Path);
	if (progress.value.it.away)
		return (
			<div class="cluster">
				<Button onClick={() => putAway(false)}>{t('hour.back')}</Button>
			</div>
		);
	const all = steps[chosen.value];
	const done = all.filter(({ id }) => isDone(chosen.value, id)).length;
	return (
		<section class="stack close" aria-labelledby="help-hour">
			<h3 id="help-hour">{t('hour.title')}</h3>
			{own.length > 1 && (
				<Select
					label={t('hour.as')}
					value={chosen.value}
					options={own.map((value) => ({ value, label: t(`path.${value}`) }))}
					onChoose={(it) => (chosen.value = it)}
				/>
			)}
			<p class="small quiet">{t('hour.intro')}</p>
			<Progress step={done} steps={all.length} />
			<ol class="first-hour bare-list">
				{all.map((step) => (
					<OneStep key={step.id} path={chosen.value} id={step.id} href={step.href} />
				))}
			</ol>
			{done === all.length && <p role="status">{t('hour.all')}</p>}
			<div class="cluster">
				<Button kind="quiet" icon={undo} onClick={() => beginAgain([chosen.value])}>
					{t('hour.again')}
				</Button>
				<Button kind="quiet" onClick={() => putAway(true)}>
					{t('hour.away')}
				</Button>
			</div>
		</section>
	);
}

type Key = Parameters<typeof t>[0];

function OneStep({ path, id, href }: { path: Path; id: string; href: string }): JSX.Element {
	const done = isDone(path, id);
	return (
		<li class={done ? 'done' : undefined}>
			<span class="first-hour-mark">{done && <Icon path={check} size={16} />}</span>
			<span>
				<a href={href}>{t(`step.${path}.${id}` as Key)}</a> {done && <span class="unseen">{t('hour.isDone')}</span>}
				<span class="small quiet first-hour-how">{t(`how.${path}.${id}` as Key)}</span>
			</span>
		</li>
	);
}
