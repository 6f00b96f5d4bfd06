import { effect, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { type PublicNotice, readNotices } from '../../server/municipality/notices/contract.ts';
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

/** What is announced, those first that hold where the device is; nothing where nothing is. The device is only asked where it may be. */
export function AnnouncedList({ level = 2 }: { level?: 2 | 3 }): JSX.Element | null {
	const all = useCall(readNotices, () => ({ language: language.value, limit: 20 }));
	const here = useSignal<readonly string[]>([]);
	useEffect(
		() =>
			effect(() => {
				if (all.data.value?.notices.length) void heldHere().then((codes) => (here.value = codes));
			}),
		[],
	);
	const notices = all.data.value?.notices ?? [];
	if (notices.length === 0) return null;
	const Title = `h${level}` as const;
	const isHere = ({ code }: PublicNotice): boolean => here.value.includes(code);
	return (
		<section class="stack close" aria-labelledby="announced">
			<Title id="announced">{t('notices.list')}</Title>
			{[...notices.filter(isHere), ...notices.filter((it) => !isHere(it))].map((it) => (
				<Announced key={it.code} it={it} here={isHere(it)} />
			))}
		</section>
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
