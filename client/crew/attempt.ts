import { t } from '../i18n/crew.ts';
import { toast } from '../ui/toast.tsx';

/** Does something that is kept on this phone; where the phone keeps nothing, it is said. */
export async function attempt<It>(act: () => Promise<It>): Promise<It | null> {
	try {
		return await act();
	} catch {
		toast({ text: t('waits.keeping'), kind: 'bad', seconds: 10 });
		return null;
	}
}
