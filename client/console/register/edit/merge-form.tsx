import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { t } from '../../../i18n/console.ts';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { cross } from '../../../ui/icons.ts';
import { merge } from '../../../ui/staff-icons.ts';
import { TextField } from '../../../ui/text-field.tsx';
import { Do } from './do.tsx';
import type { Subject } from './draft.ts';
import { layer, merged, tool } from './edit-state.ts';

/** Adds an asset to those that are to be one, or takes it out again. */
export function toggleMerged(reference: string, self: string): void {
	if (reference === self) return;
	const chosen = merged.peek();
	merged.value = chosen.includes(reference) ? chosen.filter((it) => it !== reference) : [...chosen, reference];
}

/** Makes one of several: lines that go on from one another, or what was entered twice. */
export function MergeForm({ it }: { it: Subject }): JSX.Element {
	const typed = useSignal('');
	const point = layer.value?.geometry === 'Point';
	const add = (event: Event): void => {
		event.preventDefault();
		const reference = typed.peek().trim().toUpperCase();
		if (reference && !merged.peek().includes(reference)) toggleMerged(reference, it.reference);
		typed.value = '';
	};
	const assets = [it.reference, ...merged.value];
	return (
		<>
			<p class="quiet">{t('edit.mergeHint')}</p>
			<div>
				<Button icon={merge} aria-pressed={tool.value === 'merge'} onClick={() => (tool.value = tool.peek() === 'merge' ? 'none' : 'merge')}>
					{t('edit.mergeOnMap')}
				</Button>
			</div>
			<form class="row expected" onSubmit={add}>
				<TextField label={t('edit.otherAsset')} value={typed.value} onText={(written) => (typed.value = written)} />
				<Button type="submit" disabled={typed.value.trim() === ''}>
					{t('edit.addOther')}
				</Button>
			</form>
			<ul class="bare-list">
				{merged.value.map((reference) => (
					<li key={reference} class="row">
						<span class="code grow">{reference}</span>
						<IconButton path={cross} label={t('edit.takeOut', { reference })} onClick={() => toggleMerged(reference, it.reference)} />
					</li>
				))}
			</ul>
			<Do
				edit={
					merged.value.length === 0
						? null
						: point && merged.value.length === 1
							? { kind: 'same', asset: assets[1] ?? '', as: it.reference }
							: { kind: 'merge', assets }
				}
				it={it}
			>
				{t('edit.merge')}
			</Do>
		</>
	);
}
