import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type Draft, refusals } from '../../../server/reports/drafts/contract.ts';
import { t } from '../../i18n/console.ts';
import { dateTime } from '../../i18n/format.ts';
import { t as shared } from '../../i18n/shared.ts';
import { Button } from '../../ui/button.tsx';
import { check, undo } from '../../ui/icons.ts';
import { lazy } from '../../ui/lazy.tsx';
import { Media } from '../../ui/media.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { hrefOf, readRoute } from '../address.ts';
import { channelWords } from '../desk/report-card.tsx';
import { letWait, type Reason, reasonWords, refuse, takeDown } from './decide.ts';

const DraftMap = lazy(() => import('./draft-map.tsx').then((it) => it.DraftMap));

interface Shown {
	it: Draft;
	after: () => Promise<void>;
}

/** One message whole: who wrote what, with photos and the place, and what can be made of it. */
export function DraftPanel({ it, after }: Shown): JSX.Element {
	const { words, photos, place, channel, receivedAt, name, email, phone } = it;
	return (
		<div class="stack">
			<p class="small quiet">{[channelWords(channel), dateTime(receivedAt)].join(' · ')}</p>
			{(name || email || phone) && <p>{t('drafts.from', { sender: [name, email, phone].filter(Boolean).join(', ') })}</p>}
			{words && <p class="draft-words">{words}</p>}
			{photos.length > 0 && (
				<ul class="bare-list cluster">
					{photos.map((photo, at) => (
						<li key={photo.id} class="draft-photo">
							<Media id={photo.id} video={false} alt={t('drafts.photo', { number: at + 1 })} />
						</li>
					))}
				</ul>
			)}
			{it.state === 'waiting' && <Decision it={it} after={after} />}
			{it.state !== 'waiting' && <Decided it={it} after={after} />}
			{place && (
				<>
					<p class="small quiet">{placeWords(place.placed, it.asset)}</p>
					<div class="draft-map">
						<DraftMap key={it.code} lon={place.lon} lat={place.lat} />
					</div>
				</>
			)}
			{!place && it.state === 'waiting' && <p class="small quiet">{t('drafts.noPlace')}</p>}
		</div>
	);
}

const placeWords = (placed: NonNullable<Draft['place']>['placed'], asset: string | null): string =>
	placed === 'asset' && asset ? t('drafts.placed.asset', { asset }) : t(placed === 'photo' ? 'drafts.placed.photo' : 'drafts.placed.address');

function Decision({ it, after }: Shown): JSX.Element {
	const reason = useSignal<Reason | ''>('');
	return (
		<div class="stack close">
			<Button kind="primary" icon={check} onClick={() => takeDown(it)}>
				{t('drafts.accept')}
			</Button>
			<Select<Reason | ''>
				label={t('drafts.refuse')}
				value={reason.value}
				options={[{ value: '', label: '–' }, ...refusals.map((value) => ({ value, label: reasonWords[value]() }))]}
				onChoose={(chosen) => {
					reason.value = chosen;
					if (chosen) void refuse(it.code, chosen, after);
				}}
			/>
		</div>
	);
}

function Decided({ it, after }: Shown): JSX.Element {
	const { state, reason, ticket, fault, told } = it;
	if (state === 'accepted' && ticket && fault)
		return (
			<Notice>
				<a href={hrefOf({ ...readRoute(''), fault })}>{t('drafts.became', { ticket })}</a>
			</Notice>
		);
	return (
		<Notice title={reason ? t('drafts.rejectedDone', { reason: reasonWords[reason]() }) : ''}>
			{told ? (
				t('drafts.told')
			) : (
				<Button icon={undo} onClick={() => void letWait(it.code, after)}>
					{shared('action.undo')}
				</Button>
			)}
		</Notice>
	);
}
