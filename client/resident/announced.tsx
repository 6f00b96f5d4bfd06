import { effect, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { PublicNotice } from '../../server/municipality/contract.ts';
import { readNotices } from '../../server/municipality/notices/contract.ts';
import { call } from '../api/call.ts';
import { useCall } from '../api/use-call.ts';
import { dateTime } from '../i18n/format.ts';
import { language } from '../i18n/language.ts';
import { t } from '../i18n/resident-known.ts';
import { Badge } from '../ui/badge.tsx';
import { Notice } from '../ui/notice.tsx';
import { quietPosition } from './report/take-photos.ts';

const spanOf = ({ from, until, now }: PublicNotice): string =>
	now ? t('notices.now', { until: dateTime(until) }) : t('notices.coming', { from: dateTime(from), until: dateTime(until) });

/** One announcement: what, until when, where, in whose words. */
export function Announced({ it, here = false }: { it: PublicNotice; here?: boolean }): JSX.Element {
	const where = it.wards.length > 0 ? t('notices.wards', { wards: it.wards.join(', ') }) : '';
	return (
		<Notice kind={it.now ? 'warn' : 'note'} title={it.title}>
			<span class="cluster">
				<Badge>{t(`notices.${it.kind}`)}</Badge>
				{here && <Badge tone="bad">{t('notices.here')}</Badge>}
			</span>
			<p class="figures">{[spanOf(it), where].filter(Boolean).join(' · ')}</p>
			{it.words && <p>{it.words}</p>}
		</Notice>
	);
}

interface Found {
	notice: PublicNotice;
	/** Whether it holds where the device is. */
	here: boolean;
}

/** What is announced, those first that hold where the device is. The device is only asked where it may be. */
function useAnnounced(ward?: string): readonly Found[] {
	const all = useCall(readNotices, () => ({ language: language.value, ward, limit: 20 }));
	const here = useSignal<readonly string[]>([]);
	useEffect(
		() =>
			effect(() => {
				if (all.data.value?.notices.length) void heldHere().then((codes) => (here.value = codes));
			}),
		[],
	);
	const found = (all.data.value?.notices ?? []).map((notice) => ({ notice, here: here.value.includes(notice.code) }));
	return found.sort((a, b) => Number(b.here) - Number(a.here));
}

/** What is announced, in the town or in one ward, as a part of a page; nothing where nothing is. */
export function AnnouncedList({ ward }: { ward?: string }): JSX.Element | null {
	const found = useAnnounced(ward);
	if (found.length === 0) return null;
	return (
		<section class="stack close" aria-labelledby="announced">
			<h2 id="announced">{t('notices.list')}</h2>
			{found.map(({ notice, here }) => (
				<Announced key={notice.code} it={notice} here={here} />
			))}
		</section>
	);
}

/** The same beside a map, folded: the areas are drawn on it. */
export function AnnouncedFold(): JSX.Element | null {
	const found = useAnnounced();
	if (found.length === 0) return null;
	return (
		<details class="announced">
			<summary>
				{t('notices.list')} ({found.length})
			</summary>
			<div class="stack close">
				{found.map(({ notice, here }) => (
					<Announced key={notice.code} it={notice} here={here} />
				))}
			</div>
		</details>
	);
}

async function heldHere(): Promise<string[]> {
	const position = await quietPosition();
	if (!position) return [];
	try {
		return (await call(readNotices, { lon: position.lon, lat: position.lat, language: language.peek() })).notices.map((it) => it.code);
	} catch {
		return [];
	}
}
