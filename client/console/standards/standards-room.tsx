import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { readStandardSettings, type StandardSettings, writeStandardSettings } from '../../../server/municipality/standards/contract.ts';
import { call } from '../../api/call.ts';
import { fieldErrors, type Problem } from '../../api/problem.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { language } from '../../i18n/language.ts';
import { Button } from '../../ui/button.tsx';
import { check } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { RoomFrame } from '../rooms/room-frame.tsx';
import { keepSetting } from '../settings/keep.ts';
import { Days } from './days.tsx';
import { type PartProps, partsOf } from './draft.ts';
import { Ladder } from './ladder.tsx';
import { Preview } from './preview.tsx';
import './standards.css';
import { Tiers } from './tiers.tsx';
import { Times } from './times.tsx';

/** The room in which administrators write by which times, hours and days the municipality is measured. */
export function StandardsRoom(): JSX.Element {
	const read = useCall(readStandardSettings, () => ({ language: language.value }));
	const it = read.data.value;
	return (
		<RoomFrame title={t('standards.title')} hint={t('standards.hint')}>
			{read.error.value && <ProblemNotice problem={read.error.value} onRetry={() => void read.reload()} />}
			{it ? <Form key={it.version} it={it} again={read.reload} /> : <Skeleton kind="rows" count={8} />}
		</RoomFrame>
	);
}

const sections = ['times', 'tiers', 'days', 'ladder'] as const;
type Section = (typeof sections)[number];
const bodies: Record<Section, (props: PartProps) => JSX.Element> = { times: Times, tiers: Tiers, days: Days, ladder: Ladder };

/** Which field belongs to which section, so that a refusal shows where it is. */
const homes: readonly [string, Section][] = [
	['services', 'times'],
	['tiers', 'tiers'],
	['calendars', 'days'],
	['holidays', 'days'],
	['limits', 'ladder'],
	['ladder', 'ladder'],
];

function Form({ it, again }: { it: StandardSettings; again: () => Promise<void> }): JSX.Element {
	const draft = useSignal(it);
	const section = useSignal<Section>('times');
	const busy = useSignal(false);
	const problem = useSignal<Problem | null>(null);
	const changed = JSON.stringify(partsOf(draft.value)) !== JSON.stringify(partsOf(it));
	const keep = async (event: Event): Promise<void> => {
		event.preventDefault();
		busy.value = true;
		problem.value = await keepSetting({
			before: it,
			wish: draft.peek(),
			write: (wish) => call(writeStandardSettings, { ...partsOf(wish), version: wish.version, language: language.peek() }),
			done: () => void again(),
		});
		busy.value = false;
		const [path = ''] = Object.keys(fieldErrors(problem.value));
		section.value = homes.find(([start]) => path.startsWith(start))?.[1] ?? section.peek();
	};
	const Body = bodies[section.value];
	return (
		<form class="stack" noValidate onSubmit={(event) => void keep(event)}>
			<Preview it={draft.value} changed={changed} />
			<Tabs<Section>
				label={t('standards.title')}
				tabs={sections.map((name) => ({ name, label: t(`standards.section.${name}`) }))}
				current={section.value}
				onChoose={(name) => (section.value = name)}
			>
				<Body
					it={draft.value}
					errors={fieldErrors(problem.value)}
					write={(part) => {
						draft.value = { ...draft.peek(), ...part };
					}}
				/>
			</Tabs>
			{problem.value && <ProblemNotice problem={problem.value} />}
			<div class="standards-keep row between">
				<span class="quiet small">{t(changed ? 'standards.notKept' : 'standards.asKept')}</span>
				<Button kind="primary" type="submit" icon={check} busy={busy.value} disabled={!changed}>
					{t('settings.keep')}
				</Button>
			</div>
		</form>
	);
}
