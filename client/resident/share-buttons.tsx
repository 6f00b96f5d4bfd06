import type { JSX } from 'preact';
import { t } from '../i18n/resident.ts';
import { t as shared } from '../i18n/shared.ts';
import { Button } from '../ui/button.tsx';
import { copy, share } from '../ui/icons.ts';
import { toast } from '../ui/toast.tsx';

interface ShareButtonsProps {
	path: string;
	title: string;
}

/** Hands a link on: to another app where the device can, and to the clipboard. */
export function ShareButtons({ path, title }: ShareButtonsProps): JSX.Element {
	const url = new URL(path, location.href).href;
	const copyIt = async (): Promise<void> => {
		try {
			await navigator.clipboard.writeText(url);
			toast({ text: shared('action.copied') });
		} catch {
			toast({ text: url, seconds: 30 });
		}
	};
	// Somebody who closes the choice of apps has done nothing wrong.
	const handOn = (): Promise<void> => navigator.share({ title, url }).catch(() => undefined);
	return (
		<div class="row no-print">
			<Button icon={copy} class="grow" onClick={() => void copyIt()}>
				{t('share.copy')}
			</Button>
			{'share' in navigator && (
				<Button icon={share} class="grow" onClick={() => void handOn()}>
					{t('share.share')}
				</Button>
			)}
		</div>
	);
}
