import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { type Held, readHeld } from '../../../server/reports/moderation/contract.ts';
import { listen } from '../../api/live.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { language } from '../../i18n/language.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemNotice } from '../../ui/notice.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { RoomFrame } from '../rooms/room-frame.tsx';
import { BlurTool } from './blur-tool.tsx';
import { HeldComments } from './held-comments.tsx';
import { HeldFaults } from './held-faults.tsx';
import { HeldPhotos } from './held-photos.tsx';
import './held.css';

const limits = [50, 200] as const;

/** Goes to the next thing that waits (j) or the one before (k), wherever the keyboard is. */
function step(event: KeyboardEvent): void {
	const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea');
	if (typing || event.ctrlKey || event.metaKey || event.altKey || (event.key !== 'j' && event.key !== 'k')) return;
	const room = event.currentTarget as HTMLElement;
	const items = [...room.querySelectorAll<HTMLElement>('[data-held]')];
	const at = items.findIndex((it) => it.contains(document.activeElement));
	const next = items[at + (event.key === 'j' ? 1 : -1)] ?? items[event.key === 'j' ? 0 : items.length - 1];
	next?.focus();
	event.stopPropagation();
}

/** What waits for a moderator: words that could lead to somebody, photos nobody has looked at, and what residents say should not be seen. */
export function HeldRoom(): JSX.Element {
	const limit = useSignal<number>(limits[0]);
	const blurring = useSignal<Held['photos'][number] | null>(null);
	const held = useCall(readHeld, () => {
		void language.value;
		return { limit: limit.value };
	});
	useEffect(() => listen(({ kind }) => /^(report|comment|photo|fault\.(opened|joined))/.test(kind) && void held.reload()), []);
	const room = useRef<HTMLDivElement>(null);
	useEffect(() => {
		room.current?.addEventListener('keydown', step);
	}, []);
	const it = held.data.value;
	const open = blurring.value;
	return (
		<div class="room-with-panel" ref={room}>
			<RoomFrame title={t('held.title')} hint={t('held.hint')}>
				{held.error.value && <ProblemNotice problem={held.error.value} onRetry={() => void held.reload()} />}
				{!it && !held.error.value && <Skeleton kind="rows" count={5} />}
				{it && <HeldFaults faults={it.faults} again={held.reload} />}
				{it && <HeldComments comments={it.comments} again={held.reload} />}
				{it && <HeldPhotos photos={it.photos} again={held.reload} onBlur={(photo) => (blurring.value = photo)} />}
				{it && limit.value === limits[0] && it.photos.length >= limits[0] && <Button onClick={() => (limit.value = limits[1])}>{t('queue.more')}</Button>}
			</RoomFrame>
			{open && (
				<SidePanel title={t('blur.title')} onClose={() => (blurring.value = null)}>
					<BlurTool
						key={open.id}
						photo={open}
						onDone={() => {
							blurring.value = null;
							void held.reload();
						}}
					/>
				</SidePanel>
			)}
		</div>
	);
}
