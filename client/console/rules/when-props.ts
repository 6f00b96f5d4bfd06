import type { Rule } from '../../../server/municipality/rules/contract.ts';

/** What a part of the form is given: what the rule asks, what is wrong with it, and how a part of it is written. */
export interface WhenProps {
	when: Rule['when'];
	errors: Readonly<Record<string, string>>;
	write: (part: Partial<Rule['when']>) => void;
}
