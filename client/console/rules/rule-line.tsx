import type { JSX } from 'preact';
import type { Rule } from '../../../server/municipality/rules/contract.ts';
import { t } from '../../i18n/console.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { chevronDown, chevronUp, edit, trash } from '../../ui/icons.ts';
import { eye, eyeOff } from '../../ui/staff-icons.ts';
import { editing, errorsOf, held, move, put, remove, tried } from './draft.ts';
import { sentence } from './sentence.ts';

interface RuleLineProps {
	it: Rule;
	at: number;
	last: boolean;
}

/** Whether what holds cannot do what a rule says. */
const isBroken = (id: string): boolean => {
	const at = held.value?.rules.findIndex((rule) => rule.id === id) ?? -1;
	return at >= 0 && (held.value?.broken ?? []).some(({ path }) => path.startsWith(`rules.${at}.`));
};

/** One rule: its place in the order, its name, what it says, and how often it has done so. */
export function RuleLine({ it, at, last }: RuleLineProps): JSX.Element {
	const { id, name, enabled } = it;
	const wrong = isBroken(id) || Object.keys(errorsOf(id)).length > 0;
	return (
		<li class={`rule-line${enabled ? '' : ' off'}`}>
			<span class="rule-place figures" aria-hidden="true">
				{at + 1}
			</span>
			<div class="stack tight grow">
				<span class="cluster">
					<strong>{name}</strong>
					{!enabled && <Badge tone="plain">{t('rules.off')}</Badge>}
					{wrong && <Badge tone="warn">{t('rules.wrong')}</Badge>}
				</span>
				<span class="rule-sentence">{sentence(it)}</span>
				{enabled && <Hits id={id} />}
			</div>
			<div class="cluster rule-buttons">
				<IconButton path={chevronUp} label={t('rules.up', { name })} disabled={at === 0} onClick={() => move(it, -1)} />
				<IconButton path={chevronDown} label={t('rules.down', { name })} disabled={last} onClick={() => move(it, 1)} />
				<IconButton
					path={enabled ? eye : eyeOff}
					label={t(enabled ? 'rules.turnOff' : 'rules.turnOn', { name })}
					onClick={() => put({ ...it, enabled: !enabled })}
				/>
				<IconButton path={trash} label={t('rules.remove', { name })} onClick={() => remove(it)} />
				<Button icon={edit} aria-label={t('rules.edit', { name })} onClick={() => (editing.value = it)}>
					{t('rules.editShort')}
				</Button>
			</div>
		</li>
	);
}

/** How often a rule decided something in the last 90 days, once that was tried. */
function Hits({ id }: { id: string }): JSX.Element | null {
	const hits = tried.value?.it.rules.find((rule) => rule.id === id);
	if (!hits) return null;
	const before = tried.value?.of.find((rule) => rule.id === hits.behind);
	if (hits.held === 0) return <span class="quiet small">{t('rules.never')}</span>;
	if (before) return <span class="quiet small">{t('rules.behind', { n: hits.held, name: before.name })}</span>;
	return <span class="quiet small">{t('rules.hits', { n: hits.decided })}</span>;
}
