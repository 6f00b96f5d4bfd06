import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Case } from '../../../server/work/contract.ts';
import { t } from '../../i18n/console.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { arrowLeft, map as mapIcon, pin, refresh } from '../../ui/icons.ts';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { spokenCode } from '../address.ts';
import { go, route } from '../route.ts';
import { onePane } from '../width.ts';
import { AssetSection } from './asset-section.tsx';
import { caseProblem, form, outdated, reloadCase, theCase } from './case.ts';
import { FaultClocks } from './clocks/fault-clocks.tsx';
import { FaultActions } from './fault-actions.tsx';
import { FaultHeader } from './fault-header.tsx';
import './fault-panel.css';
import { HandedOn } from './handed-on.tsx';
import { Logbook } from './logbook.tsx';
import { Notes } from './notes.tsx';
import { Papers } from './papers.tsx';
import { Refused } from './refused.tsx';
import { Reports } from './reports.tsx';

const sections = ['reports', 'asset', 'notes', 'log'] as const;
type Section = (typeof sections)[number];

/** Which section is shown; from one fault to the next it stays. */
export const section = signal<Section>('reports');

/** The fault that is open: what it is, what can be done, and all that is known. */
export function FaultPanel(): JSX.Element {
	const { fault: code } = route.value;
	if (!code) return <Nothing />;
	const it = theCase.value;
	return (
		<div class="fault-panel">
			{onePane.value && <Way code={code} />}
			{caseProblem.value && !it ? (
				<div class="pad">
					<ProblemNotice problem={caseProblem.value} onRetry={() => void reloadCase()} />
				</div>
			) : it ? (
				<Whole key={code} it={it} />
			) : (
				<div class="pad">
					<Skeleton kind="text" count={8} />
				</div>
			)}
		</div>
	);
}

const Nothing = (): JSX.Element => (
	<EmptyState icon={pin} title={t('fault.none')}>
		{t('fault.noneHint')}
	</EmptyState>
);

/** On a small screen: back to the list, on to the map. */
function Way({ code }: { code: string }): JSX.Element {
	return (
		<div class="way row between">
			<Button kind="quiet" icon={arrowLeft} aria-label={t('desk.toList')} onClick={() => go({ fault: null })}>
				{t('desk.queue')}
			</Button>
			<Button kind="quiet" icon={mapIcon} aria-label={t('desk.toMap')} onClick={() => go({ fault: code, map: true })}>
				{t('desk.map')}
			</Button>
		</div>
	);
}

function Whole({ it }: { it: Case }): JSX.Element {
	const top = useRef<HTMLDivElement>(null);
	useEffect(() => {
		// On a small screen the fault takes the list's place, and the focus goes along.
		if (onePane.peek()) top.current?.focus({ preventScroll: true });
	}, []);
	return (
		<article class="fault" aria-label={`${it.fault.title}, ${spokenCode(it.fault.code)}`} ref={top} tabIndex={-1}>
			<FaultHeader it={it} />
			{outdated.value && <Outdated />}
			<FaultActions it={it} />
			{form.value === null && <Refused />}
			<HandedOn key={it.fault.version} code={it.fault.code} />
			<FaultClocks key={`clocks ${it.fault.version}`} code={it.fault.code} />
			<Papers code={it.fault.code} />
			<Sections it={it} />
		</article>
	);
}

const Outdated = (): JSX.Element => (
	<Notice
		kind="warn"
		actions={
			<Button icon={refresh} onClick={() => void reloadCase()}>
				{t('fault.showNewer')}
			</Button>
		}
	>
		{t('fault.outdated')}
	</Notice>
);

const bodies: Record<Section, (props: { it: Case }) => JSX.Element> = { reports: Reports, asset: AssetSection, notes: Notes, log: Logbook };

function Sections({ it }: { it: Case }): JSX.Element {
	const Body = bodies[section.value];
	const numbers: Partial<Record<Section, number>> = { reports: it.reports.length, notes: it.comments.length };
	return (
		<Tabs<Section>
			label={t('fault.sections')}
			tabs={sections.map((name) => ({ name, label: t(`section.${name}`), count: numbers[name] }))}
			current={section.value}
			onChoose={(name) => (section.value = name)}
		>
			<Body it={it} />
		</Tabs>
	);
}
