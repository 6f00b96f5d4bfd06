import type { JSX } from 'preact';
import { type RuleVersion, readRuleVersions } from '../../../server/municipality/rules/contract.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { dateTime } from '../../i18n/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { undo } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { differences } from './differences.ts';
import { bringBack } from './publish.ts';

/** Who published which rules when, what each changed, and the way back to any of them. */
export function Versions({ onPublished }: { onPublished: () => void }): JSX.Element | null {
	const read = useCall(readRuleVersions, () => ({}));
	const versions = read.data.value?.versions ?? [];
	if (read.error.value) return <ProblemNotice problem={read.error.value} onRetry={() => void read.reload()} />;
	if (versions.length === 0) return null;
	const newest = versions[0]?.version ?? 0;
	return (
		<Card title={t('rules.versions')}>
			<ol class="bare-list" aria-label={t('rules.versions')}>
				{versions.map((it, at) => (
					<Version key={it.version} it={it} before={versions[at + 1]} newest={newest} onPublished={onPublished} />
				))}
			</ol>
		</Card>
	);
}

interface VersionProps {
	it: RuleVersion;
	/** The one that held before. */
	before: RuleVersion | undefined;
	newest: number;
	onPublished: () => void;
}

const reasonOf = ({ again, note }: RuleVersion): string => {
	if (again === null) return note;
	return again === 0 ? t('rules.wasNone') : t('rules.wasAgain', { n: again });
};

function Version({ it, before, newest, onPublished }: VersionProps): JSX.Element {
	const { version, at, by } = it;
	const holds = version === newest;
	// Of the oldest that is shown it is not known what was before, unless it is the first.
	const known = before !== undefined || version === 1;
	return (
		<li class="rule-version">
			<div class="stack tight grow">
				<span class="cluster">
					<strong>{t('rules.version', { n: version })}</strong>
					{holds && <Badge tone="good">{t('rules.current')}</Badge>}
					<span class="quiet small">{[dateTime(at), by && t('rules.bySomebody', { name: by })].filter(Boolean).join(' · ')}</span>
				</span>
				{reasonOf(it) && <span>{reasonOf(it)}</span>}
				{known &&
					differences(before?.rules ?? [], it.rules).map((words) => (
						<span key={words} class="quiet small">
							{words}
						</span>
					))}
			</div>
			{!holds && (
				<Button icon={undo} aria-label={t('rules.againOf', { n: version })} onClick={() => void bringBack({ was: version, version: newest }, onPublished)}>
					{t('rules.again')}
				</Button>
			)}
		</li>
	);
}
