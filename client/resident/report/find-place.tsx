import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type Found, search } from '../../../server/assets/contract.ts';
import { call } from '../../api/call.ts';
import { quantity } from '../../i18n/format.ts';
import { language, speak } from '../../i18n/language.ts';
import { t } from '../../i18n/resident.ts';
import { t as shared } from '../../i18n/shared.ts';
import { locate } from '../../map/locate.ts';
import { assetIcons } from '../../ui/asset-icons.ts';
import { Button } from '../../ui/button.tsx';
import { Combobox, type Match } from '../../ui/combobox.tsx';
import { camera, locate as locateIcon, pin, ward } from '../../ui/icons.ts';
import { lazy } from '../../ui/lazy.tsx';
import { announce } from '../../ui/live-region.tsx';
import type { Place } from './draft.ts';
import { placeOfDevice, tooRough } from './pin.ts';
import { services } from './services.ts';
import { troubleIcon } from './trouble-icons.ts';
import type { Looking } from './where-state.ts';

interface FindPlaceProps {
	/** A place exact enough for a pin. */
	onPick: (place: Place) => void;
	/** A street or a suburb: somewhere to look. */
	onLook: (there: Looking) => void;
}

const icons: Record<Found['kind'], string> = {
	position: pin,
	asset: pin,
	street: assetIcons.road,
	suburb: ward,
	address: assetIcons.house,
	landmark: pin,
	erf: assetIcons.house,
	meter: assetIcons.house,
};
const zooms: Partial<Record<Found['kind'], number>> = { suburb: 16, street: 18 };

/** An asset is shown by the drawing of its class. */
const iconOf = ({ kind, class: of }: Found): string => {
	const known = of && services.peek()?.find((it) => it.class === of);
	return known ? troubleIcon({ mode: '', icon: known.icon }) : icons[kind];
};

const asMatch = (it: Found): Match<Found> => ({
	key: `${it.kind} ${it.title} ${it.detail} ${it.lon} ${it.lat}`,
	value: it,
	title: it.title,
	detail: it.detail,
	icon: iconOf(it),
});

/** Search by street, number, place or pole, and beside it the device's own position. */
export function FindPlace({ onPick, onLook }: FindPlaceProps): JSX.Element {
	const choose = ({ kind, lon, lat, title, reference }: Found): void => {
		if (kind === 'asset') onPick({ lon, lat, method: 'list', name: title, ...(reference && { asset: reference }) });
		else if (kind === 'position') onPick({ lon, lat, method: 'gnss', accuracy: 5, name: title });
		else if (kind === 'address' || kind === 'erf') onPick({ lon, lat, method: 'address', name: title });
		else onLook({ lon, lat, name: title, zoom: zooms[kind] ?? 18 });
	};
	return (
		<div class="where-find stack close">
			<Combobox
				label={t('where.search')}
				placeholder={t('where.example')}
				find={async (q, signal) => (await call(search, { q, language: language.peek() }, { signal })).found.map(asMatch)}
				onChoose={choose}
			/>
			<MyPosition onPick={onPick} onLook={onLook} />
			<ScanLabel onPick={onPick} />
		</div>
	);
}

const Scan = lazy(async () => {
	const view = await import('./scan.tsx');
	await speak(language.peek());
	return view.Scan;
});

/** The label on a pole or box says which one it is. */
function ScanLabel({ onPick }: Pick<FindPlaceProps, 'onPick'>): JSX.Element {
	const open = useSignal(false);
	if (!open.value)
		return (
			<Button kind="quiet" icon={camera} onClick={() => (open.value = true)}>
				{t('where.scan')}
			</Button>
		);
	const picked = (place: Place): void => {
		open.value = false;
		onPick(place);
	};
	return <Scan onPick={picked} onClose={() => (open.value = false)} />;
}

function MyPosition({ onPick, onLook }: FindPlaceProps): JSX.Element {
	const asking = useSignal(false);
	const failed = useSignal('');
	const ask = async (): Promise<void> => {
		asking.value = true;
		failed.value = '';
		const found = await locate();
		asking.value = false;
		if (typeof found === 'string') {
			failed.value = shared(found === 'denied' ? 'map.locateDenied' : 'map.locateFailed');
			return;
		}
		const metres = quantity(Math.round(found.accuracy), 'm');
		announce(shared('map.located', { metres }));
		if (found.accuracy <= tooRough) onPick(placeOfDevice(found));
		else onLook({ lon: found.lon, lat: found.lat, zoom: 17, name: t('where.roughly', { metres }) });
	};
	return (
		<>
			<Button icon={locateIcon} wide busy={asking.value} onClick={() => void ask()}>
				{t('where.mine')}
			</Button>
			{failed.value && (
				<p class="field-error" role="alert">
					{failed.value}
				</p>
			)}
		</>
	);
}
