import { mergeFault } from '../../../server/faults/changes/contract.ts';
import { call } from '../../api/call.ts';
import { t } from '../../i18n/console.ts';
import { spokenCode } from '../address.ts';
import { go, route } from '../route.ts';
import { changeFault } from './change-fault.ts';

/** Merges the open fault into another and opens that one; taken back, it opens again. */
export async function mergeInto(into: string): Promise<void> {
	const gone = route.peek().fault;
	await changeFault({
		said: t('done.merged', { fault: spokenCode(into) }),
		ask: ({ code, language }) => call(mergeFault, { code, into, language }),
		done: () => go({ fault: into }),
		undone: () => go({ fault: gone }),
	});
}
