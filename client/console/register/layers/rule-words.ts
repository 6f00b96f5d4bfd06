import type { RuleCount } from '../../../../server/assets/layers/contract.ts';
import type { Layer } from '../../../../server/municipality/contract.ts';
import { t } from '../../../i18n/console.ts';
import { issueOf } from './network-state.ts';

const kinds = [
	'same-place',
	'installed-unknown',
	'installed-implausible',
	'position-doubtful',
	'outside',
	'grade-old',
	'too-short',
	'street-unknown',
	'key-form',
] as const;
const attributeKinds = ['attribute-missing', 'choice-unknown', 'not-a-number', 'names-nothing'] as const;

const of = <Kind extends string>(known: readonly Kind[], rule: string): Kind | undefined => known.find((it) => it === rule.split(':')[0]);

/** What a rule asks, in words; of an attribute by its title. */
export function ruleWords({ rule, attribute }: Pick<RuleCount, 'rule' | 'attribute'>, layer: Layer | undefined): string {
	const title = layer?.attributes.find(({ id }) => id === attribute)?.title ?? attribute ?? '';
	const issue = issueOf(rule);
	if (issue) return t(`issue.${issue}`);
	const ofAttribute = of(attributeKinds, rule);
	if (ofAttribute) return t(`rule.${ofAttribute}`, { attribute: title });
	const kind = of(kinds, rule);
	return kind ? t(`rule.${kind}`) : rule;
}

/** What to do about what a rule finds. */
export function ruleHint({ rule }: Pick<RuleCount, 'rule'>): string {
	const issue = issueOf(rule);
	if (issue) return t(`issueHint.${issue}`);
	const kind = of([...kinds, ...attributeKinds], rule);
	return kind ? t(`ruleHint.${kind}`) : '';
}
