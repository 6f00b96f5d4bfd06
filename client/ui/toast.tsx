import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { t } from '../i18n/shared.ts';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import { cross, undo as undoIcon } from './icons.ts';
import './toast.css';

interface Message {
	text: string;
	kind?: 'done' | 'bad';
	/** Takes back what was done; while it is shown, nobody has to be asked "are you sure". */
	undo?: () => void | Promise<void>;
	/** Seconds it stays; with `undo` 10, else 5. Pointing at it keeps it. */
	seconds?: number;
}

const shown = signal<readonly (Message & { id: number })[]>([]);
const timers = new Map<number, ReturnType<typeof setTimeout>>();
let count = 0;

const dismiss = (id: number): void => {
	clearTimeout(timers.get(id));
	timers.delete(id);
	shown.value = shown.peek().filter((it) => it.id !== id);
};

const leaveSoon = ({ id, seconds, undo }: Message & { id: number }): void => {
	clearTimeout(timers.get(id));
	timers.set(
		id,
		setTimeout(() => dismiss(id), (seconds ?? (undo ? 10 : 5)) * 1000),
	);
};

/** Says what was done, and offers to take it back: `toast({ text: t('fault.moved'), undo: () => … })`. Answers how to take the words away early. */
export function toast(message: Message): () => void {
	count += 1;
	const it = { ...message, id: count };
	shown.value = [...shown.peek().slice(-2), it];
	leaveSoon(it);
	return () => dismiss(it.id);
}

/** Where those messages stand. The shell holds the only one. */
export function Toasts(): JSX.Element {
	return (
		<div class="toasts no-print" role="status" aria-live="polite">
			{shown.value.map((it) => (
				<div key={it.id} class={`toast ${it.kind ?? 'done'}`} onPointerEnter={() => clearTimeout(timers.get(it.id))} onPointerLeave={() => leaveSoon(it)}>
					<span class="grow">{it.text}</span>
					{it.undo && (
						<Button
							kind="quiet"
							icon={undoIcon}
							onClick={() => {
								dismiss(it.id);
								void it.undo?.();
							}}
						>
							{t('action.undo')}
						</Button>
					)}
					<IconButton path={cross} label={t('toast.dismiss')} onClick={() => dismiss(it.id)} />
				</div>
			))}
		</div>
	);
}
