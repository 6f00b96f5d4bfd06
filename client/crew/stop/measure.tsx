import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { t } from '../../i18n/crew.ts';
import { quantity } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { locate } from '../../ui/icons.ts';
import { Notice } from '../../ui/notice.tsx';
import { askHere } from '../here.ts';
import { write } from '../kept/run.ts';
import { type At, whereOf } from './at.ts';

/** No better than this, metres, and a measured place says nothing against the register's. */
const worstM = 20;

/** Measures where an asset stands; the register gets it as a proposal. */
export function Measure(at: At): JSX.Element | null {
	const busy = useSignal(false);
	const said = useSignal<{ kind: 'good' | 'warn'; text: string } | null>(null);
	if (at.line.asset === null) return null;
	const measure = async (): Promise<void> => {
		busy.value = true;
		const it = await askHere();
		busy.value = false;
		if (!it) {
			said.value = { kind: 'warn', text: t('end.noPlace') };
			return;
		}
		const metres = quantity(Math.round(it.accuracy), 'm');
		if (it.accuracy > worstM) said.value = { kind: 'warn', text: t('measure.rough', { metres }) };
		else {
			write(whereOf(at), { measured: it });
			said.value = { kind: 'good', text: t('measure.done', { metres }) };
		}
	};
	return (
		<details class="measure">
			<summary>{t('measure.title')}</summary>
			<div class="stack close">
				<p class="quiet">{t('measure.help')}</p>
				<Button icon={locate} busy={busy.value} onClick={() => void measure()}>
					{t('measure.button')}
				</Button>
				{said.value && <Notice kind={said.value.kind}>{said.value.text}</Notice>}
			</div>
		</details>
	);
}
