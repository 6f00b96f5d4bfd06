import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { NewProposal } from '../../../server/assets/proposals/contract.ts';
import type { AssetPage } from '../../../server/work/asset-page/contract.ts';
import { t } from '../../i18n/resident-asset.ts';
import { RadioList } from '../../ui/radio-list.tsx';
import { Describe } from './describe.tsx';
import { PlacePicker } from './place-picker.tsx';
import { ProposalForm } from './proposal-form.tsx';
import type { Spot } from './spot.ts';

type Kind = Exclude<NewProposal['kind'], 'missing'>;

const hasOnePlace = ({ geometry }: AssetPage): boolean => geometry.type === 'Point';

/** Somebody sees that the register is wrong about an asset: it stands elsewhere, is gone, or is described wrongly. */
export function NotRight({ it }: { it: AssetPage }): JSX.Element {
	const kind = useSignal<Kind | null>(null);
	const place = useSignal<Spot | null>(null);
	const told = useSignal<Readonly<Record<string, string>>>({});
	const lacking = (words: string): string => {
		if (kind.value === 'moved' && !place.value) return t('place.lacking');
		if (kind.value === 'wrong' && Object.keys(told.value).length === 0 && !words) return t('wrong.lacking');
		return '';
	};
	const wish = () => ({
		kind: kind.value ?? 'wrong',
		asset: it.reference,
		...(kind.value === 'moved' && place.value && { lon: place.value.lon, lat: place.value.lat }),
		...(kind.value === 'wrong' && { attributes: told.value }),
	});
	const kinds: Kind[] = hasOnePlace(it) ? ['moved', 'gone', 'wrong'] : ['gone', 'wrong'];
	return (
		<section class="stack close" aria-labelledby="not-right">
			<h2 id="not-right">{t('wrong.title')}</h2>
			<details class="not-right">
				<summary>{t('wrong.ask')}</summary>
				<div class="stack">
					<p class="quiet">{t('wrong.help')}</p>
					<RadioList<Kind>
						label={t('wrong.ask')}
						bare
						value={kind.value}
						choices={kinds.map((value) => ({ value, label: t(`wrong.${value}`) }))}
						onChoose={(value) => (kind.value = value)}
					/>
					{kind.value === 'moved' && <PlacePicker place={place} map={{ class: it.class, geometry: it.geometry, start: it }} />}
					{kind.value === 'wrong' && <Describe it={it} told={told} />}
					{kind.value && <ProposalForm key={kind.value} wish={wish} lacking={lacking} />}
				</div>
			</details>
			<p>
				<a href="/missing">{t('missing.link')}</a>
			</p>
		</section>
	);
}
