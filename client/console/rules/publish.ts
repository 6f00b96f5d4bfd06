import { bringRulesBack, publishRules, type RuleSet, tryRules } from '../../../server/municipality/rules/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { language } from '../../i18n/language.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { toast } from '../../ui/toast.tsx';
import { refused, rules, takeOver, tried } from './draft.ts';

/** Shows what holds now; the message brings back what held before. */
function saidPublished(now: RuleSet, before: number, done: () => void): void {
	takeOver(now);
	done();
	toast({ text: t('rules.published', { n: now.version }), undo: () => bringBack({ was: before, version: now.version }, done) });
}

/** Publishes the draft as the version after the one that holds. */
export async function publish({ version, note }: { version: number; note: string }, done: () => void): Promise<void> {
	const draft = rules.peek();
	try {
		saidPublished(await call(publishRules, { rules: [...draft], note, version }), version, done);
	} catch (thrown) {
		refused.value = { of: draft, problem: asProblem(thrown) };
	}
}

/** Publishes the rules of an earlier version again. */
export async function bringBack({ was, version }: { was: number; version: number }, done: () => void): Promise<void> {
	try {
		saidPublished(await call(bringRulesBack, { was, version }), version, done);
	} catch (thrown) {
		toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
	}
}

/** A large town's faults of 90 days are many: so long the answer is waited for, in seconds. */
const patience = 120;

/** Tries the draft on the faults of the last 90 days. */
export async function tryDraft(): Promise<void> {
	const draft = rules.peek();
	try {
		tried.value = { of: draft, it: await call(tryRules, { rules: [...draft], language: language.peek() }, { timeout: patience }) };
		refused.value = null;
	} catch (thrown) {
		refused.value = { of: draft, problem: asProblem(thrown) };
	}
}
