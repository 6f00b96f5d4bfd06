import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type Box, blurPhoto, type Held } from '../../../server/reports/moderation/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { Button } from '../../ui/button.tsx';
import { check, plus } from '../../ui/icons.ts';
import { toast } from '../../ui/toast.tsx';
import { between, isMeant, keyed } from './box.ts';

type Photo = Held['photos'][number];

interface BlurToolProps {
	photo: Photo;
	onDone: () => void;
}

async function keep(id: string, boxes: readonly Box[], before: readonly Box[]): Promise<boolean> {
	try {
		await call(blurPhoto, { id, boxes: [...boxes] });
		toast({ text: t('blur.done', { count: boxes.length }), undo: async () => void (await keep(id, before, boxes)) });
		return true;
	} catch (thrown) {
		toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
		return false;
	}
}

/** Marks faces and plates in a photo, by drawing or by keyboard; the copy for the public is made without them. */
export function BlurTool({ photo, onDone }: BlurToolProps): JSX.Element {
	const boxes = useSignal<readonly Box[]>(photo.blurred);
	const busy = useSignal(false);
	const save = async (): Promise<void> => {
		busy.value = true;
		const kept = await keep(photo.id, boxes.value, photo.blurred);
		busy.value = false;
		if (kept) onDone();
	};
	return (
		<div class="stack">
			<p class="quiet small">{t('blur.hint')}</p>
			<Canvas photo={photo} boxes={boxes} />
			<div class="cluster">
				<Button icon={plus} onClick={() => (boxes.value = [...boxes.value, { x: 0.4, y: 0.4, width: 0.2, height: 0.2 }])}>
					{t('blur.add')}
				</Button>
				<Button kind="primary" icon={check} busy={busy.value} onClick={() => void save()}>
					{t('blur.save')}
				</Button>
			</div>
			<p class="quiet small">{t('blur.original')}</p>
		</div>
	);
}

/** Where a pointer is in an element, as parts of its width and height. */
function placeOf(event: PointerEvent, element: Element): { x: number; y: number } {
	const { left, top, width, height } = element.getBoundingClientRect();
	const part = (it: number): number => Math.min(1, Math.max(0, it));
	return { x: part((event.clientX - left) / width), y: part((event.clientY - top) / height) };
}

function Canvas({ photo, boxes }: { photo: Photo; boxes: Signal<readonly Box[]> }): JSX.Element {
	const from = useSignal<{ x: number; y: number } | null>(null);
	const drawn = useSignal<Box | null>(null);
	const begin = (event: PointerEvent & { currentTarget: HTMLElement }): void => {
		if (event.target instanceof Element && event.target.closest('button')) return;
		event.currentTarget.setPointerCapture(event.pointerId);
		from.value = placeOf(event, event.currentTarget);
	};
	const move = (event: PointerEvent & { currentTarget: HTMLElement }): void => {
		if (from.value) drawn.value = between(from.value, placeOf(event, event.currentTarget));
	};
	const end = (): void => {
		if (drawn.value && isMeant(drawn.value)) boxes.value = [...boxes.value, drawn.value];
		from.value = null;
		drawn.value = null;
	};
	return (
		<div class="blur-canvas" onPointerDown={begin} onPointerMove={move} onPointerUp={end} onPointerCancel={end}>
			<img src={`/media/${photo.id}.jpg`} width={photo.width} height={photo.height} alt={t('held.photoOf', { title: photo.title })} draggable={false} />
			{boxes.value.map((it, at) => (
				<Marked
					key={at}
					box={it}
					number={at + 1}
					onChange={(box) => (boxes.value = boxes.value.flatMap((old, i) => (i === at ? (box ? [box] : []) : [old])))}
				/>
			))}
			{drawn.value && <div class="blur-box" style={placed(drawn.value)} />}
		</div>
	);
}

const percent = (it: number): string => `${(it * 100).toFixed(2)}%`;
const placed = ({ x, y, width, height }: Box): Record<string, string> => ({
	left: percent(x),
	top: percent(y),
	width: percent(width),
	height: percent(height),
});

function Marked({ box, number, onChange }: { box: Box; number: number; onChange: (box: Box | null) => void }): JSX.Element {
	const keys = (event: KeyboardEvent): void => {
		const changed = event.key === 'Delete' || event.key === 'Backspace' ? null : keyed(box, event);
		if (changed === undefined) return;
		event.preventDefault();
		onChange(changed);
	};
	return (
		<button
			type="button"
			class="blur-box"
			style={placed(box)}
			aria-label={t('blur.box', { number })}
			title={t('blur.boxHint')}
			onKeyDown={keys}
			onDblClick={() => onChange(null)}
		/>
	);
}
