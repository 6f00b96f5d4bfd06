import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { type RuleSet, readRules } from '../../../server/municipality/rules/contract.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { plus } from '../../ui/icons.ts';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { flag } from '../../ui/staff-icons.ts';
import { RoomFrame } from '../rooms/room-frame.tsx';
import { editing, freshRule, held, refused, rules, takeOver } from './draft.ts';
import { DraftBar } from './draft-bar.tsx';
import { learnAuthorities } from './names.ts';
import { RuleForm } from './rule-form.tsx';
import { RuleLine } from './rule-line.tsx';
import { Tried } from './tried.tsx';
import { Versions } from './versions.tsx';
import './rules.css';

/** The room in which administrators say where faults go: rules in their order, tried before they are published, and brought back where they were wrong. */
export function RulesRoom(): JSX.Element {
	const read = useCall(readRules, () => ({}));
	const versions = useSignal(0);
	useEffect(() => void learnAuthorities(), []);
	useEffect(() => {
		if (read.data.value) takeOver(read.data.value);
	}, [read.data.value]);
	const published = (): void => {
		versions.value += 1;
	};
	const add = (
		<Button kind="primary" icon={plus} onClick={() => (editing.value = freshRule())}>
			{t('rules.add')}
		</Button>
	);
	return (
		<div class="room-with-panel">
			<RoomFrame title={t('rules.title')} hint={t('rules.hint')} actions={add}>
				{read.error.value && <ProblemNotice problem={read.error.value} onRetry={() => void read.reload()} />}
				{held.value ? <Written set={held.value} onPublished={published} /> : <Skeleton kind="rows" count={5} />}
				<Versions key={versions.value} onPublished={published} />
			</RoomFrame>
			{editing.value && (
				<SidePanel title={editing.value.name || t('rules.new')} onClose={() => (editing.value = null)}>
					<RuleForm key={editing.value.id} it={editing.value} />
				</SidePanel>
			)}
		</div>
	);
}

/** The rules as they are being written, and what is to be known of those that hold. */
function Written({ set, onPublished }: { set: RuleSet; onPublished: () => void }): JSX.Element {
	const named = (id: string): string => rules.value.find((it) => it.id === id)?.name ?? t('rules.unknownRule');
	return (
		<>
			{set.broken.length > 0 && <Notice kind="warn">{t('rules.broken')}</Notice>}
			{set.fellBack.map(({ rule, faults }) => (
				<Notice key={rule} kind="warn">
					{t('rules.fellBack', { name: named(rule), n: faults })}
				</Notice>
			))}
			<DraftBar set={set} onPublished={onPublished} />
			{refused.value && <ProblemNotice problem={refused.value.problem} />}
			{rules.value.length === 0 ? (
				<EmptyState icon={flag} title={<h2>{t('rules.none')}</h2>}>
					{t('rules.noneHint')}
				</EmptyState>
			) : (
				<ol class="bare-list rule-list" aria-label={t('rules.list')}>
					{rules.value.map((it, at) => (
						<RuleLine key={it.id} it={it} at={at} last={at === rules.value.length - 1} />
					))}
				</ol>
			)}
			<Tried />
		</>
	);
}
