import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { quantity } from '../i18n/format.ts';
import { t } from '../i18n/shared.ts';
import { Icon } from '../ui/icon.tsx';
import { locate as locateIcon } from '../ui/icons.ts';
import { announce } from '../ui/live-region.tsx';
import { toast } from '../ui/toast.tsx';
import { locate, type Position } from './locate.ts';

interface LocateButtonProps {
	onLocated: (position: Position) => void;
}

/** Asks the device where it is. Why it does not know is said in words, and what to do instead. */
export function LocateButton({ onLocated }: LocateButtonProps): JSX.Element {
	const asking = useSignal(false);
	const ask = async (): Promise<void> => {
		asking.value = true;
		const found = await locate();
		asking.value = false;
		if (typeof found === 'string') {
			toast({ text: t(found === 'denied' ? 'map.locateDenied' : 'map.locateFailed'), kind: 'bad' });
			return;
		}
		announce(t('map.located', { metres: quantity(Math.round(found.accuracy), 'm') }));
		onLocated(found);
	};
	const label = t('map.locate');
	return (
		<button type="button" class="map-button" title={label} aria-label={label} aria-busy={asking.value} disabled={asking.value} onClick={() => void ask()}>
			<Icon path={locateIcon} />
		</button>
	);
}
