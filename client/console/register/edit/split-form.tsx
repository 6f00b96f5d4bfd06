import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from '../../../i18n/console.ts';
import { quantity } from '../../../i18n/format.ts';
import { Button } from '../../../ui/button.tsx';
import { split } from '../../../ui/staff-icons.ts';
import { TextField } from '../../../ui/text-field.tsx';
import { Do } from './do.tsx';
import type { Subject } from './draft.ts';
import { cut, tool } from './edit-state.ts';
import { cutAlong, lengthOf, partsOf } from './shapes.ts';

/** Cuts a line in two, at a place tapped on the map or so many metres along it. */
export function SplitForm({ it }: { it: Subject }): JSX.Element {
	useEffect(
		() => () => {
			cut.value = null;
		},
		[],
	);
	const at = cut.value;
	const parts = at ? partsOf(it.geometry, at) : [];
	const whole = lengthOf(it.geometry);
	const along = (written: string): void => {
		const metres = Number(written.replace(',', '.'));
		if (written.trim() !== '' && Number.isFinite(metres)) cut.value = cutAlong(it.geometry, metres);
	};
	return (
		<>
			<p class="quiet">{t('edit.splitHint')}</p>
			<div>
				<Button icon={split} aria-pressed={tool.value === 'split'} onClick={() => (tool.value = tool.peek() === 'split' ? 'none' : 'split')}>
					{t('edit.splitOnMap')}
				</Button>
			</div>
			<TextField
				key={at?.metres}
				label={t('edit.along')}
				hint={whole === null ? undefined : t('edit.alongHint', { length: quantity(whole, 'm', 1) })}
				inputMode="decimal"
				value={at ? at.metres.toFixed(2) : ''}
				onText={() => undefined}
				onChange={(event) => along(event.currentTarget.value)}
			/>
			{parts.length === 2 && (
				<p class="figures" role="status">
					{t('edit.parts', { lengths: parts.map((part) => quantity(lengthOf(part) ?? 0, 'm', 2)).join(' + ') })}
				</p>
			)}
			<Do edit={at && parts.length === 2 ? { kind: 'split', asset: it.reference, version: it.version, at: [at.at] } : null} it={it}>
				{t('edit.split')}
			</Do>
		</>
	);
}
