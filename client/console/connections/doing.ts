import { signal } from '@preact/signals';
import type { System } from '../../../server/exchange/outbound/contract.ts';
import type { Webhook } from '../../../server/exchange/webhooks/contract.ts';
import { asProblem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { toast } from '../../ui/toast.tsx';

/** What stands open beside the list. */
export type Open =
	| { what: 'webhook'; it: Webhook | null }
	| { what: 'secret'; it: Webhook }
	| { what: 'messages'; it: Webhook }
	| { what: 'system'; it: System | null }
	| { what: 'differences'; it: System };

export const open = signal<Open | null>(null);

/** Does something; what goes wrong is said. */
export async function doing(act: () => Promise<void>): Promise<void> {
	try {
		await act();
	} catch (thrown) {
		toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
	}
}

/** Puts something away, or brings it back; the message takes it back with one press. */
export const moveAway = (name: string, away: boolean, { put, done }: { put: (away: boolean) => Promise<unknown>; done: () => void }): Promise<void> =>
	doing(async () => {
		await put(away);
		done();
		const undo = (): Promise<void> =>
			doing(async () => {
				await put(!away);
				done();
			});
		toast({ text: t(away ? 'connections.wentAway' : 'connections.cameBack', { name }), undo });
	});
